import type { Machine } from '../machine/machine';
import { findConfigFile } from '../wsl/configFile';
import { readNetworkSettings, type NetworkSettings } from '../wslconf/networking';

/** What .wslconfig says of WSL's network; null where it could not be read. It is a file of Windows, and starts nothing. */
export async function findNetworkSettings(machine: Machine): Promise<NetworkSettings | null> {
  const file = await findConfigFile(machine);
  return file.kind === 'failed' ? null : readNetworkSettings(file.kind === 'read' ? file.text : '');
}
