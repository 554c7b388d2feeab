import { Alias, isAlias, isMap, isNode, isScalar, isSeq, Pair, Scalar, visit, YAMLMap, YAMLSeq, type Node } from 'yaml';
import type { ParseProblem } from './readFile';

/** What the aliases of a document stand for, and those that stand for nothing. */
interface Aliases {
  readonly anchored: ReadonlyMap<Alias, Node>;
  readonly dangling: readonly ParseProblem[];
}

/** Those of a document without any. */
export const noAliases: Aliases = { anchored: new Map(), dangling: [] };

/** One walk for all aliases: the library looks through the whole document for each. */
export function resolveAliases(root: Node | null): Aliases {
  const anchors = new Map<string, Node>();
  const anchored = new Map<Alias, Node>();
  const dangling: ParseProblem[] = [];
  visit(root, {
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

/** The scalars in which the places lie, both in the order of the text. */
export function scalarsAt(root: Node | null, places: readonly number[]): Set<Node> {
  const found = new Set<Node>();
  const offsets = [...places].sort((a, b) => a - b);
  let next = 0;
  if (offsets.length > 0) {
    visit(root, {
      Scalar(_, scalar) {
        const [start, end] = scalar.range ?? [0, 0];
        while ((offsets[next] ?? Infinity) < start) next += 1;
        if ((offsets[next] ?? Infinity) < end) found.add(scalar);
      },
    });
  }
  return found;
}

/** A pair as it would be further on in its text. Comments are left out: nobody reads those of nodes. */
export function movedPair({ key, value }: Pair, by: number): Pair {
  return new Pair(moved(key, by), moved(value, by));
}

/** A mapping with other pairs in it. */
export function withPairs(map: YAMLMap, pairs: readonly Pair[], range: YAMLMap['range']): YAMLMap {
  const copy = new YAMLMap();
  copy.items.push(...pairs);
  return asBefore(copy, map, range);
}

function moved(node: unknown, by: number): unknown {
  if (!isNode(node) || !node.range) return node;
  const [start, valueEnd, end] = node.range;
  const range: Node['range'] = [start + by, valueEnd + by, end + by];
  if (isMap(node)) {
    const pairs = node.items.map((pair) => movedPair(pair, by));
    return withPairs(node, pairs, range);
  }
  if (isSeq(node)) {
    const copy = new YAMLSeq();
    for (const item of node.items) copy.items.push(moved(item, by));
    return asBefore(copy, node, range);
  }
  if (isScalar(node)) {
    const copy = new Scalar(node.value);
    if (node.type !== undefined) copy.type = node.type;
    if (node.source !== undefined) copy.source = node.source;
    return asBefore(copy, node, range);
  }
  if (!isAlias(node)) return node;
  const copy = new Alias(node.source);
  copy.range = range;
  return copy;
}

/** A copy with what all nodes have. */
function asBefore<T extends Scalar | YAMLMap | YAMLSeq>(copy: T, node: T, range: Node['range']): T {
  if (range) copy.range = range;
  if (node.tag !== undefined) copy.tag = node.tag;
  if (node.anchor !== undefined) copy.anchor = node.anchor;
  if (!isScalar(copy) && !isScalar(node) && node.flow !== undefined) copy.flow = node.flow;
  return copy;
}
