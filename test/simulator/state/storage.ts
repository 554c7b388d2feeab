import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostPathOf } from './layout';
import { type Distro, flagWsl2 } from './model';

// Disks are sparse files: a size to show, and next to no room taken.
const diskBytes = 64 * 1024 * 1024;

/**
 * What holds a distro on the Windows side, as a path of this host: its disk file on WSL 2, the folder `rootfs` on WSL 1.
 * Undefined on a drive that is not there.
 */
export function storageOf(
  folder: string,
  distro: Distro,
  wsl2: boolean = (distro.flags & flagWsl2) !== 0,
): string | undefined {
  const base = hostPathOf(folder, distro.basePath);
  return base === undefined ? undefined : join(base, wsl2 ? (distro.vhdFileName ?? 'ext4.vhdx') : 'rootfs');
}

/** Makes the disk, or the folder. */
export function makeStorage(path: string, wsl2: boolean): void {
  if (!wsl2) {
    mkdirSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'vhdxfile');
  truncateSync(path, diskBytes);
}

/** Deletes the disk or the folder, whichever it is. */
export function removeStorage(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
