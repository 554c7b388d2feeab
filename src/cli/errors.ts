import type { ReadError } from '../text/finding';
import type { CommandContext } from './context';

/** Says on stderr what could not be read. */
export function complainOf(errors: readonly ReadError[], context: CommandContext): void {
  for (const { file, line, message } of errors) {
    context.complain(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  }
}
