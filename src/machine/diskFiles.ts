import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, win32 } from 'node:path';
import type { FileResult, Files } from './files';

const mostFolders = 50;

/**
 * The disks of virtual machines in a folder and in those directly below it, by the ways to them as Windows writes them. None
 * where there is no such folder. No link is followed.
 */
export async function listDiskFiles(files: Files, folder: string): Promise<FileResult<readonly string[]>> {
  const found = await files.touch(folder, {}, async (real) => {
    const entries = await readdir(real, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).slice(0, mostFolders);
    const below = await Promise.all(
      folders.map(async ({ name }) => {
        // One that may not be looked into does not hide the others.
        const inside = await readdir(join(real, name), { withFileTypes: true }).catch((): Dirent[] => []);
        return inside.filter(isDisk).map((entry) => win32.join(name, entry.name));
      }),
    );
    return [...entries.filter(isDisk).map(({ name }) => name), ...below.flat()].sort();
  });
  return found.kind === 'failed' && found.code === 'ENOENT' ? { kind: 'ok', value: [] } : found;
}

function isDisk(entry: Dirent): boolean {
  return entry.isFile() && /\.a?vhdx?$/i.test(entry.name);
}
