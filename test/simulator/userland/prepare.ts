import { chmodSync, copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { simulatorFolder } from '../places';
import { layoutOf } from '../state/layout';
import type { Distro } from '../state/model';
import { furnish } from './furnish';
import { userlandPlaces } from './places';

/**
 * Makes everything that userlands need before the first one starts. No userland starts here: one that is in the running
 * set gets its first process when something is run in it.
 *
 * @param bundles the folder of the bundled programs
 * @param distros those that have files
 */
export function prepareUserlands(folder: string, bundles: string, distros: readonly Distro[]): void {
  const { userlands, shared, drives, calls, pids } = layoutOf(folder);
  const places = userlandPlaces(folder);
  for (const path of [userlands, shared]) mkdirSync(path, { recursive: true });
  copyFileSync(join(simulatorFolder, 'userland', 'holder.sh'), places.script);
  symlinkSync(bundles, places.bundles);
  for (const distro of distros) furnish(folder, distro);
  // A program inside sees the folder of the machine and runs as anybody: it logs its call and takes the lock.
  for (const path of [folder, pids]) chmodSync(path, 0o777);
  chmodSync(calls, 0o666);
  chmodSync(shared, 0o1777);
  // Where bindfs is absent the drive has no owner of its own making, and the default user must be able to write.
  openToAll(drives);
}

function openToAll(path: string): void {
  chmodSync(path, 0o777);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) openToAll(child);
    else if (entry.isFile()) chmodSync(child, 0o777);
  }
}
