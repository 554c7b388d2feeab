import { scanWslConfig } from './scan';
import { entryOf } from './settingName';
import { readBoolean } from './values';

/** How WSL's network is set in the text of a .wslconfig. */
export interface NetworkSettings {
  /** In lower case: `nat` where nothing says otherwise. */
  readonly mode: string;
  /** Whether WSL hands the proxy of Windows over to the distros. */
  readonly autoProxy: boolean;
}

export function readNetworkSettings(text: string): NetworkSettings {
  const config = scanWslConfig(text, 'wslconfig');
  // Their old place, [experimental], is the same setting.
  const valueOf = (key: string): string | undefined => entryOf(config, { section: 'wsl2', key })?.value;
  return {
    mode: valueOf('networkingMode')?.toLowerCase() ?? 'nat',
    autoProxy: readBoolean(valueOf('autoProxy') ?? '') ?? true,
  };
}
