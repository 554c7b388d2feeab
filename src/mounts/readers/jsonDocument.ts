import { createScanner, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { tooDeepJson } from '../../text/jsonDepth';
import type { TextRange } from '../../text/range';
import type { Comment } from '../../text/suppression';
import type { ParseProblem } from './readFile';
import { tooLong } from './tooLong';
import { followQuoted, scalarText, type ScalarText } from './scalarText';

/** Token kinds of the scanner. Its own enumeration has no values at run time. */
const tokens = {
  lineComment: 12,
  blockComment: 13,
  end: 17,
};

/** What the parser's error codes mean to whoever wrote the file. */
const reasons: Readonly<Record<number, string>> = {
  3: 'A name between double quotes is expected here',
  4: 'A value is expected here',
  5: 'A colon is expected here',
  6: 'A comma is expected here',
  7: 'A closing brace is missing',
  8: 'A closing bracket is missing',
  9: 'Nothing may follow the end of the value',
  11: 'This comment has no end',
  12: 'This text has no closing quote',
  14: 'Four hexadecimal digits are expected after \\u',
  15: 'This is no escape: write a backslash as \\\\',
};

/** A JSON file with comments and trailing commas. Never throws: what is broken gives errors, and the rest is there. */
export class JsonDocument {
  readonly errors: readonly ParseProblem[];
  /** The outermost value; null where there is none. */
  readonly root: Node | null;
  private readonly source: string;

  constructor(text: string) {
    // A byte order mark is no part of JSON; a blank in its place keeps the offsets.
    this.source = text.replace(/^\uFEFF/, ' ');
    const unread = tooLong(this.source) ?? tooDeep(this.source);
    const problems: ParseError[] = [];
    this.root =
      unread === null
        ? (parseTree(this.source, problems, { allowTrailingComma: true, allowEmptyContent: true }) ?? null)
        : null;
    endWithin(this.root, this.source.length);
    this.errors =
      unread === null
        ? problems.map(({ error, offset }) => ({ offset, reason: reasons[error] ?? 'This is not valid JSON' }))
        : [unread];
  }

  /** The value of a key; null when it is not there. Of a key that stands twice the last counts. */
  member(object: Node | null, key: string): Node | null {
    return this.property(object, key)?.children?.[1] ?? null;
  }

  /** Where the name of a key stands; null when it is not there. */
  keyRange(object: Node | null, key: string): TextRange | null {
    const name = this.property(object, key)?.children?.[0];
    return name ? rangeOf(name) : null;
  }

  /** The items of an array; none for anything else. */
  items(node: Node | null): readonly Node[] {
    return node?.type === 'array' ? (node.children ?? []) : [];
  }

  /** A string; null for anything else. */
  text(node: Node | null): ScalarText | null {
    if (node?.type !== 'string' || typeof node.value !== 'string') return null;
    const range = rangeOf(node);
    const raw = this.source.slice(range.start, range.end);
    return scalarText(node.value, range, followQuoted(raw, node.value, unit, unescapeUnit), (value) =>
      JSON.stringify(value).slice(1, -1),
    );
  }

  private property(object: Node | null, key: string): Node | undefined {
    if (object?.type !== 'object') return undefined;
    return object.children?.findLast(({ children }) => children?.[0]?.value === key);
  }
}

/** What is not closed ends with the text: where a comment has no end either, the parser gives it a unit more. */
function endWithin(root: Node | null, end: number): void {
  for (let last = root ?? undefined; last && last.offset + last.length > end; last = last.children?.at(-1)) {
    Object.assign(last, { length: end - last.offset });
  }
}

/** Where a value stands, quotes and brackets included. */
export function rangeOf({ offset, length }: Node): TextRange {
  return { start: offset, end: offset + length };
}

/** The comments of a JSON file, without their marks. */
export function readJsonComments(text: string): Comment[] {
  const comments: Comment[] = [];
  eachToken(text, (kind, start, length) => {
    if (kind !== tokens.lineComment && kind !== tokens.blockComment) return;
    const raw = text.slice(start, start + length);
    const inside = kind === tokens.blockComment ? raw.slice(2).replace(/\*\/$/, '') : raw.slice(2);
    comments.push({ text: inside, range: { start, end: start + 2 + inside.length } });
  });
  return comments;
}

/** Escapes of JSON, RFC 8259 §7. */
const unit = /\\(?:u[\dA-Fa-f]{4}|.)|[^"\\]/g;
const shortEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescapeUnit(text: string): string {
  if (text.charAt(0) !== '\\') return text;
  const letter = text.charAt(1);
  return letter === 'u' ? String.fromCharCode(Number.parseInt(text.slice(2), 16)) : (shortEscapes[letter] ?? letter);
}

/** Where a file is nested more deeply than is read; null when it is not. */
function tooDeep(text: string): ParseProblem | null {
  const offset = tooDeepJson(text);
  return offset === null ? null : { offset, reason: 'This is nested too deeply to be read' };
}

function eachToken(text: string, visit: (kind: number, start: number, length: number) => void): void {
  const scanner = createScanner(text);
  for (let kind: number = scanner.scan(); kind !== tokens.end; kind = scanner.scan()) {
    visit(kind, scanner.getTokenOffset(), scanner.getTokenLength());
  }
}
