import { constants } from 'node:fs';
import { copyFile, open, rm } from 'node:fs/promises';
import { win32 } from 'node:path';
import type { FileResult, Files } from './files';
import { deleteOldCopies } from './oldCopies';
import { replaceFile } from './replaceFile';

/** What is to be written: `before` is the text that was read, null where there was no file. */
export interface SettingsChange {
  readonly before: string | null;
  readonly after: string;
  /** What the name of the backup ends with. */
  readonly stamp: string;
}

/** What tells a copy of this moment from others in the name of a file: `20260102T030405Z`. */
export function stampOf(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/g, '');
}

/**
 * Writes a settings file, with the old one copied beside it first: the path of that copy, null where there was none. The newest
 * copies stay, older ones of ours are deleted. What somebody else has made or changed since it was read stays as it is (`changed`), and so does one that cannot be written.
 */
export async function writeSettings(
  files: Files,
  path: string,
  { before, after, stamp }: SettingsChange,
): Promise<FileResult<string | null>> {
  if (before === null) return createFile(files, path, after);
  const backup = `${path}.${stamp}.bak`;
  const copied = await files.touch(path, {}, async (from) => {
    const to = await files.touch(backup, {}, (real) => copyFile(from, real, constants.COPYFILE_EXCL));
    // A copy of this very second is another window's, which is about to write the file.
    if (to.kind !== 'failed') return;
    const isTheirs = to.code === 'EEXIST';
    // Half a copy would be taken for another window's by whoever tries again in this second, and for a whole one later.
    if (!isTheirs) await files.touch(backup, {}, (real) => rm(real, { force: true }));
    throw Object.assign(new Error(to.reason), { code: isTheirs ? 'changed' : 'noBackup' });
  });
  if (copied.kind !== 'ok') return copied;
  const written = await replaceFile(files, path, before, after);
  if (written.kind === 'ok') {
    await deleteOldCopies(files, path);
    return { kind: 'ok', value: backup };
  }
  await files.touch(backup, {}, (real) => rm(real, { force: true }));
  return written;
}

function createFile(files: Files, path: string, content: string): Promise<FileResult<null>> {
  return files.touch(path, {}, async (real) => {
    const handle = await open(real, 'wx').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw Object.assign(new Error(`${win32.basename(path)} was made by somebody else.`), { code: 'changed' });
    });
    try {
      await handle.writeFile(content);
    } catch (error) {
      // A part of a file, as a full disk leaves it, would be read as the whole.
      await rm(real, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
    return null;
  });
}
