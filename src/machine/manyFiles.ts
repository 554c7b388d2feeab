import { readdir, readdirSync, readFile, readFileSync, type Dirent } from 'node:fs';
import { promisify } from 'node:util';

/** How the folders and files of a walk are read, of which there may be thousands; it throws what the file system says. */
export interface ManyFiles {
  list(folder: string): Dirent[] | Promise<Dirent[]>;
  /** The content of a file as text; a byte order mark is kept. */
  read(path: string): string | Promise<string>;
}

const listFolder = promisify(readdir);
const readText = promisify(readFile);

/**
 * Beside whatever else the process does: a window stays alive while a drive does not answer. Of thousands of files, each
 * costs half as much as by `node:fs/promises`, which makes a handle for it.
 */
export const besideOtherWork: ManyFiles = {
  list: (folder) => listFolder(folder, { withFileTypes: true }),
  read: (path) => readText(path, 'utf8'),
};

/** For a process that has nothing else to do: it costs a third of waiting for each file to come from elsewhere. */
export const oneAfterTheOther: ManyFiles = {
  list: (folder) => readdirSync(folder, { withFileTypes: true }),
  read: (path) => readFileSync(path, 'utf8'),
};
