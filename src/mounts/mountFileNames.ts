import { composeFilePatterns, isComposeFileName } from './composeFileNames';
import { devcontainerFilePatterns, isDevcontainerPath } from './devcontainerFileNames';
import { nameOf } from './slashPath';

/** The files that may hold mounts, as globs below a folder, for those who search without case. */
export const mountFilePatterns: readonly string[] = [...composeFilePatterns, ...devcontainerFilePatterns];

/** The same for an editor, whose globs know no option for the case. */
export const mountFilePatternsInAnyCase: readonly string[] = mountFilePatterns.map((pattern) =>
  pattern.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`),
);

/** Whether a file with this path, with slashes, is one of them. */
export function isMountFile(path: string): boolean {
  return isComposeFileName(nameOf(path)) || isDevcontainerPath(path);
}
