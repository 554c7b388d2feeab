import { interpolate, mayInterpolate, type Lookup, type ValuePart, type Variable } from './interpolate';
import type { Origin } from './mount';

/** One line of a `.env` file that sets a variable, as it is written. */
export interface DotenvEntry {
  readonly name: string;
  /** The value without its quotes; escapes have been read, variables not. */
  readonly value: string;
  /** Whether variables in it are filled in: between single quotes they are not. */
  readonly isTemplate: boolean;
  /** Counted from 1. */
  readonly line: number;
}

const name = /(?:export[^\S\n]+)?([\p{L}\p{N}_.[\]-]+)[^\S\n]*[=:][^\S\n]*/uy;

/**
 * Reads a `.env` file as Compose does (compose-go, dotenv): `NAME=value` or `NAME: value`, with `export` before it or not;
 * between single quotes as it is, between double quotes with escapes, both over several lines; without quotes up to the end
 * of the line or a `#` behind a blank. A line that is none of this says nothing.
 */
export function readDotenv(text: string): DotenvEntry[] {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const entries: DotenvEntry[] = [];
  let line = 1;
  let position = 0;
  const moveTo = (to: number): void => {
    for (let at = source.indexOf('\n', position); at !== -1 && at < to; at = source.indexOf('\n', at + 1)) line += 1;
    position = to;
  };
  while (position < source.length) {
    moveTo(skipBlanks(source, position));
    name.lastIndex = position;
    const match = name.exec(source);
    if (!match?.[1]) {
      moveTo(endOfLine(source, position) + 1);
      continue;
    }
    const begin = position + match[0].length;
    const { value, isTemplate, end } = quotedValue(source, begin) ?? plainValue(source, begin);
    entries.push({ name: match[1], value, isTemplate, line });
    moveTo(end);
  }
  return entries;
}

/**
 * The variables that a file sets, each with what it holds in the end.
 * @param around what is known of a variable inside the file, given what its lines above say
 */
export function evaluateDotenv(
  entries: readonly DotenvEntry[],
  path: string,
  around: (name: string, above: Variable | undefined) => Variable,
): ReadonlyMap<string, Variable> {
  const known = new Map<string, Variable>();
  const lookup: Lookup = (variable) => around(variable, known.get(variable));
  for (const entry of entries) {
    const origin: Origin = { path, line: entry.line, variable: entry.name };
    known.set(entry.name, { kind: 'value', parts: partsOf(entry, lookup), origin });
  }
  return known;
}

function partsOf({ value, isTemplate }: DotenvEntry, lookup: Lookup): readonly ValuePart[] {
  const whole: ValuePart = { kind: { is: 'text' }, text: value };
  if (!isTemplate || !mayInterpolate(value)) return [whole];
  const filled = interpolate(value, lookup);
  if (!filled.ok) return [{ kind: { is: 'unset', isFolder: false }, text: value }];
  const parts: ValuePart[] = [];
  for (const { kind, text } of filled.pieces) {
    const last = parts.at(-1);
    if (last?.kind.is === 'text' && kind.is === 'text') parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  }
  return parts;
}

interface ReadValue {
  readonly value: string;
  readonly isTemplate: boolean;
  /** The offset behind it. */
  readonly end: number;
}

/** A value in quotes; null where there are none, or none that end. */
function quotedValue(source: string, begin: number): ReadValue | null {
  const quote = source.charAt(begin);
  if (quote !== '"' && quote !== "'") return null;
  let end = source.indexOf(quote, begin + 1);
  while (end !== -1 && isEscaped(source, end, begin)) end = source.indexOf(quote, end + 1);
  if (end === -1) return null;
  const inside = source.slice(begin + 1, end);
  const isTemplate = quote === '"';
  const value = isTemplate
    ? readEscapes(inside)
    : inside.replace(/\\([\\'])/g, (pair, it: string) => (it === "'" ? it : pair));
  return { value, isTemplate, end: endOfLine(source, end) };
}

/** Whether an odd number of backslashes stands before an offset. */
function isEscaped(source: string, offset: number, begin: number): boolean {
  let first = offset;
  while (first - 1 > begin && source.charAt(first - 1) === '\\') first -= 1;
  return (offset - first) % 2 === 1;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};

/** A backslash before any other character stays; one before a dollar is read together with it, as `$$`. */
function readEscapes(inside: string): string {
  return inside.replace(/\\(.)/gs, (written, character: string) =>
    character === '$' ? '$$' : (escapes[character] ?? written),
  );
}

function plainValue(source: string, begin: number): ReadValue {
  const end = endOfLine(source, begin);
  // The blank that makes a comment of what follows may be the one behind the equals sign.
  const from = /\s/.test(source.charAt(begin - 1)) ? begin - 1 : begin;
  const written = source.slice(from, end);
  // Not one pattern up to the end: each comment in a comment would begin it anew.
  const comment = written.search(/\s#/);
  const value = comment === -1 ? written : written.slice(0, comment);
  return { value: value.trim(), isTemplate: true, end };
}

function skipBlanks(source: string, from: number): number {
  const blank = /\s*/y;
  blank.lastIndex = from;
  return from + (blank.exec(source)?.[0].length ?? 0);
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end === -1 ? source.length : end;
}
