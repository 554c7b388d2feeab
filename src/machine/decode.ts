const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16le = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * The text of a program that prints UTF-16LE or UTF-8, mostly without a byte order mark. `WSL_UTF8=1` asks wsl.exe for
 * UTF-8, but older releases and the stub inside Windows do not listen, so the bytes decide. Never fails: what is no
 * text in either comes back with replacement characters.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16le.decode(evenLength(bytes.subarray(2)));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return lenientUtf8.decode(bytes.subarray(3));
  if (looksLikeUtf16(bytes)) return utf16le.decode(evenLength(bytes));
  const utf8 = decodeStrictUtf8(bytes);
  // No text holds a NUL, so bytes with one are no UTF-8, however valid: half of the Chinese characters are two bytes
  // below 0x80 each.
  if (utf8 !== null && !utf8.includes('\0')) return utf8;
  return decodeSparseUtf16(bytes) ?? utf8 ?? lenientUtf8.decode(bytes);
}

/** ASCII in UTF-16LE has a zero in each odd place; a third of them is enough to know it. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const pairs = Math.min(bytes.length, 512) >> 1;
  let zeros = 0;
  for (let index = 1; index < pairs * 2; index += 2) if (bytes[index] === 0) zeros += 1;
  return pairs > 0 && zeros * 3 >= pairs;
}

function decodeStrictUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Chinese, Japanese and Korean texts in UTF-16LE have few zeros: they get this second chance. Null for no such text. */
function decodeSparseUtf16(bytes: Uint8Array): string | null {
  if (!hasAsciiPair(bytes)) return null;
  try {
    // A decoder of its own in streaming mode: a program that was cut off may leave half a character at the end.
    return new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** Own text of wsl.exe always has a line end, a blank or a digit somewhere. */
function hasAsciiPair(bytes: Uint8Array): boolean {
  for (let index = 1; index < bytes.length; index += 2) {
    const low = bytes[index - 1] ?? 0;
    if (bytes[index] === 0 && low >= 0x09 && low < 0x7f) return true;
  }
  return false;
}

function evenLength(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : bytes.subarray(0, bytes.length - 1);
}

/**
 * The text of a console program that prints in the console's code page, which nobody can ask for. ASCII and UTF-8 are
 * exact; of any other text each byte beyond ASCII becomes U+FFFD, so that a damaged name is seen to be damaged.
 */
export function decodeConsoleText(bytes: Uint8Array): string {
  const utf8 = decodeStrictUtf8(bytes);
  if (utf8 !== null) return utf8;
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD';
  return text;
}

/** The lines of a text with the empty ones, which part a table from what stands before it. Any number of CR ends a line with its LF. */
export function allLines(text: string): string[] {
  // Each run of CR is looked at once, also one that no LF follows.
  return text.split(/(?<!\r)\r*\n/);
}

/** The lines of a text, whatever mixture of CR and LF ends them, without the empty ones. */
export function nonEmptyLines(text: string): string[] {
  return text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
}
