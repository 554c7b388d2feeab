/** What steers a terminal, ends a line or turns the direction of writing: C0, DEL, C1, line separators, bidi marks. */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text from outside as it may stand in a line for people. Such characters are written as `\u{1b}`, all else stays. */
export function printable(value: string): string {
  return value.replace(unsafe, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}
