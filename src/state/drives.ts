import type { DiskFiles } from './disks';
import type { Snapshot } from './snapshot';

/** What is free on a drive with disks of WSL 2. */
export interface DriveRoom {
  /** `C:` */
  readonly drive: string;
  readonly free: number;
  /** Whose disks lie on it: names of distros. */
  readonly holders: readonly string[];
}

/**
 * Below this a drive counts as nearly full: a disk that cannot grow any more breaks off writing in the middle, and the file
 * system in it goes read-only. Windows itself needs some for updates and its page file.
 */
export const leastFree = 5 * 1024 ** 3;

/** Reads what is free on the drives on which the disks of the distros lie. Nothing is started or entered. */
export async function readDrives(
  { files }: Pick<DiskFiles, 'files'>,
  { distros }: Pick<Snapshot, 'distros'>,
): Promise<readonly DriveRoom[]> {
  const holders = new Map<string, string[]>();
  for (const { disk, name, wslVersion } of distros) {
    const drive = disk === null || wslVersion === 1 ? undefined : /^[A-Za-z]:/.exec(disk)?.[0].toUpperCase();
    if (drive !== undefined) holders.set(drive, [...(holders.get(drive) ?? []), name]);
  }
  const read = [...holders].map(async ([drive, names]): Promise<DriveRoom[]> => {
    const free = await files.freeSpaceAt(`${drive}\\`);
    return free.kind === 'ok' ? [{ drive, free: free.value, holders: names }] : [];
  });
  return (await Promise.all(read)).flat();
}
