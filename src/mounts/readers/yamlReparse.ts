import { isMap, isScalar, Pair, type Node, type YAMLMap } from 'yaml';
import type { ParsedDocument } from './yamlDocument';
import { movedPair, withPairs } from './yamlNodes';
import { parseYaml, type InSteps } from './yamlParse';

/** A document that was parsed without an error, with its text. */
export interface Earlier extends ParsedDocument {
  readonly source: string;
}

/** An excerpt that is longer than this part of a text that takes its time is not parsed in its place. */
const mostOfText = 0.6;
const longText = 10_000;

/**
 * A document that differs from an earlier one in a few lines, without parsing the rest again; null where that is not possible.
 *
 * What a parser of YAML makes of a block mapping depends, at the start of a line with one of its keys, on the mappings that are
 * open there and on nothing else before. So the pairs in which the texts differ are parsed by themselves: behind the keys that
 * lead there, and before the key that follows. If that key is found where it stands, the rest is as it was.
 */
export function* reparse(
  source: string,
  earlier: Earlier,
  parse: typeof parseYaml = parseYaml,
): InSteps<ParsedDocument | null> {
  const root = earlier.contents;
  const edit = differenceOf(earlier.source, source);
  const outer = isMap(root) ? piece(root, edit, earlier.source, earlier.source.length, null, true) : null;
  if (!outer) return null;
  const inner = piece(outer.map.items[outer.first]?.value, edit, earlier.source, outer.end, outer.next, false);
  const pieces = inner && outer.first === outer.last && inner.end <= outer.end ? [outer, inner] : [outer];
  const excerpt = excerptOf(source, earlier.source, pieces, edit.shift);
  // Little is gained, and perhaps all of it has to be parsed after that.
  if (source.length > longText && excerpt.text.length > source.length * mostOfText) return null;
  const parsed = yield* parse(excerpt.text);
  const [document, ...others] = 'reason' in parsed ? [] : parsed;
  if (!document || others.length > 0) return null;
  const contents = join(pieces, document.contents, excerpt, edit.shift);
  // After most errors nobody knows in which state the parser goes on; a wrong escape ends with its own scalar.
  const isOwn = document.errors.every(
    ({ code, pos: [at] }) => code === 'BAD_DQ_ESCAPE' && at >= excerpt.start && at < excerpt.end,
  );
  if (!contents || !isOwn) return null;
  const move = ([start, end]: readonly [number, number]): [number, number] => [
    start + excerpt.shift,
    end + excerpt.shift,
  ];
  return { contents, errors: document.errors.map(({ code, message, pos }) => ({ code, message, pos: move(pos) })) };
}

/** The one stretch in which two texts differ, by its ends in the earlier one. */
interface Difference {
  readonly start: number;
  readonly end: number;
  /** How far what follows has moved. */
  readonly shift: number;
}

function differenceOf(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let same = 0;
  const most = shorter - start;
  while (same < most && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) {
    same += 1;
  }
  return { start, end: before.length - same, shift: after.length - before.length };
}

/** Pairs of a block mapping that are next to each other, and the lines of the earlier text that they take. */
interface Piece {
  readonly map: YAMLMap;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  /** Where the mapping's own first line begins. */
  readonly mapStart: number;
  /** The key that follows, of this mapping or of the one around it; null where the text ends. */
  readonly next: unknown;
  /** Whether they begin where the text begins, with all that stands before the first key. */
  readonly isFromStart: boolean;
}

/** The pairs that hold a difference; null for what is no block mapping with its keys on lines of their own. */
function piece(
  map: unknown,
  edit: Difference,
  source: string,
  end: number,
  next: unknown,
  isRoot: boolean,
): Piece | null {
  if (!isMap(map) || map.flow) return null;
  const starts: number[] = [];
  for (const { key } of map.items) {
    const start = lineOf(key, source);
    if (start === null) return null;
    starts.push(start);
  }
  const [mapStart] = starts;
  if (mapStart === undefined || (edit.start < mapStart && !isRoot)) return null;
  const first = Math.max(
    0,
    starts.findLastIndex((start) => start < edit.start),
  );
  const last = Math.max(
    first,
    starts.findLastIndex((start) => start < edit.end),
  );
  const pieceEnd = starts[last + 1] ?? end;
  if (edit.end > pieceEnd) return null;
  const successor = last + 1 < starts.length ? map.items[last + 1]?.key : next;
  // Before the first key of all stand comments, and what tells how the rest is read.
  const isFromStart = isRoot && first === 0;
  if (isFromStart && source.slice(0, mapStart).includes('%')) return null;
  const start = isFromStart ? 0 : (starts[first] ?? mapStart);
  return { map, first, last, start, end: pieceEnd, mapStart, next: successor, isFromStart };
}

