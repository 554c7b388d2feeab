import { isAlias, isMap, isNode, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from 'yaml';
import type { TextRange } from '../../text/range';
import type { BrokenEscape, ParseProblem } from './readFile';
import type { ScalarText } from './scalarText';
import { noAliases, resolveAliases, scalarsAt } from './yamlNodes';
import { atOnce, parseYaml, type InSteps } from './yamlParse';
import { reparse, type Earlier } from './yamlReparse';
import { readScalar } from './yamlScalar';

/** The documents of a YAML file, and what is wrong with it. */
export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly errors: readonly ParseProblem[];
  /** The scalars between double quotes that YAML refuses for a backslash that begins no escape of its own. */
  readonly brokenEscapes: readonly BrokenEscape[];
  /** What the next change is compared with: this text, or the last one before it in which all was well; null for none. */
  readonly base: Earlier | null;
}

/** What the parser makes of one document. */
export interface ParsedDocument {
  readonly contents: Node | null;
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly pos: readonly [number, number];
  }[];
}

/** Nobody writes more than this between the dash of an entry and the entry. */
const longestProperties = 200;

/** An escape between double quotes that is none of a backslash, quote, slash, blank or line end. */
const escapeOfLetter = /^(?:[^\\]|\\[\\"/\s])*\\[^\\"/\s]/;

/**
 * Parses a YAML file. Never throws: what is broken gives errors, and the rest is there.
 * @param earlier the file as it was before a change: what has not changed in it is not parsed again
 */
export function readYamlFile(source: string, earlier: YamlFile | null = null): YamlFile {
  return atOnce(readYamlInSteps(source, earlier));
}

/** The same in steps. */
export function* readYamlInSteps(source: string, earlier: YamlFile | null): InSteps<YamlFile> {
  const base = earlier?.base ?? null;
  const changed = base && (yield* reparse(source, base));
  const parsed = changed ? [changed] : yield* parseYaml(source);
  if ('reason' in parsed) return { documents: [], errors: [parsed], brokenEscapes: [], base };
  const documents = parsed.map((document) => new YamlDocument(document, source));
  const [only, ...others] = parsed;
  const isWhole = only && others.length === 0 && documents.every(({ errors, brokenEscapes }) => errors.length + brokenEscapes.length === 0); // prettier-ignore
  return {
    base: isWhole ? { ...only, contents: only.contents, source } : base,
    documents,
    errors: distinct(documents.flatMap((document) => document.errors)),
    brokenEscapes: documents.flatMap((document) => document.brokenEscapes),
  };
}

/** Walks a document: follows aliases and merge keys. */
export class YamlDocument {
  readonly errors: readonly ParseProblem[];
  readonly brokenEscapes: readonly BrokenEscape[];
  private readonly anchored: ReadonlyMap<Alias, Node>;
  private readonly refused: ReadonlySet<Node>;
  private readonly mayDrop: boolean;
  private readonly mayMerge: boolean;
  private readonly mentioned = new Map<string, boolean>();

  constructor(
    private readonly document: ParsedDocument,
    readonly source: string,
  ) {
    const { anchored, dangling } = source.includes('*') ? resolveAliases(document.contents) : noAliases;
    const escapes = document.errors.filter(({ code }) => code === 'BAD_DQ_ESCAPE');
    const refused = scalarsAt(
      document.contents,
      escapes.map(({ pos }) => pos[0]),
    );
    const others = document.errors.filter((error) => !escapes.includes(error) || refused.size === 0);
    this.anchored = anchored;
    this.refused = refused;
    this.mayMerge = source.includes('<<');
    this.mayDrop = /!(?:reset|override)/.test(source);
    this.errors = [...others.map(({ pos, message }) => ({ offset: pos[0], reason: message })), ...dangling];
    this.brokenEscapes = [...refused].flatMap((scalar) => this.brokenEscape(scalar, true) ?? []);
  }

  /** Whether YAML refuses a scalar for its escapes: what stands for its value is a guess of the parser's. */
  isRefused(node: Node): boolean {
    return this.refused.has(node);
  }

  /** A scalar between double quotes in which an escape stands for a character of no path; null for any other. */
  controlEscape(node: unknown): BrokenEscape | null {
    const scalar = this.follow(node);
    if (!isScalar(scalar) || scalar.type !== 'QUOTE_DOUBLE' || this.refused.has(scalar)) return null;
    // A line end in the text may have become one in the value, which is no escape.
    const found = /[\0-\x1f\x7f-\xa0\u2028\u2029]/.test(String(scalar.value)) ? this.brokenEscape(scalar, false) : null;
    return found && escapeOfLetter.test(found.raw) ? found : null;
  }

  private brokenEscape(scalar: Node, isRefused: boolean): BrokenEscape | null {
    const range = this.rangeOf(scalar);
    return range && { range, raw: this.source.slice(range.start, range.end), isRefused };
  }

  /** What the document holds. */
  get root(): unknown {
    return this.document.contents;
  }

  /** The value of a key, also of a merged one; null when it is not there. */
  member(node: unknown, key: string): Node | null {
    const map = this.follow(node);
    const own = isMap(map) ? this.ownPair(map, key) : null;
    if (own) return this.follow(own.value);
    return this.mayMerge ? (this.find(map, key, new Set()) ?? null) : null;
  }

  /** As `entries`, for one key; undefined when it is in none of the mappings. */
  private find(node: Node | null, key: string, visited: Set<Node>): Node | null | undefined {
    if (!isMap(node) || visited.has(node)) return undefined;
    const own = this.ownPair(node, key);
    if (own) return this.follow(own.value);
    visited.add(node);
    for (const merged of this.mergedInto(node)) {
      const found = this.find(merged, key, visited);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private mergedInto(map: YAMLMap): (Node | null)[] {
    return map.items.flatMap((pair) => {
      if (!isScalar(pair.key) || keyName(pair.key.value) !== '<<') return [];
      const value = this.follow(pair.value);
      return isSeq(value) ? value.items.map((item) => this.follow(item)) : [value];
    });
  }

  /** The pairs of a mapping, its own before the merged ones, each key once. */
  entries(node: unknown): [string, Node][] {
    const found = new Map<string, Node | null>();
    this.collect(this.follow(node), found, new Set());
    return [...found].flatMap(([name, value]): [string, Node][] => (value ? [[name, value]] : []));
  }

  private collect(node: Node | null, found: Map<string, Node | null>, visited: Set<Node>): void {
    if (!isMap(node) || visited.has(node)) return;
    visited.add(node);
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? keyName(pair.key.value) : null;
      // Of a key that stands twice the first counts; the YAML extension reports the second. One that is taken back
      // (`!reset`) hides a merged one all the same.
      if (key !== null && key !== '<<' && !found.has(key)) found.set(key, this.follow(pair.value));
    }
    for (const map of this.mergedInto(node)) this.collect(map, found, visited);
  }

  /** The pair of a mapping itself, with what is written as its value: an alias is not followed. */
  ownPair(map: YAMLMap, key: string): Pair | null {
    for (const pair of map.items) if (isScalar(pair.key) && keyName(pair.key.value) === key) return pair;
    return null;
  }

  /** Whether an alias stands for a node somewhere, so that a change of it is one in other places as well. */
  isAliased(node: Node): boolean {
    return [...this.anchored.values()].includes(node);
  }

  /** The items of a sequence; one that an alias stands for is the same node wherever it is used. */
  items(node: unknown): Node[] {
    const sequence = this.follow(node);
    if (!isSeq(sequence)) return [];
    return sequence.items.map((item) => this.follow(item)).filter((item) => item !== null);
  }

  /** Whether a word stands anywhere in the file: where it does not, no mapping needs to be looked through for it. */
  mentions(word: string): boolean {
    const known = this.mentioned.get(word) ?? this.source.includes(word);
    this.mentioned.set(word, known);
    return known;
  }

  /** Whether the value of a mapping's own key has a tag by which Compose drops what earlier files say there. */
  dropsEarlier(node: unknown, key: string): boolean {
    if (!this.mayDrop) return false;
    const map = this.follow(node);
    if (!isMap(map)) return false;
    const value = this.ownPair(map, key)?.value;
    const target = isAlias(value) ? this.anchored.get(value) : value;
    return isNode(target) && !isAlias(target) && (target.tag === '!reset' || target.tag === '!override');
  }

  text(node: unknown): ScalarText | null {
    const scalar = this.follow(node);
    return isScalar(scalar) ? readScalar(scalar, this.source) : null;
  }

  /** What a scalar of any type says, as it is written; null for an empty one. */
  word(node: unknown): string | null {
    const scalar = this.follow(node);
    if (!isScalar(scalar) || scalar.value === null || scalar.value === undefined) return null;
    return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? null);
  }

  /** Where a node stands, without the blanks and line ends that the parser counts to it. */
  rangeOf(node: Node): TextRange | null {
    if (!node.range) return null;
    const [start, end] = node.range;
    return { start, end: start + this.source.slice(start, end).trimEnd().length };
  }

  /** Where a node begins with its dash, tag and anchor, which may stand on a line above it. */
  startOf(node: Node): number {
    const start = node.range?.[0] ?? 0;
    // Before nearly all of them stand the dash and a blank alone.
    if (/^\s?- $/.test(this.source.slice(Math.max(0, start - 3), start))) return start - 2;
    const before = this.source.slice(Math.max(0, start - longestProperties), start);
    return start - (/(?:-\s+)?(?:[&!][^\s,[\]{}]*\s+)*$/.exec(before)?.[0].length ?? 0);
  }

  /** The node itself or the one an alias stands for; nothing for what Compose's `!reset` takes back. */
  private follow(node: unknown): Node | null {
    const target = isAlias(node) ? this.anchored.get(node) : node;
    if (!isScalar(target) && !isMap(target) && !isSeq(target)) return null;
    return target.tag === '!reset' ? null : target;
  }
}

/** The text of a key. Under `%YAML 1.1` the parser gives a symbol for the merge key. */
function keyName(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'symbol' ? (value.description ?? '') : String(value);
}

/** Each error once: a parser that recovers may come by the same place for every level it is in. */
function distinct(errors: readonly ParseProblem[]): ParseProblem[] {
  return [...new Map(errors.map((error) => [`${error.offset} ${error.reason}`, error])).values()];
}
