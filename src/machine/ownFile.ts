import { readFile, rm, writeFile } from 'node:fs/promises';
import { renameOverBusyFile } from './atomicWrite';

/** The content of a file that the product itself wrote, or null when it is not there or cannot be read. */
export function readOwnFile(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/**
 * Replaces a file that can be made again at any time, so that a reader sees the old or the new content. It is not flushed to
 * the disk: after a power cut it may be damaged, and its readers know that.
 * @throws the file system's error; the old file is as it was.
 */
export async function replaceOwnFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await renameOverBusyFile(temporary, path);
  } catch (error) {
    // On Windows another program may hold it for a moment; what went wrong before is what is told.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
