// The upper half of code page 437, in order from 0x80.
const upperHalf437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/**
 * Encodes text as a console program of Windows does. A character the page does not have becomes its base letter where
 * there is one (as Windows' best fit), else a question mark: this is how paths get damaged on the way.
 */
export function encodeForConsole(text: string, codePage: number): Uint8Array {
  if (codePage === 65001) return Buffer.from(text, 'utf8');
  const bytesOf = codePage === 932 ? bytesOf932 : bytesOf437;
  const bytes: number[] = [];
  for (const character of text) {
    const base = character.normalize('NFD')[0]!;
    const encoded = bytesOf(character) ?? bytesOf(base) ?? [0x3f];
    // A character beyond the 16-bit range is two units to Windows, so two question marks.
    bytes.push(...encoded, ...(character.length === 2 ? encoded : []));
  }
  return Uint8Array.from(bytes);
}

function bytesOf437(character: string): number[] | undefined {
  if (character < '\u0080') return [character.charCodeAt(0)];
  const index = upperHalf437.indexOf(character);
  return index < 0 ? undefined : [0x80 + index];
}

let table932: Map<string, number[]> | undefined;

// Node knows how to decode this page; the way back is made from that, once and only when needed.
function bytesOf932(character: string): number[] | undefined {
  if (character < '\u0080') return [character.charCodeAt(0)];
  table932 ??= makeTable932();
  return table932.get(character);
}

function makeTable932(): Map<string, number[]> {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  const table = new Map<string, number[]>();
  const add = (bytes: number[]) => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if (!table.has(character)) table.set(character, bytes);
    } catch {
      // A gap in the page.
    }
  };
  for (let byte = 0xa1; byte <= 0xdf; byte++) add([byte]);
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if (lead > 0x9f && lead < 0xe0) continue;
    for (let trail = 0x40; trail <= 0xfc; trail++) if (trail !== 0x7f) add([lead, trail]);
  }
  return table;
}
