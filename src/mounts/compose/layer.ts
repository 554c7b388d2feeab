import type { Node } from 'yaml';
import type { YamlDocument } from '../readers/yamlDocument';
import type { ComposeDocument } from './composeDocument';
import { extendsOf } from './references';

/** A compose file as one of those that Compose lays over each other. */
export interface ComposeLayer {
  readonly path: string;
  readonly documents: readonly ComposeDocument[];
  /** The files that its services extend, by the name that is written; one that could not be read is missing. */
  readonly extended: ReadonlyMap<string, ComposeLayer>;
}

/** What one document says of a service. */
export interface Definition {
  readonly layer: ComposeLayer;
  readonly yaml: YamlDocument;
  /** Null when the document only takes the service back. */
  readonly node: Node | null;
  /** Whether it drops all definitions before it. */
  readonly dropsEarlier: boolean;
}

/** A service with more of them, or with a longer way to the last, is a trap: each may extend a file of as many. */
const mostDefinitions = 100;
const longestWay = 50;

/** All that makes a service, the weakest first: what a definition extends stands before it. */
export function definitionsOf(
  layer: ComposeLayer,
  service: string,
  visited: readonly string[] = [],
): readonly Definition[] {
  const found: Definition[] = [];
  const visit = `${layer.path}\n${service}`;
  if (visited.includes(visit) || visited.length > longestWay) return found;
  for (const document of layer.documents) {
    const { yaml } = document;
    const node = document.services.get(service) ?? null;
    const dropsEarlier = document.dropsService(service);
    if (!node && !dropsEarlier) continue;
    if (dropsEarlier) found.push({ layer, yaml, node: null, dropsEarlier });
    if (!node || found.length > mostDefinitions) continue;
    const extended = extendsOf(yaml, node);
    const from = extended && (extended.file === null ? layer : layer.extended.get(extended.file));
    if (from) found.push(...inForce(definitionsOf(from, extended.service, [...visited, visit])));
    found.push({ layer, yaml, node, dropsEarlier: false });
  }
  return found.slice(-mostDefinitions);
}

/** The definitions that no later one drops. */
export function inForce(definitions: readonly Definition[]): readonly Definition[] {
  const last = definitions.findLastIndex(({ dropsEarlier }) => dropsEarlier);
  return definitions.slice(last + 1).filter(({ node }) => node !== null);
}
