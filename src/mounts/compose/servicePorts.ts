import { isMap, type Node, type YAMLMap } from 'yaml';
import type { Lookup } from '../interpolate';
import { hostPorts, isTcp, parsePortSpec, type PublishedPort } from '../publishedPort';
import { fillIn } from '../readers/filledText';
import type { YamlDocument } from '../readers/yamlDocument';
import type { ComposeContainer } from './container';
import { inForce } from './layer';
import { allDefinitions, type Layers } from './serviceVolumes';

/** An entry of the ports of a service, before anything is known of the services that have it. */
type PortItem = Omit<PublishedPort, 'inactive'>;

export interface PortReading {
  readonly layers: Layers;
  readonly lookup: Lookup;
  readonly containerOf: (service: string) => ComposeContainer;
  readonly isInactive: (containers: readonly ComposeContainer[]) => boolean;
}

/**
 * The ports that services of the project's own file publish, each entry once however many have it. Compose adds up the ports
 * of all files, so that only those go that a later file drops.
 */
export function readServicePorts({ layers, lookup, containerOf, isInactive }: PortReading): PublishedPort[] {
  const entries = new Map<Node, { readonly item: PortItem; readonly containers: ComposeContainer[] }>();
  for (const { yaml, services } of layers.own.documents) {
    if (!yaml.mentions('ports')) continue;
    for (const [name, service] of services) {
      const items = yaml.items(yaml.member(service, 'ports'));
      if (items.length === 0 || isDropped(layers, name, service)) continue;
      const container = containerOf(name);
      if (container.isWindows) continue;
      for (const node of items) {
        const item = entries.get(node)?.item ?? readPortItem(yaml, node, lookup);
        if (!item) continue;
        const known = entries.get(node);
        if (known) known.containers.push(container);
        else entries.set(node, { item, containers: [container] });
      }
    }
  }
  return [...entries.values()].map(({ item, containers }) => ({
    ...item,
    // Asked of few.
    get inactive() {
      return isInactive(containers);
    },
  }));
}

/** Whether what a definition says of ports does not count, since a later one replaces it. */
function isDropped(layers: Layers, name: string, service: Node): boolean {
  // Most files stand alone: nothing comes later.
  if (layers.after.length === 0 && layers.own.documents.length === 1) return false;
  const definitions = inForce(allDefinitions(layers, name));
  const at = definitions.findIndex(({ node }) => node === service);
  return at < 0 || definitions.slice(at + 1).some(({ yaml, node }) => yaml.dropsEarlier(node, 'ports'));
}

/** Reads an entry in short or long syntax; null for one that names no port of the host, or that nobody can tell. */
function readPortItem(yaml: YamlDocument, item: Node, lookup: Lookup): PortItem | null {
  const anchor = yaml.startOf(item);
  if (isMap(item)) return readLong(yaml, item, lookup, anchor);
  const text = yaml.isRefused(item) ? null : yaml.text(item);
  const filled = text && fillIn(text, lookup);
  const ports = filled && parsePortSpec(filled.value);
  if (!ports) return null;
  const { start, end, ...numbers } = ports;
  const { viaDefault } = filled.provenance(start, end);
  return { ...numbers, range: filled.part(start, end).range, anchor, viaDefault };
}

function readLong(yaml: YamlDocument, map: YAMLMap, lookup: Lookup, anchor: number): PortItem | null {
  const read = (key: string): { readonly value: string; readonly viaDefault: boolean } | null => {
    const node = yaml.member(map, key);
    const text = node && !yaml.isRefused(node) ? yaml.text(node) : null;
    const filled = text && fillIn(text, lookup);
    if (filled) return { value: filled.value, ...filled.provenance(0, filled.value.length) };
    // Numbers are what they are written as.
    const word = text ? null : yaml.word(node);
    return word === null ? null : { value: word, viaDefault: false };
  };
  const [published, target, protocol, address] = ['published', 'target', 'protocol', 'host_ip'].map(read);
  const node = yaml.member(map, 'published');
  const range = node && yaml.rangeOf(node);
  if (!published || !target || !range) return null;
  if (!isTcp(protocol?.value ?? 'tcp') || /[:[]/.test(address?.value ?? '')) return null;
  const ports = hostPorts(published.value, target.value);
  return ports && { ...ports, range, anchor, viaDefault: published.viaDefault };
}
