import type { Machine } from '../machine/machine';
import { isDrivePath, locationPath, normalizeDrivePath } from '../text/location';
import { readMountinfo } from '../text/mountinfo';
import { toWindowsPath, type DistroSide, type Drives } from '../text/pathTranslation';
import { readAutomount } from '../wslconf/automount';

/** How it is known where a distro has the drives of Windows: seen, as its wsl.conf says, or by WSL's default alone. */
export type DrivesKnownBy = 'mounts' | 'configuration' | 'default';

export interface KnownSide extends DistroSide {
  readonly knownBy: DrivesKnownBy;
}

const usually: Pick<KnownSide, 'drives' | 'knownBy'> = { drives: { root: '/mnt/' }, knownBy: 'default' };

/**
 * Looks where a distro has the drives of Windows, as far as that starts nothing: the one this process runs in by its mount
 * table, another by its wsl.conf if it runs. `distro` is null for no particular one.
 */
export async function lookAtSide(machine: Machine, distro: string | null): Promise<KnownSide> {
  const own = machine.ownDistro;
  if (machine.platform === 'wsl' && (distro === null || distro.toLowerCase() === own?.toLowerCase())) {
    const mounts = readMountinfo(machine.ownMountinfo ?? '');
    if (mounts.length > 0) return { name: own, drives: { mounts }, knownBy: 'mounts' };
    return { name: own, ...(await configured(machine, machine.pathInOwnDistro('/etc/wsl.conf'))) };
  }
  const conf = distro === null ? null : locationPath({ kind: 'unc', distro, path: '/etc/wsl.conf' });
  return { name: distro, ...(conf === null ? usually : await configured(machine, conf)) };
}

/** The path on Windows of one that the distro in which this runs has on a drive; null for one of its own files. */
export async function drivePathHere(machine: Machine, path: string): Promise<string | null> {
  const onWindows = toWindowsPath(path, await lookAtSide(machine, null));
  return 'path' in onWindows && isDrivePath(onWindows.path) ? normalizeDrivePath(onWindows.path) : null;
}

async function configured(machine: Machine, conf: string): Promise<Pick<KnownSide, 'drives' | 'knownBy'>> {
  const read = await machine.files.read(conf);
  if (read.kind === 'ok') return { drives: drivesOf(read.value), knownBy: 'configuration' };
  // A distro without that file has what is default.
  const absent = read.kind === 'failed' && read.code === 'ENOENT';
  return absent ? { ...usually, knownBy: 'configuration' } : usually;
}

function drivesOf(conf: string): Drives {
  const { enabled, root } = readAutomount(conf);
  return enabled ? { root } : { mounts: [] };
}
