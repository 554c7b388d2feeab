import { parseAllDocuments, visit, type Node } from 'yaml';
import type { ParsedDocument } from '../../../../src/mounts/readers/yamlDocument';

/** Items are nodes themselves, each merge key has a function of its own, and nobody reads the comments of nodes. */
const notCompared = new Set(['items', 'addToJSMap', 'comment', 'commentBefore', 'spaceBefore']);

/** All that can be seen of the nodes of a text, and of its errors. */
export function outline(documents: readonly ParsedDocument[]): unknown {
  return documents.map(({ contents, errors }) => {
    const nodes: unknown[] = [];
    visit(contents, {
      Node: (_, node: Node) => {
        const own = Object.entries(node as unknown as Readonly<Record<string, unknown>>)
          .filter(([name, value]) => !notCompared.has(name) && value !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          // A merge key has a symbol of its own too.
          .map(([name, value]) => [name, typeof value === 'symbol' ? String(value) : value]);
        nodes.push([node.constructor.name, 'items' in node ? node.items.length : 0, own]);
      },
    });
    return [nodes, errors.map(({ code, message, pos }) => [code, message, pos])];
  });
}

/** The same of the library, called as it is meant to be. */
export function byLibrary(text: string): unknown {
  const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false });
  return outline('empty' in documents ? [] : documents);
}
