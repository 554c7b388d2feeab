/** East Asian Wide and Fullwidth blocks, after Unicode's EastAsianWidth.txt, and what terminals draw as a picture. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
/** What stands on or in the character before it. */
const invisible = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]+$/u;

/** Text in which each unit is a character of one column. */
const plain = /^[ -~]*$/;

/** Made when a text asks for it: it takes longer than the start of all else. */
let graphemes: Intl.Segmenter | undefined;

/** What a reader takes for the characters of a text, one by one. */
export function* charactersOf(text: string): Generator<string> {
  if (plain.test(text)) return yield* text;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** How many columns of a terminal a printable text takes. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of charactersOf(text)) {
    if (wide.test(character)) width += 2;
    else if (!invisible.test(character)) width += 1;
  }
  return width;
}
