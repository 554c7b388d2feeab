import { Alias, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { ParsedDocument } from './yamlDocument';
import type { InSteps } from './yamlParse';
import { plainScalar } from './yamlTypes';

/**
 * What nearly all compose files are made of: block mappings and sequences, a key or an item to a line, scalars that end on
 * theirs, anchors and aliases. The library takes most of its time for what YAML allows besides; this reads the rest in a tenth of it.
 */
const blank = / *(?:\r?\n|$)/y;
const comment = /( *)#[^\n]*(?:\n|$)/y;
const indentation = / */y;
const dash = /- +(?![ \r\n#]|-[ \r\n])(?=.)/y;
const colon = /:(?=[ \r\n]|$)/y;
const blanks = / */y;
/** What may follow a value on its line. */
const lineEnd = /(?: +#[^\n]*| *\r?)(?:\n|$)/y;
const plain =
  /(?:[^ \r\n\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=[^ \r\n]))(?:[^ \r\n:]|:(?=[^ \r\n])| +(?=[^ \r\n:#]|:[^ \r\n]))*/y;
const plainInFlow =
  /(?:[^ \r\n\-?:,[\]{}#&*!|>'"%@`]|-(?=[^ \r\n,[\]{}]))(?:[^ \r\n:,[\]{}]|:(?=[^ \r\n,[\]{}])| +(?=[^ \r\n:#,[\]{}]))*/y;
const single = /'(?:[^'\r\n]|'')*'/y;
const double = /"[^"\\\r\n]*"/y;
const itemEnd = /[,\]]/y;
/** Names that nobody reads in two ways. */
const anchor = / +&[\w.-]+(?=[ \r\n]|$)/y;
const alias = /\*[\w.-]+(?=[ \r\n,\]]|$)/y;

/** Characters that mean something else where they stand, and lines that begin or end a document. */
const strange = /[\t\x02\x18\x1f\uFEFF]|\r(?!\n)|^(?:---|\.\.\.)(?![^ \r\n])/m;

/** Lines to a step: a fraction of a millisecond. */
const linesAtOnce = 200;
const deepest = 100;
/** The library refuses a key of more than 1024. */
const longestKey = 1000;

/** A block mapping or sequence that is open. */
interface Level {
  readonly node: YAMLMap | YAMLSeq;
  readonly items: unknown[];
  readonly indent: number;
  /** Where what is in it ends. */
  end: number;
}

/** A key whose value is not on its line. */
interface OpenKey {
  readonly pair: Pair<Scalar>;
  /** The name that its value gets; null for none. */
  readonly anchor: string | null;
  /** Where its value would stand if it has none. */
  readonly at: number;
  /** Whether a comment follows: then only a block may. */
  hasComment: boolean;
}

/**
 * The one document of a text of that kind, with the nodes that the library makes of it, but for comments; null for any other
 * text, also one with an error.
 */
export function* readSimpleYaml(source: string): InSteps<ParsedDocument | null> {
  if (strange.test(source)) return null;
  const reader = new Reader(source);
  for (let lines = 1; ; lines += 1) {
    const went = reader.line();
    if (went !== 'on') return went === 'end' && reader.root ? { contents: reader.root, errors: [] } : null;
    if (lines % linesAtOnce === 0) yield;
  }
}

class Reader {
  root: YAMLMap | YAMLSeq | null = null;
  private readonly levels: Level[] = [];
  private position = 0;
  private openKey: OpenKey | null = null;
  /** The indentation of the comments before the next line with more than that; null where there are none. */
  private commentsAt: number | null = null;

  constructor(private readonly source: string) {}

  /** Reads a line. `strange` is one that is not read here. */
  line(): 'on' | 'end' | 'strange' {
    if (this.position >= this.source.length) return this.close(-1, this.source.length) ? 'end' : 'strange';
    if (this.skip(blank)) return 'on';
    const start = this.position;
    if (this.skip(comment)) {
      const at = this.source.indexOf('#', start) - start;
      return this.isCommentRead(at) ? 'on' : 'strange';
    }
    this.skip(indentation);
    return this.entry(this.position - start) ? 'on' : 'strange';
  }

  /** Comments count to what is before them where they are as far in, and so does what ends there. */
  private isCommentRead(at: number): boolean {
    if (this.openKey) {
      this.openKey.hasComment = true;
      return true;
    }
    const inner = this.levels.at(-1);
    if (inner && at > inner.indent) return false;
    if (this.commentsAt !== null && this.commentsAt !== at) return false;
    this.commentsAt = at;
    return true;
  }

  private entry(indent: number): boolean {
    const start = this.position;
    const isItem = this.skip(dash);
    const inner = this.levels.at(-1);
    const opens = this.openKey !== null && inner !== undefined && (isItem ? indent >= inner.indent : indent > inner.indent); // prettier-ignore
    if (!opens && !this.close(indent, start, isItem)) return false;
    if (opens || this.root === null) {
      if (!this.open(isItem ? new YAMLSeq() : new YAMLMap(), start, indent)) return false;
    }
    this.commentsAt = null;
    const level = this.levels.at(-1);
    if (!level || level.indent !== indent || level.node instanceof YAMLSeq !== isItem) return false;
    if (!isItem) return this.pair(level, this.scalar(plain));
    const at = this.position;
    const mark = this.source[at];
    if (mark === '[' || mark === '{') return this.flowValue(level);
    if (mark === '*') return this.scalarValue(level, this.alias());
    const first = this.scalar(plain);
    if (first === null) return false;
    if (!this.isAt(colon)) return this.scalarValue(level, first);
    // A mapping that begins behind the dash.
    if (!this.open(new YAMLMap(), at, indent + at - start)) return false;
    const own = this.levels.at(-1);
    return own !== undefined && this.pair(own, first);
  }

  /** Opens a collection, as the value of the open key, as an item, or as what the document holds. */
  private open(node: YAMLMap | YAMLSeq, start: number, indent: number): boolean {
    if (this.levels.length >= deepest) return false;
    node.range = [start, start, start];
    const outer = this.levels.at(-1);
    if (this.openKey) this.openKey.pair.value = named(node, this.openKey.anchor);
    else if (outer?.node instanceof YAMLSeq) outer.node.items.push(node);
    else this.root = node;
    this.openKey = null;
    this.levels.push({ node, items: node.items, indent, end: start });
    return true;
  }

  /** Ends the collections that go no further at a line; at the end of the text its indentation is -1. */
  private close(indent: number, at: number, isItem = false): boolean {
    if (this.openKey) {
      const { pair, at: place, hasComment, anchor: name } = this.openKey;
      const level = this.levels.at(-1);
      if (hasComment || name !== null || !level) return false;
      pair.value = written(plainScalar(''), '', Scalar.PLAIN, [place, place, place]);
      level.end = place;
      this.openKey = null;
    }
    for (let level = this.levels.at(-1); level; level = this.levels.at(-1)) {
      const { node } = level;
      if (level.indent < indent || (level.indent === indent && (isItem || node instanceof YAMLMap))) break;
      let end = level.end;
      // Comments that are as far in belong to what ends there.
      if (this.commentsAt !== null && level.indent > 0 && this.commentsAt >= level.indent) {
        end = at;
        this.commentsAt = null;
      }
      if (node.range) node.range = [node.range[0], level.end, end];
      this.levels.pop();
      const outer = this.levels.at(-1);
      if (outer) outer.end = end;
    }
    return true;
  }

  /** What follows a key. */
  private pair(level: Level, key: Scalar | null): boolean {
    if (key === null || (key.range?.[1] ?? 0) - (key.range?.[0] ?? 0) > longestKey || !this.skip(colon)) return false;
    const pair = new Pair<Scalar, unknown>(key);
    level.items.push(pair);
    const start = this.position;
    const name = this.skip(anchor) ? this.source.slice(this.source.indexOf('&', start) + 1, this.position) : null;
    const behind = this.position;
    this.skip(blanks);
    const at = this.position;
    this.position = behind;
    if (this.skip(lineEnd)) {
      const hasComment = this.source[at] === '#';
      this.openKey = { pair, anchor: name, at, hasComment };
      return true;
    }
    this.position = at;
    const mark = this.source[at];
    if (mark === '[' || mark === '{') return this.flowValue(level, pair, name);
    if (mark === '*') return name === null && this.scalarValue(level, this.alias(), pair);
    const value = this.scalar(plain);
    return value !== null && this.scalarValue(level, named(value, name), pair);
  }

  /** Takes a scalar or an alias as the value of a pair or as an item, if nothing but a comment follows on its line. */
  private scalarValue(level: Level, value: Scalar | Alias | null, pair: Pair<Scalar> | null = null): boolean {
    if (!value?.range || !this.skip(lineEnd)) return false;
    value.range[2] = this.position;
    level.end = this.position;
    if (pair) pair.value = value;
    else level.items.push(value);
    return true;
  }

  /** The same with a sequence of scalars and aliases between brackets, or with nothing between braces. */
  private flowValue(level: Level, pair: Pair<Scalar> | null = null, name: string | null = null): boolean {
    const start = this.position;
    const isMap = this.source[start] === '{';
    const node = named(isMap ? new YAMLMap() : new YAMLSeq(), name);
    node.flow = true;
    const items: unknown[] = node.items;
    this.position += 1;
    this.skip(blanks);
    if (this.source[this.position] === (isMap ? '}' : ']')) {
      this.position += 1;
    } else {
      if (isMap) return false;
      for (let isLast = false; !isLast;) {
        this.skip(blanks);
        const item = this.source[this.position] === '*' ? this.alias() : this.scalar(plainInFlow);
        if (!item?.range) return false;
        this.skip(blanks);
        item.range[2] = this.position;
        items.push(item);
        isLast = this.source[this.position] === ']';
        if (!this.skip(itemEnd)) return false;
      }
    }
    const end = this.position;
    if (!this.skip(lineEnd)) return false;
    node.range = [start, end, this.position];
    level.end = this.position;
    if (pair) pair.value = node;
    else level.items.push(node);
    return true;
  }

  private alias(): Alias | null {
    const start = this.position;
    if (!this.skip(alias)) return null;
    const node = new Alias(this.source.slice(start + 1, this.position));
    node.range = [start, this.position, this.position];
    return node;
  }

  /** A scalar that ends on its line; null for anything else. */
  private scalar(unquoted: RegExp): Scalar | null {
    const start = this.position;
    const first = this.source[start];
    const isSingle = first === "'";
    const isDouble = first === '"';
    if (!this.skip(isSingle ? single : isDouble ? double : unquoted)) return null;
    const end = this.position;
    const range: [number, number, number] = [start, end, end];
    if (isSingle) {
      const value = this.source.slice(start + 1, end - 1).replaceAll("''", "'");
      return written(new Scalar<unknown>(value), value, Scalar.QUOTE_SINGLE, range);
    }
    const text = isDouble ? this.source.slice(start + 1, end - 1) : this.source.slice(start, end);
    return isDouble
      ? written(new Scalar<unknown>(text), text, Scalar.QUOTE_DOUBLE, range)
      : written(plainScalar(text), text, Scalar.PLAIN, range);
  }

  /** Goes on behind what stands here, if it is that. */
  private skip(what: RegExp): boolean {
    what.lastIndex = this.position;
    if (!what.test(this.source)) return false;
    this.position = what.lastIndex;
    return true;
  }

  private isAt(what: RegExp): boolean {
    what.lastIndex = this.position;
    return what.test(this.source);
  }
}

/** A node with the name by which aliases mean it, if it has one. */
function named<T extends Scalar | YAMLMap | YAMLSeq>(node: T, anchor: string | null): T {
  if (anchor !== null) node.anchor = anchor;
  return node;
}

/** A scalar with what the library notes of it. */
function written(scalar: Scalar, source: string, type: Scalar.Type, range: [number, number, number]): Scalar {
  scalar.range = range;
  scalar.source = source;
  scalar.type = type;
  return scalar;
}
