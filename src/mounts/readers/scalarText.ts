import type { TextRange } from '../../text/range';
import { isUnresolved } from '../locate';
import type { Unread, Written } from '../mount';

/** A string in a file, and where each part of its value stands in the source. */
export interface ScalarText {
  readonly value: string;
  /**
   * The value as it is cut into fields, of the same length: what nobody has read is written over, since what cuts a text
   * may stand in it. Absent where it is the value.
   */
  readonly shape?: string;
  /** The string as it stands in the file, quotes included. */
  readonly range: TextRange;
  /** A part of the value as a piece of the file. */
  part(start: number, end: number): Written;
}

/**
 * For each unit of a value, and for its end, the offset in the raw text; a number where each unit stands there as it is, from
 * that offset on; null when they cannot be followed.
 */
export type Offsets = readonly number[] | number | null;

/**
 * A string whose parts can be told apart when `offsets` tells where they stand behind `range.start`; without them every part
 * stands for the whole string and cannot be rewritten.
 */
export function scalarText(value: string, range: TextRange, offsets: Offsets, write: Written['write']): ScalarText {
  return {
    value,
    range,
    part(start, end) {
      const text = value.slice(start, end);
      const unread = unreadIn(text);
      if (offsets === null) return { value: text, range, write: () => null, filledIn: false, unread };
      const at = (index: number): number =>
        Math.min(
          range.end,
          range.start + (typeof offsets === 'number' ? offsets + index : (offsets[index] ?? Infinity)),
        );
      const [from, to] = [at(start), at(end)];
      return { value: text, range: { start: from, end: to }, write, filledIn: false, unread };
    },
  };
}

/** A variable that stays as it is written may be anything. */
export function unreadIn(value: string): Unread | null {
  return isUnresolved(value) ? { kind: 'variable' } : null;
}

/**
 * Walks over the inside of a quoted text unit by unit, for the offsets of its value in the raw text. They count only if
 * the units together give the value that the parser gave.
 */
export function followQuoted(raw: string, value: string, unit: RegExp, read: (unit: string) => string): Offsets {
  const inside = raw.slice(1, -1);
  if (inside === value && !inside.includes('\\') && !inside.includes("'")) return 1;
  const offsets: number[] = [];
  let rebuilt = '';
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
    ...(text.shape === undefined ? {} : { shape: text.shape.slice(start) }),
    range: text.part(start, text.value.length).range,
    part: (from, to) => text.part(start + from, start + to),
  };
}

/** A text that is to be read for what it says, expressions and all. */
export function withoutShape(text: ScalarText): ScalarText {
  return { value: text.value, range: text.range, part: (start, end) => text.part(start, end) };
}

/** The whole of a file that has no syntax of its own around its text. */
export function plainText(source: string): ScalarText {
  const part: ScalarText['part'] = (start, end) => ({
    value: source.slice(start, end),
    range: { start, end },
    write: (value) => value,
    filledIn: false,
    unread: null,
  });
  return { value: source, range: { start: 0, end: source.length }, part };
}
