import { charactersOf, displayWidth } from '../displayWidth';
import { printable } from '../printable';
import type { LineIndex, TextRange } from '../range';

/** Columns between two stops of a tab: the width of a file's own indentation is not known. */
const tabStops = 4;
/** Columns of a long line that are shown where nobody knows how many there are. */
export const usualColumns = 140;

/** A line of a file with the text of a range marked below. */
export interface CodeFrame {
  /** Counted from 1. */
  readonly line: number;
  readonly code: string;
  /** As many blanks as there is room before the range, and a caret for each column it takes. */
  readonly marks: { readonly indent: string; readonly carets: string };
}

/**
 * The line in which a range begins, as a terminal shows it: tabs are blanks, and of a line that is longer than the columns
 * there are, it is the part around the start of the range, with an ellipsis for what is left out.
 */
export function codeFrame(
  text: string,
  { start, end }: TextRange,
  lines: LineIndex,
  columns: number = usualColumns,
): CodeFrame {
  const { line } = lines.positionAt(start);
  const lineStart = lines.lineStart(line);
  const before = Math.floor((columns * 3) / 7);
  const from = startOfPart(text, lineStart, start, before);
  const rest = text.slice(from, atCharacter(text, start + columns - before));
  const shown = /^[^\r\n]*/.exec(rest)?.[0] ?? '';
  let isCut =
    shown.length === rest.length &&
    from + shown.length < text.length &&
    !/[\r\n]/.test(text.charAt(from + shown.length));

  let code = from > lineStart ? '…' : '';
  let width = displayWidth(code);
  let [indent, carets] = [' '.repeat(width), ''];
  let offset = from;
  // Nearly all lines are of this kind.
  const isPlain = /^[ -~]*$/.test(shown);
  for (const character of isPlain ? shown : charactersOf(shown)) {
    const cell =
      character === '\t' ? ' '.repeat(tabStops - (width % tabStops)) : isPlain ? character : printable(character);
    const taken = isPlain ? 1 : displayWidth(cell);
    // Wide characters fill the columns sooner than they are counted.
    if (!isPlain && width + taken > columns) {
      isCut = true;
      break;
    }
    // A range may begin in the middle of what is drawn as one.
    if (offset + character.length <= start) indent += ' '.repeat(taken);
    else if (offset < end) carets += '^'.repeat(taken);
    code += cell;
    width += taken;
    offset += character.length;
  }
  return { line, code: (isCut ? `${code}…` : code).trimEnd(), marks: { indent, carets: carets === '' ? '^' : carets } };
}

/** Where to begin, so that what stands before an offset of a line takes no more than some columns. */
function startOfPart(text: string, lineStart: number, offset: number, columns: number): number {
  let from = atCharacter(text, Math.max(lineStart, offset - columns));
  const part = text.slice(from, offset);
  let tooWide = displayWidth(printable(part)) - columns;
  if (tooWide <= 0) return from;
  for (const character of charactersOf(part)) {
    if (tooWide <= 0) break;
    tooWide -= displayWidth(printable(character));
    from += character.length;
  }
  return from;
}

/** The offset itself, or the one before it that does not lie within a character. */
function atCharacter(text: string, offset: number): number {
  const isWithin = /[\udc00-\udfff]/.test(text.charAt(offset)) && /[\ud800-\udbff]/.test(text.charAt(offset - 1));
  return isWithin ? offset - 1 : offset;
}
