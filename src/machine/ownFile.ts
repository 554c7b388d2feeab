import { readFile } from 'node:fs/promises';

/** The content of a file that the product itself wrote, or null when it is not there or cannot be read. */
export function readOwnFile(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
