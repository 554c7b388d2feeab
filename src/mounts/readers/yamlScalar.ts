import { Scalar } from 'yaml';
import type { TextRange } from '../../text/range';
import type { Written } from '../mount';
import { followQuoted, scalarText, type Offsets, type ScalarText } from './scalarText';

/**
 * Follows a scalar through its quotes and escapes. Where its value goes over several lines, parts cannot be told apart and
 * every part stands for the whole node.
 */
export function readScalar(scalar: Scalar, source: string): ScalarText | null {
  if (typeof scalar.value !== 'string' || !scalar.range) return null;
  const value = scalar.value;
  // The parser counts the line end of a block to it.
  const raw = source.slice(scalar.range[0], scalar.range[1]).trimEnd();
  const range: TextRange = { start: scalar.range[0], end: scalar.range[0] + raw.length };
  return scalarText(value, range, offsetsOf(scalar.type, raw, value), writerFor(scalar.type));
}

function offsetsOf(type: Scalar.Type | undefined, raw: string, value: string): Offsets {
  switch (type) {
    case Scalar.PLAIN:
      return raw === value ? 0 : null;
    case Scalar.QUOTE_SINGLE:
      return followQuoted(raw, value, /''|[^']/g, (unit) => unit.charAt(0));
    case Scalar.QUOTE_DOUBLE:
      return followQuoted(raw, value, doubleQuotedUnit, unescapeUnit);
    case Scalar.BLOCK_FOLDED:
    case Scalar.BLOCK_LITERAL: {
      // A block of one line is written as it is, below its header.
      const line = value.trimEnd();
      const start = raw.length - line.length;
      return line !== '' &&
        /^[^\r\n]+(?:\r?\n[\t ]*)+$/.test(raw.slice(0, start)) &&
        raw.endsWith(line) &&
        !/[\r\n]/.test(line)
        ? start
        : null;
    }
    case undefined:
      return null;
  }
}

/** Escapes of YAML 1.2, §5.7. */
const doubleQuotedUnit = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)|[^"\\]/g;
const shortEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function unescapeUnit(unit: string): string {
  if (unit.charAt(0) !== '\\') return unit;
  const letter = unit.charAt(1);
  if (/[xuU]/.test(letter)) {
    const code = Number.parseInt(unit.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  return shortEscapes[letter] ?? letter;
}

function writerFor(type: Scalar.Type | undefined): Written['write'] {
  switch (type) {
    case Scalar.PLAIN:
      // A part of a plain scalar may be anything that does not end it or change what it is.
      return (value) => (/^[\w./~\\$][^\r\n]*$/.test(value) && !/: |:$| #|[\t"'[\]{},]/.test(value) ? value : null);
    case Scalar.QUOTE_SINGLE:
      return (value) => (/[\r\n]/.test(value) ? null : value.replace(/'/g, "''"));
    case Scalar.QUOTE_DOUBLE:
      // What JSON escapes, YAML escapes alike.
      return (value) => JSON.stringify(value).slice(1, -1);
    case Scalar.BLOCK_FOLDED:
    case Scalar.BLOCK_LITERAL:
      // A blank at the start would be indentation.
      return (value) => (/^\s|[\r\n]/.test(value) ? null : value);
    case undefined:
      return () => null;
  }
}