/** The start of the line of a key before which nothing but blanks stands. */
function lineOf(key: unknown, source: string): number | null {
  const at = offsetOf(key);
  if (at === null) return null;
  let start = at;
  while (start > 0 && source.charCodeAt(start - 1) === 0x20) start -= 1;
  return start === 0 || source.charCodeAt(start - 1) === 0x0a ? start : null;
}

function offsetOf(key: unknown): number | null {
  return isScalar(key) && key.range ? key.range[0] : null;
}

/** What is parsed in the place of the whole. */
interface Excerpt {
  readonly text: string;
  /** Where the lines that differ begin and end in it. */
  readonly start: number;
  readonly end: number;
  /** From an offset in it to that in the text. */
  readonly shift: number;
  /** Where the key that follows them stands in it; null where the text ends. */
  readonly next: number | null;
}

function excerptOf(source: string, before: string, pieces: readonly Piece[], shift: number): Excerpt {
  let text = '';
  let from = 0;
  for (const { map, first, mapStart, start, isFromStart } of pieces) {
    text += before.slice(from, isFromStart ? start : mapStart);
    // A mapping that is open takes a key otherwise than one that begins.
    if (first > 0) text += keyLine(map.items[0]?.key, mapStart, before);
    from = start;
  }
  const start = text.length;
  const { end: until = 0, next } = pieces.at(-1) ?? {};
  text += source.slice(from, until + shift);
  const end = text.length;
  const at = offsetOf(next);
  const line = at === null ? null : lineOf(next, before);
  if (at === null || line === null) return { text, start, end: end + 1, shift: from - start, next: null };
  return { text: text + keyLine(next, line, before), start, end, shift: from - start, next: end + at - line };
}

/** A key on its line, without a value. */
function keyLine(key: unknown, line: number, source: string): string {
  const end = isScalar(key) && key.range ? key.range[1] : line;
  return `${source.slice(line, end)}:\n`;
}

/** Puts what was parsed in the place of the pairs that it stands for; null where it cannot stand for them. */
function join(pieces: readonly Piece[], parsed: unknown, excerpt: Excerpt, shift: number): Node | null {
  const [own, ...inner] = pieces;
  if (!own || !isMap(parsed) || parsed.flow) return null;
  const { map, first, last } = own;
  const isNextHere = isFollowed(own) && own.next === pieces.at(-1)?.next;
  const fresh = parsed.items.slice(first > 0 ? 1 : 0, isNextHere ? -1 : undefined);
  const [changed] = fresh;
  if (!changed || (isNextHere && !isSameKey(parsed.items.at(-1)?.key, own.next, excerpt.next))) return null;
  let between: Pair[];
  if (inner.length > 0) {
    const outer = map.items[first];
    const value = fresh.length === 1 ? join(inner, changed.value, excerpt, shift) : null;
    if (!outer || value === null) return null;
    between = [new Pair(outer.key, value)];
  } else {
    if (!beginsAsBefore(own, changed.key, excerpt)) return null;
    between = excerpt.shift === 0 ? fresh : fresh.map((pair) => movedPair(pair, excerpt.shift));
  }
  const behind = map.items.slice(last + 1);
  const items = [
    ...map.items.slice(0, first),
    ...between,
    ...(shift === 0 ? behind : behind.map((pair) => movedPair(pair, shift))),
  ];
  // Where something follows, be it further inside, the end is where it was before.
  const [ends, by] = pieces.some(isFollowed) ? [map.range, shift] : [parsed.range, excerpt.shift];
  if (!map.range || !parsed.range || !ends) return null;
  const isNewStart = own.isFromStart && inner.length === 0;
  const [like, start] = isNewStart ? [parsed, parsed.range[0]] : [map, map.range[0]];
  return withPairs(like, items, [start, ends[1] + by, ends[2] + by]);
}

/** Whether a key that was parsed is the known one, at this offset: what was put before it may be an anchor or a tag of its own. */
function isSameKey(key: unknown, known: unknown, at: number | null): boolean {
  if (offsetOf(key) !== at) return false;
  return !isScalar(key) || !isScalar(known) || (key.anchor === known.anchor && key.tag === known.tag);
}

/** Whether the first key that was parsed is one of the same mapping; what stood before it may go on in another's value. */
function beginsAsBefore({ map, first, mapStart, start, isFromStart }: Piece, key: unknown, excerpt: Excerpt): boolean {
  const [at, known] = [offsetOf(key), offsetOf(map.items[first]?.key)];
  if (at === null || known === null) return false;
  if (!isFromStart) return at === excerpt.start + known - start;
  const line = lineOf(key, excerpt.text);
  return line !== null && at - line === known - mapStart && !excerpt.text.slice(0, line).includes('%');
}

function isFollowed({ map, last }: Piece): boolean {
  return last + 1 < map.items.length;
}
