const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16le = new TextDecoder('utf-16le', { ignoreBOM: true });
const strictUtf16le = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });

/**
 * The text of a program that prints UTF-16LE or UTF-8, mostly without a byte order mark. `WSL_UTF8=1` asks wsl.exe for
 * UTF-8, but older releases and the stub inside Windows do not listen, so the bytes decide. Never fails: what is no
 * text in either comes back with replacement characters.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16le.decode(evenLength(bytes.subarray(2)));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return lenientUtf8.decode(bytes.subarray(3));
  if (looksLikeUtf16(bytes)) return utf16le.decode(evenLength(bytes));
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return secondChoice(bytes);
  }
}

/** ASCII in UTF-16LE has a zero in each odd place; a third of them is enough to know it. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const pairs = Math.min(bytes.length, 512) >> 1;
  let zeros = 0;
  for (let index = 1; index < pairs * 2; index += 2) if (bytes[index] === 0) zeros += 1;
  return pairs > 0 && zeros * 3 >= pairs;
}

/** Chinese, Japanese and Korean texts in UTF-16LE have few zeros; bytes that are no UTF-8 get this second chance. */
function secondChoice(bytes: Uint8Array): string {
  if (bytes.length % 2 === 0 && hasAsciiPair(bytes)) {
    try {
      return strictUtf16le.decode(bytes);
    } catch {
      // Neither: show what can be shown.
    }
  }
  return lenientUtf8.decode(bytes);
}

/** Own text of wsl.exe always has a line end, a blank or a digit somewhere. */
function hasAsciiPair(bytes: Uint8Array): boolean {
  for (let index = 1; index < bytes.length; index += 2) if (bytes[index] === 0) return true;
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
  try {
    return strictUtf8.decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD';
    return text;
  }
}

/** The lines of a text, whatever mixture of CR and LF ends them, without the empty ones. */
export function nonEmptyLines(text: string): string[] {
  return text.split(/\r*\n|\r/).filter((line) => line.trim() !== '');
}
