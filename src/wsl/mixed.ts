/** What a stream holds into which first a Linux program wrote and then wsl.exe itself. */
export interface MixedText {
  /** UTF-8 as far as it is text. */
  readonly linux: string;
  /** The text of wsl.exe's own; with `WSL_UTF8` in force nothing parts it from the rest, and this is all. */
  readonly own: string;
}

/** `Wsl/` in UTF-16LE: how the code behind each error of its own begins. */
const pathMark = Buffer.from('Wsl/', 'utf16le');
const lineFeed = 0x0a;

/**
 * Parts the raw bytes of a Linux program from an error in UTF-16 that follows them. What decides is that text of a program
 * has no NUL and is mostly UTF-8; where the error is in a script without ASCII, a few of its characters may be taken for
 * the program's. Null where no such error is there.
 */
export function splitMixed(stdout: Uint8Array): MixedText | null {
  const bytes = Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength);
  const mark = bytes.lastIndexOf(pathMark);
  if (mark < 0) return null;
  const start = findStart(bytes, mark);
  const end = bytes.length - ((bytes.length - start) % 2);
  return { linux: bytes.toString('utf8', 0, start), own: bytes.toString('utf16le', start, end) };
}

/** Where the own text begins: at a distance of whole units from the mark, if it can be where a line of the program ended. */
function findStart(bytes: Buffer, mark: number): number {
  const nul = bytes.indexOf(0);
  const places: number[] = [];
  for (let place = mark % 2; place <= Math.min(mark, nul); place += 2) {
    if (isUtf8(bytes.subarray(0, place))) places.push(place);
  }
  return places.findLast((place) => bytes[place - 1] === lineFeed) ?? places.at(-1) ?? mark;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
