import type { TextRange } from '../../text/range';
import type { Written } from '../mount';

/** A string in a file, and where each part of its value stands in the source. */
export interface ScalarText {
  readonly value: string;
  /** The string as it stands in the file, quotes included. */
  readonly range: TextRange;
  /** A part of the value as a piece of the file. */
  part(start: number, end: number): Written;
}

/**
 * A string whose parts can be told apart when `offsets` gives, for each unit of the value and for its end, the offset
 * below `range.start`; without them every part stands for the whole string and cannot be rewritten.
 */
export function scalarText(
  value: string,
  range: TextRange,
  offsets: readonly number[] | null,
  write: Written['write'],
): ScalarText {
  return {
    value,
    range,
    part(start, end) {
      const text = value.slice(start, end);
      if (!offsets) return { value: text, range, write: () => null, filledIn: false };
      const from = range.start + (offsets[start] ?? 0);
      const to = range.start + (offsets[end] ?? range.end - range.start);
      return { value: text, range: { start: from, end: to }, write, filledIn: false };
    },
  };
}

/**
 * Walks over the inside of a quoted text unit by unit, for the offsets of its value in the raw text. They count only if
 * the units together give the value that the parser gave.
 */
export function followQuoted(
  raw: string,
  value: string,
  unit: RegExp,
  read: (unit: string) => string,
): number[] | null {
  const offsets: number[] = [];
  let rebuilt = '';
  const inside = raw.slice(1, -1);
  for (const match of inside.matchAll(unit)) {
    const text = read(match[0]);
    for (let index = 0; index < text.length; index += 1) offsets.push(1 + match.index);
    rebuilt += text;
  }
  offsets.push(raw.length - 1);
  return rebuilt === value ? offsets : null;
}

/** The end of a string from an offset of its value on, as a string of its own. */
export function restOf(text: ScalarText, start: number): ScalarText {
  return {
    value: text.value.slice(start),
    range: text.part(start, text.value.length).range,
    part: (from, to) => text.part(start + from, start + to),
  };
}
