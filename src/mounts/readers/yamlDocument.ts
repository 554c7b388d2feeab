import {
  Composer,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Parser,
  visit,
  type Alias,
  type CST,
  type Document,
  type Node,
} from 'yaml';
import type { TextRange } from '../../text/range';
import type { ParseProblem } from './readFile';
import type { ScalarText } from './scalarText';
import { readScalar } from './yamlScalar';

/** The documents of a YAML file, and what is wrong with it. */
export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly errors: readonly ParseProblem[];
}

/** No compose file is nested like this, and the composer, which calls itself for each level, gets along with more. */
const deepest = 200;

/** Nobody writes more than this between the dash of an entry and the entry. */
const longestProperties = 200;

/** Parses a YAML file. Never throws: what is broken gives errors, and the rest is there. */
export function readYamlFile(source: string): YamlFile {
  const tokens = [...new Parser().parse(source)];
  const offset = tokens.map(tooDeepPlace).find((place) => place !== null);
  if (offset !== undefined)
    return { documents: [], errors: [{ offset, reason: 'This is nested too deeply to be read' }] };
  const composed = [...new Composer({ uniqueKeys: false }).compose(tokens)];
  const documents = composed.map((document) => new YamlDocument(document, source));
  return { documents, errors: distinct(documents.flatMap((document) => document.errors)) };
}

/** Where a piece of the file is nested more deeply than is read; null when it is not. */
function tooDeepPlace(top: CST.Token): number | null {
  const open: { token: CST.Token; depth: number }[] = [{ token: top, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return token.offset;
    for (const inner of innerTokens(token)) open.push({ token: inner, depth: depth + 1 });
  }
  return null;
}

function innerTokens(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((inner) => inner !== undefined && inner !== null));
}

/** Walks a document: follows aliases and merge keys. */
export class YamlDocument {
  readonly errors: readonly ParseProblem[];
  private readonly anchored: ReadonlyMap<Alias, Node>;

  constructor(
    private readonly document: Document.Parsed,
    private readonly source: string,
  ) {
    const { anchored, dangling } = resolveAliases(document);
    this.anchored = anchored;
    this.errors = [...document.errors.map(({ pos, message }) => ({ offset: pos[0], reason: message })), ...dangling];
  }

  /** What the document holds. */
  get root(): unknown {
    return this.document.contents;
  }

  /** The value of a key, also of a merged one; null when it is not there. */
  member(node: unknown, key: string): Node | null {
    for (const [name, value] of this.entries(node)) if (name === key) return value;
    return null;
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
    const merged: (Node | null)[] = [];
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? keyName(pair.key.value) : null;
      const value = this.follow(pair.value);
      if (key === '<<') merged.push(...(isSeq(value) ? value.items.map((item) => this.follow(item)) : [value]));
      // Of a key that stands twice the first counts; the YAML extension reports the second. One that is taken back
      // (`!reset`) hides a merged one all the same.
      else if (key !== null && !found.has(key)) found.set(key, value);
    }
    for (const map of merged) this.collect(map, found, visited);
  }

  /** The items of a sequence; one that an alias stands for is the same node wherever it is used. */
  items(node: unknown): Node[] {
    const sequence = this.follow(node);
    if (!isSeq(sequence)) return [];
    return sequence.items.map((item) => this.follow(item)).filter((item) => item !== null);
  }

  /** Whether the value of a mapping's own key has a tag by which Compose drops what earlier files say there. */
  dropsEarlier(node: unknown, key: string): boolean {
    const map = this.follow(node);
    if (!isMap(map)) return false;
    const value: unknown = map.items.find((pair) => isScalar(pair.key) && keyName(pair.key.value) === key)?.value;
    const target = isAlias(value) ? this.anchored.get(value) : value;
    return isNode(target) && !isAlias(target) && (target.tag === '!reset' || target.tag === '!override');
  }

  text(node: unknown): ScalarText | null {
    const scalar = this.follow(node);
    return isScalar(scalar) ? readScalar(scalar, this.source) : null;
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
  return typeof value === 'symbol' ? (value.description ?? '') : String(value);
}

/** One walk for all aliases: the library looks through the whole document for each. */
function resolveAliases(document: Document.Parsed): { anchored: Map<Alias, Node>; dangling: ParseProblem[] } {
  const anchors = new Map<string, Node>();
  const anchored = new Map<Alias, Node>();
  const dangling: ParseProblem[] = [];
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target) anchored.set(node, target);
      else
        dangling.push({ offset: node.range?.[0] ?? 0, reason: `No anchor "${node.source}" stands before this alias` });
    },
  });
  return { anchored, dangling };
}

/** Each error once: a parser that recovers may come by the same place for every level it is in. */
function distinct(errors: readonly ParseProblem[]): ParseProblem[] {
  return [...new Map(errors.map((error) => [`${error.offset} ${error.reason}`, error])).values()];
}
