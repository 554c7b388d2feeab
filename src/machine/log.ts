/** Where the product says what it did: an output channel in the editor, stderr or nothing for the command line. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined };

/** What JSON leaves as it is though it ends a line, steers a terminal or turns the direction of writing. */
const unsafe = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** One value as it may stand in a log line: control characters and line ends cannot forge a second line. */
export function quoteForLog(value: string): string {
  if (/^[\w.:/\\{}@%+=,-]+$/.test(value)) return value;
  return JSON.stringify(value).replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
