import { glob } from 'tinyglobby';
import type { FileOptions, FileResult, Files } from './files';

/**
 * The files below a folder whose names match one of the patterns, sorted, relative to it with slashes. Symbolic links to
 * folders are not followed; dependencies and repositories' own folders are left out.
 */
export function findFiles(
  files: Files,
  folder: string,
  patterns: readonly string[],
  options: FileOptions = {},
): Promise<FileResult<string[]>> {
  return files.touch(folder, options, async (real) => {
    const found = await glob(
      patterns.map((pattern) => `**/${pattern}`),
      {
        cwd: real,
        dot: true,
        followSymbolicLinks: false,
        expandDirectories: false,
        ignore: ['**/node_modules/**', '**/.git/**'],
      },
    );
    return found.sort();
  });
}
