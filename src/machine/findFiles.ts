import { readdir, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import type { FileOptions, FileResult, Files } from './files';

/**
 * The files below a folder whose names match one of the patterns in any case, sorted, relative to it with slashes. Links
 * to files are among them, also such as nobody can or may look behind; links to folders are not followed. Dependencies
 * and repositories' own folders are left out.
 */
export async function findFiles(
  files: Files,
  folder: string,
  patterns: readonly string[],
  options: FileOptions = {},
): Promise<FileResult<string[]>> {
  return files.touch(folder, options, async (real) => {
    const links = new Set<string>();
    const found = await glob(
      patterns.map((pattern) => `**/${pattern}`),
      {
        cwd: real,
        dot: true,
        caseSensitiveMatch: false,
        followSymbolicLinks: false,
        expandDirectories: false,
        ignore: ['**/node_modules/**', '**/.git/**'],
        fs: { readdir: readdirWithLinksAsFiles((link) => links.add(link)) },
      },
    );
    const isFile = await Promise.all(
      found.map(async (name) => !links.has(join(real, name)) || !(await leadsToFolder(files, join(real, name)))),
    );
    return found.filter((_, index) => isFile[index]).sort();
  });
}

/** Nobody wished for what is behind a link that was merely found, so the gate may keep it shut: then it is not known. */
async function leadsToFolder(files: Files, link: string): Promise<boolean> {
  const kind = await files.kindOf(link);
  return kind.kind === 'ok' && kind.value === 'folder';
}

/**
 * The walk leaves links out or looks behind each, which would start a stopped distro. This one shows it links as files,
 * so that they are matched by their names alone.
 */
function readdirWithLinksAsFiles(onLink: (path: string) => void): typeof readdir {
  type Done = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;
  const read = (path: string, options: { withFileTypes: true }, done: Done): void =>
    readdir(path, options, (error, entries) => {
      // Without a folder there is no list, whatever the types say.
      for (const entry of error ? [] : entries.filter((each) => each.isSymbolicLink())) {
        onLink(join(path, entry.name));
        entry.isFile = () => true;
      }
      done(error, entries);
    });
  return read as typeof readdir;
}
