import { scanWslConfig, type ConfigEntry } from './scan';
import { readBoolean } from './values';

/** How WSL's network is set in the text of a .wslconfig. */
export interface NetworkSettings {
  /** In lower case: `nat` where nothing says otherwise. */
  readonly mode: string;
  /** Whether WSL hands the proxy of Windows over to the distros. */
  readonly autoProxy: boolean;
}

export function readNetworkSettings(text: string): NetworkSettings {
  const { entries } = scanWslConfig(text, 'wslconfig');
  return {
    mode: entryOf(entries, 'networkingMode')?.value.toLowerCase() ?? 'nat',
    autoProxy: readBoolean(entryOf(entries, 'autoProxy')?.value ?? '') ?? true,
  };
}

/** The old place of these settings and the new one are one key, and the first in the file counts. */
function entryOf(entries: readonly ConfigEntry[], wanted: string): ConfigEntry | undefined {
  return entries.find(
    ({ section, key }) => key.toLowerCase() === wanted.toLowerCase() && /^(?:wsl2|experimental)$/i.test(section ?? ''),
  );
}
