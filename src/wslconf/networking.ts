import { scanWslConfig } from './scan';

/** How WSL's network is set in the text of a .wslconfig, in lower case: `nat` where nothing says otherwise. */
export function readNetworkingMode(text: string): string {
  // The old place and the new one are one key, and the first in the file counts.
  const own = scanWslConfig(text, 'wslconfig').entries.find(
    ({ section, key }) => key.toLowerCase() === 'networkingmode' && /^(?:wsl2|experimental)$/i.test(section ?? ''),
  );
  return own?.value.toLowerCase() ?? 'nat';
}
