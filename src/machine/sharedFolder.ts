import { win32 } from 'node:path';
import type { Machine } from './machine';
import { isDamagedPath } from './regQuery';

/** The folder of this user's that all editors and the command line share, as Windows writes it; null where it is not known. */
export async function sharedFolder(machine: Machine): Promise<string | null> {
  const local = (await machine.variables())('LOCALAPPDATA');
  // A name beyond ASCII may have been damaged on its way out of the registry.
  if (local === null || isDamagedPath(local)) return null;
  // Without the drive a distro would take the path for a name in whatever folder it is in.
  if (machine.platform !== 'windows' && machine.realPath(local) === local) return null;
  return win32.join(local, 'Slipway');
}
