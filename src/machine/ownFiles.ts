import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { renameOverBusyFile } from './atomicWrite';
import type { FileResult, Files } from './files';

/** Whether a folder is new (nothing is there), empty, or holds something. Anything else than a folder holds something. */
export async function emptinessOf(files: Files, path: string): Promise<FileResult<'new' | 'empty' | 'used'>> {
  const read = await files.touch(path, {}, async (real) => ((await readdir(real)).length === 0 ? 'empty' : 'used'));
  if (read.kind !== 'failed') return read;
  if (read.code === 'ENOENT') return { kind: 'ok', value: 'new' };
  return read.code === 'ENOTDIR' ? { kind: 'ok', value: 'used' } : read;
}

/** Makes a folder in one that is there. */
export function makeFolder(files: Files, path: string): Promise<FileResult<void>> {
  return files.touch(path, {}, async (real) => {
    await mkdir(real);
  });
}

/** Removes a folder if it is empty; one that is not, or is not there, stays as it is. */
export function removeEmptyFolder(files: Files, path: string): Promise<FileResult<void>> {
  return files.touch(path, {}, (real) => rmdir(real));
}

/** Deletes a file that this product has had made. That it is gone already is as good. */
export function deleteOwnFile(files: Files, path: string): Promise<FileResult<void>> {
  return files.touch(path, {}, (real) => rm(real, { force: true }));
}

/** Gives a finished file its name, in place of one that has it. Both are in one folder. */
export function renameOwnFile(files: Files, from: string, to: string): Promise<FileResult<void>> {
  return files.touch(from, {}, async (realFrom) => {
    const renamed = await files.touch(to, {}, (realTo) => renameOverBusyFile(realFrom, realTo));
    if (renamed.kind === 'failed') throw Object.assign(new Error(renamed.reason), { code: renamed.code });
  });
}
