import { layoutOf } from './layout';
import { appendLine, readLines } from './line-log';

/** Something that was opened for a person to see. */
export interface Opened {
  program: 'explorer' | 'code';
  argv: string[];
}

/** Notes what was opened. */
export function logOpened(folder: string, opened: Opened): void {
  appendLine(layoutOf(folder).opened, opened);
}

/** Everything that Explorer and VS Code were asked to open, in order. */
export function readOpened(folder: string): (Opened & { at: string })[] {
  return readLines(layoutOf(folder).opened);
}
