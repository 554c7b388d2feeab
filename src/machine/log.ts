import { printable } from '../text/printable';

/** Where the product says what it did: an output channel in the editor, stderr or nothing for the command line. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined };

/** One value as it may stand in a log line: control characters and line ends cannot forge a second line. */
export function quoteForLog(value: string): string {
  if (/^[\w.:/\\{}@%+=,-]+$/.test(value)) return value;
  return printable(JSON.stringify(value));
}
