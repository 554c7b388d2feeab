import type { ReadError } from './finding';
import type { LineIndex } from './range';

/** What a parser could not read of a file, by lines. */
export function readErrorsIn(
  file: string,
  errors: readonly { readonly offset: number; readonly reason: string }[],
  lines: LineIndex,
): ReadError[] {
  return errors.map(({ offset, reason }) => ({ file, line: lines.positionAt(offset).line, message: reason }));
}
