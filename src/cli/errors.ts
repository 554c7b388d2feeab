import type { ScannedText } from '../mounts/scan';
import type { ReadError } from '../text/finding';
import type { CommandContext } from './context';

/** The places where a parser stumbled, by line. */
export function placeErrors({ file, errors, lines }: ScannedText & { readonly file: string }): ReadError[] {
  return errors.map(({ offset, reason }) => ({ file, line: lines.positionAt(offset).line, message: reason }));
}

/** Says on stderr what could not be read. */
export function complainOf(errors: readonly ReadError[], context: CommandContext): void {
  for (const { file, line, message } of errors) {
    context.complain(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  }
}
