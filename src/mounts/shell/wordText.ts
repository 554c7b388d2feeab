import type { TextRange } from '../../text/range';
import type { Unread, Written } from '../mount';
import type { ScalarText } from '../readers/scalarText';
import type { Expansion, Piece, Quoting, Word } from './word';
import { isLiteralRun } from './word';

/** How a shell is written: what a text must look like to come out of its quotes as it is. */
export interface Notation {
  /** The source text for a value in these quotes; null where it cannot be written in them. */
  write(value: string, quoting: Quoting): string | null;
}

/** What is known of the value of an expression; null where it is not known at all. */
export type ValueOf = (
  expansion: Expansion,
) => (Pick<ScalarText, 'value' | 'shape'> & Pick<Written, 'unread' | 'byDefault'>) | null;

/** For a text that is read again by itself: its expressions stay as they are written. */
export const nothingKnown: ValueOf = () => null;

/** A piece of the value, and where it stands in the text that was split. */
interface Span extends TextRange {
  readonly from: number;
  readonly to: number;
  readonly piece: Piece;
  readonly isFilledIn: boolean;
  readonly unread: Unread | null;
  readonly byDefault: boolean;
}

/**
 * A word as the program gets it, as far as that is known; what is not stays as it is written. Parts of it know where they
 * stand in the file.
 * @param outer the text that was split
 */
export function wordText(word: Word, outer: ScalarText, valueOf: ValueOf, notation: Notation): ScalarText {
  const spans: Span[] = [];
  let [value, shape] = ['', ''];
  for (const [index, piece] of word.pieces.entries()) {
    const { expansion } = piece;
    const known = expansion && valueOf(expansion);
    const text = known?.value ?? piece.text;
    const unread = expansion === null ? null : known ? known.unread : unreadOf(piece);
    // Git Bash leaves a path alone that begins with two slashes, so `/$(pwd)` and `//$(pwd)` are written for the folder itself.
    const isPath = known ? /^(?:[\\/]|[A-Za-z]:)/.test(known.value) : unread?.kind === 'folder';
    const isMsysIdiom = isPath && index === 1 && /^\/{1,2}$/.test(value);
    if (isMsysIdiom) {
      [value, shape] = ['', ''];
      spans.pop();
    }
    const from = value.length;
    value += text;
    shape += known ? (known.shape ?? text) : shapeOf(text, unread);
    const start = isMsysIdiom ? (word.pieces[0]?.start ?? piece.start) : piece.start;
    spans.push({
      from,
      to: value.length,
      start,
      end: piece.end,
      piece,
      isFilledIn: known !== null,
      unread,
      byDefault: known?.byDefault ?? false,
    });
  }
  const own = outer.part(word.start, word.end).range;
  return { value, shape, range: own, part: (start, end) => partOf(value, spans, start, end, outer, notation, word) };
}

/** What begins with a folder of the user is a path; of anything else not even that is known. */
function shapeOf(text: string, unread: Unread | null): string {
  return unread === null ? text : (unread.kind === 'folder' ? '/' : '$').repeat(text.length);
}

function unreadOf({ expansion, text }: Piece): Unread {
  if (expansion?.kind === 'home') return { kind: 'folder', of: 'home', length: text.length };
  if (expansion?.kind === 'windows') return { kind: 'folder', of: 'windows', length: text.length };
  return { kind: 'variable' };
}

function partOf(
  value: string,
  spans: readonly Span[],
  start: number,
  end: number,
  outer: ScalarText,
  notation: Notation,
  word: Word,
): Written {
  const touched = spans.filter(({ from, to }) => from < end && to > start);
  const [first, last] = [touched[0], touched.at(-1)];
  const from = first ? sourceOffset(first, start, 'start') : word.end;
  const to = last ? sourceOffset(last, end, 'end') : from;
  const written = outer.part(from, to);
  const unread = unreadAmong(touched, start);
  return {
    value: value.slice(start, end),
    range: written.range,
    filledIn: touched.some(({ isFilledIn }) => isFilledIn) || written.filledIn,
    // Whoever filled in the text before the shell may know a folder by a name that the shell does not.
    unread: unread?.kind === 'variable' && written.unread?.kind === 'folder' ? written.unread : unread,
    ...(first?.byDefault === true ? { byDefault: true } : {}),
    write(other) {
      const quoting = first?.piece.quoting ?? 'bare';
      if (touched.some(({ piece }) => piece.quoting !== quoting)) return null;
      const text = notation.write(other, quoting);
      return text === null ? null : written.write(text);
    },
  };
}

/** Where a place in the value stands in the source; within an escape or an expression, at its end or beginning. */
function sourceOffset(span: Span, offset: number, side: 'start' | 'end'): number {
  const inside = side === 'start' ? Math.max(offset, span.from) : Math.min(offset, span.to);
  if (!span.isFilledIn && isLiteralRun(span.piece)) return span.piece.start + (inside - span.from);
  return side === 'start' ? span.start : span.end;
}

/** A folder of the user counts where the part begins with it; anything else that nobody has read may be anything. */
function unreadAmong(touched: readonly Span[], start: number): Unread | null {
  const unread = touched.filter((span) => span.unread !== null);
  const [first] = unread;
  if (!first) return null;
  return unread.length === 1 && first.from === start ? first.unread : { kind: 'variable' };
}
