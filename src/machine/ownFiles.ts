import { mkdir, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renameOverBusyFile, writeAtomically } from './atomicWrite';
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

/** Deletes a folder that this product has made, with all that is in it; links are not followed. That it is gone already is as good. */
export function deleteOwnFolder(files: Files, path: string): Promise<FileResult<void>> {
  return files.touch(path, {}, (real) => rm(real, { recursive: true, force: true, maxRetries: 3 }));
}

/** Gives a finished file its name, in place of one that has it. Both are in one folder. */
export function renameOwnFile(files: Files, from: string, to: string): Promise<FileResult<void>> {
  return files.touch(from, {}, async (realFrom) => {
    const renamed = await files.touch(to, {}, (realTo) => renameOverBusyFile(realFrom, realTo));
    if (renamed.kind === 'failed') throw Object.assign(new Error(renamed.reason), { code: renamed.code });
  });
}

/** The names in a folder. */
export function namesIn(files: Files, folder: string): Promise<FileResult<string[]>> {
  return files.touch(folder, {}, (real) => readdir(real));
}

/** Makes a file hold exactly the bytes of another one, whole or not at all; the folder is there. */
export function copyWhole(files: Files, from: string, to: string): Promise<FileResult<void>> {
  return files.touch(from, {}, async (realFrom) => {
    const copied = await files.touch(to, {}, async (realTo) => writeAtomically(realTo, await readFile(realFrom)));
    if (copied.kind === 'failed') throw Object.assign(new Error(copied.reason), { code: copied.code });
  });
}

/** The SHA-256 of a file's bytes. */
export function digestOf(files: Files, path: string): Promise<FileResult<string>> {
  return files.touch(path, {}, async (real) => sha256(await readFile(real)));
}

/** The SHA-256 of a text in UTF-8, or of bytes, in hexadecimal. What makes it is loaded by the first one: few processes want any. */
export async function sha256(content: string | Uint8Array): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(content).digest('hex');
}

/** Writes a text of this product's, whole or not at all, and makes the folder for it. */
export function writeOwnText(files: Files, path: string, text: string): Promise<FileResult<void>> {
  return files.touch(path, {}, async (real) => {
    await mkdir(dirname(real), { recursive: true });
    await writeAtomically(real, text);
  });
}

/** Whether as many bytes can be written beside a file now; what is written for that is gone again. */
export function tryRoom(files: Files, path: string, bytes: number): Promise<FileResult<void>> {
  return files.touch(path, {}, async (real) => {
    const trial = `${real}.${crypto.randomUUID()}.tmp`;
    try {
      await writeFile(trial, Buffer.alloc(bytes, 0x20), { flag: 'wx', flush: true });
    } finally {
      await rm(trial, { force: true });
    }
  });
}
