import { readFile } from 'node:fs/promises';
import { decodeText } from './decode';
import type { FileOptions, FileResult, Files } from './files';

/** The text of a file into which a shell has put the output of a program: PowerShell 5 writes UTF-16. */
export function readWrittenText(files: Files, path: string, options: FileOptions): Promise<FileResult<string>> {
  return files.touch(path, options, async (real) => decodeText(await readFile(real)));
}
