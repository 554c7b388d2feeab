import type { Machine } from '../machine/machine';
import { locationPath } from '../text/location';
import { readMountinfo } from '../text/mountinfo';
import type { DistroSide, Drives } from '../text/pathTranslation';
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
