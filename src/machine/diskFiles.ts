import { readdir, stat } from 'node:fs/promises';
import { win32 } from 'node:path';
import type { FileResult, Files } from './files';

const mostFolders = 50;

export interface DiskListing {
  /** The ways to the disks from the folder, as Windows writes them. */
  readonly ways: readonly string[];
  /** Folders in it that were not looked into, with why: what is in them is not known. */
  readonly unread: readonly { readonly way: string; readonly reason: string }[];
}

/**
 * The disks of virtual machines in a folder and in those directly below it. None where there is no such folder. No link is
 * followed.
 */
export async function listDiskFiles(files: Files, folder: string): Promise<FileResult<DiskListing>> {
  const found = await listOf(files, folder);
  if (found.kind === 'failed' && found.code === 'ENOENT') return { kind: 'ok', value: { ways: [], unread: [] } };
  if (found.kind !== 'ok') return found;
  const { disks, folders } = found.value;
  const below = await Promise.all(
    folders
      .slice(0, mostFolders)
      .map(async (name) => ({ name, inside: await listOf(files, win32.join(folder, name)) })),
  );
  const ways = below.flatMap(({ name, inside }) =>
    inside.kind === 'ok' ? inside.value.disks.map((disk) => win32.join(name, disk)) : [],
  );
  const unread = below.flatMap(({ name, inside }) => {
    // What went away meanwhile holds nothing.
    if (inside.kind === 'ok' || (inside.kind === 'failed' && inside.code === 'ENOENT')) return [];
    return [{ way: name, reason: inside.kind === 'failed' ? inside.reason : `It leads into ${inside.distro}.` }];
  });
  const more = folders.slice(mostFolders).map((way) => ({ way, reason: `There are more than ${mostFolders}.` }));
  return { kind: 'ok', value: { ways: [...disks, ...ways].sort(), unread: [...unread, ...more] } };
}

function listOf(files: Files, folder: string): Promise<FileResult<{ disks: string[]; folders: string[] }>> {
  return files.touch(folder, {}, async (real) => {
    const entries = await readdir(real, { withFileTypes: true });
    const disks = entries.filter((entry) => entry.isFile() && /\.a?vhdx?$/i.test(entry.name));
    const folders = entries.filter((entry) => entry.isDirectory());
    return { disks: disks.map(({ name }) => name), folders: folders.map(({ name }) => name) };
  });
}

/**
 * What a file is, whatever way leads to it: a path may go through links, and may have short names. Null where there is no
 * such file.
 */
export async function fileIdentity(files: Files, path: string): Promise<FileResult<string | null>> {
  const found = await files.touch(path, {}, async (real) => {
    const { dev, ino } = await stat(real, { bigint: true });
    return `${dev}:${ino}`;
  });
  return found.kind === 'failed' && (found.code === 'ENOENT' || found.code === 'ENOTDIR')
    ? { kind: 'ok', value: null }
    : found;
}
