import { realpath } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { writeAtomically } from './atomicWrite';
import type { FileOptions, FileResult, Files } from './files';

/** Not the one of `fs/promises`: that asks Windows for the path, which some volumes and long paths do not have. */
const followLinks = promisify(realpath);

/**
 * Puts another text into a file that still holds the one it was read with. Where the path is a link, the file behind it is
 * written. A file that somebody has changed since, that is read-only or holds bytes that are no UTF-8 is left alone.
 * @param before the text as it was read, with its byte order mark
 */
export function replaceFile(
  files: Files,
  path: string,
  before: string,
  after: string,
  options: FileOptions = {},
): Promise<FileResult<void>> {
  return files.touch(path, options, async (real) => {
    const refusal = (code: string, why: string): Error =>
      Object.assign(new Error(`${basename(path)} ${why}`), { code });
    const target = await followLinks(real);
    // A file of root's, and one in a folder that may be written, could be replaced in spite of its mode.
    if (((await stat(target)).mode & 0o222) === 0) throw refusal('readOnly', 'is read-only.');
    const bytes = await readFile(target);
    // Two links to one file ask for the same.
    if (bytes.equals(Buffer.from(after))) return;
    if (bytes.toString('utf8') !== before) throw refusal('changed', 'was changed by somebody else in the meantime.');
    if (!bytes.equals(Buffer.from(before))) throw refusal('notUtf8', 'holds bytes that are not UTF-8.');
    try {
      await writeAtomically(target, after);
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      const isForbidden = ['EACCES', 'EPERM', 'EROFS'].includes(code);
      throw refusal('notWritten', isForbidden ? 'may not be written.' : `could not be written: ${message}`);
    }
  });
}
