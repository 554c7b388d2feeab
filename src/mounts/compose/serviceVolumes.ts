import type { Node } from 'yaml';
import type { Elsewhere } from '../mount';
import type { YamlDocument } from '../readers/yamlDocument';
import { nameOf } from '../slashPath';
import { definitionsOf, type ComposeLayer, type Definition } from './layer';
import { cleanTarget, type VolumeItem } from './volumeItem';

/** An entry of the volumes of a service, and what becomes of it. */
export interface ServiceVolume {
  readonly item: VolumeItem;
  readonly yaml: YamlDocument;
  readonly node: Node;
  /** The service under which it is written. */
  readonly owner: string;
  /** The services that have it in the end; where none has, those that it is written for. */
  readonly users: readonly string[];
  /** The name of the file that took it from the last service; null while one has it. */
  readonly shadowedBy: string | null;
  readonly elsewhere: readonly Elsewhere[];
}

/** The layers of a project, the weakest first. */
export interface Layers {
  readonly before: readonly ComposeLayer[];
  readonly own: ComposeLayer;
  readonly after: readonly ComposeLayer[];
}

/** All definitions of a service in a project, the weakest first. */
export function allDefinitions({ before, own, after }: Layers, service: string): readonly Definition[] {
  if (before.length + after.length === 0) return definitionsOf(own, service);
  return [...before, own, ...after].flatMap((layer) => definitionsOf(layer, service));
}

interface Entry {
  readonly item: VolumeItem;
  readonly yaml: YamlDocument;
  readonly node: Node;
  readonly owner: string;
  readonly users: string[];
  readonly losses: { readonly service: string; readonly file: string }[];
  readonly elsewhere: Elsewhere[];
}

/** Nobody looks at more places for one mount. */
const mostElsewhere = 10;

/** An entry that a service has so far. */
interface Held {
  readonly node: Node;
  readonly target: string | null;
  readonly yaml: YamlDocument;
  readonly path: string;
}

/** Reads the volumes of services, each entry once however many services have it through an alias, a merge key or `extends`. */
export class ServiceVolumes {
  private readonly items = new Map<Node, VolumeItem | null>();
  private readonly entries = new Map<Node, Entry>();
  private readonly volumes = new Map<Node, readonly Node[]>();

  constructor(
    private readonly layers: Layers,
    private readonly read: (yaml: YamlDocument, node: Node) => VolumeItem | null,
  ) {}

  /** Those that stand in the project's own file, in the order of its text. */
  all(): ServiceVolume[] {
    const names = new Set<string>();
    for (const { yaml, services } of this.layers.own.documents) {
      for (const [owner, service] of services) {
        names.add(owner);
        for (const node of this.volumesOf(yaml, service)) this.enter(yaml, node, owner);
      }
    }
    for (const name of names) this.follow(name);
    return [...this.entries.values()]
      .map(({ item, yaml, node, owner, users, losses, elsewhere }) => ({
        item,
        yaml,
        node,
        owner,
        elsewhere: elsewhere.slice(0, mostElsewhere),
        users: users.length > 0 ? users : losses.map(({ service }) => service),
        shadowedBy: users.length > 0 ? null : (losses.at(-1)?.file ?? null),
      }))
      .sort((a, b) => a.item.anchor - b.item.anchor);
  }

  private enter(yaml: YamlDocument, node: Node, owner: string): void {
    const item = this.entries.has(node) ? null : this.itemOf(yaml, node);
    if (item) this.entries.set(node, { item, yaml, node, owner, users: [], losses: [], elsewhere: [] });
  }

  /** Lays the definitions of a service over each other: of two entries with one target the later definition's stays. */
  private follow(service: string): void {
    const definitions = allDefinitions(this.layers, service);
    const [only, ...others] = definitions;
    if (only && others.length === 0 && !only.dropsEarlier) {
      for (const node of new Set(this.volumesOf(only.yaml, only.node))) this.entries.get(node)?.users.push(service);
      return;
    }
    let held: Held[] = [];
    for (const { yaml, node, dropsEarlier, layer } of definitions) {
      const dropsAll = dropsEarlier || yaml.dropsEarlier(node, 'volumes');
      const own = this.volumesOf(yaml, node).map((each): Held => ({
        node: each,
        target: cleanTarget(this.itemOf(yaml, each)?.target ?? null),
        yaml,
        path: layer.path,
      }));
      const byTarget = new Map(own.map((each) => [each.target, each]));
      held = held.filter((each) => {
        const taker = each.target === null ? undefined : byTarget.get(each.target);
        const isTaken = dropsAll || taker !== undefined;
        if (isTaken) this.entries.get(each.node)?.losses.push({ service, file: nameOf(layer.path) });
        if (taker) this.tell(taker.node, 'hidden', service, each);
        return !isTaken;
      });
      held.push(...own);
    }
    const last = definitions.at(-1);
    for (const node of new Set(held.map((each) => each.node))) {
      const entry = this.entries.get(node);
      entry?.users.push(service);
      // What stands in the same file is seen there.
      if (last?.node && entry && last.layer.path !== this.layers.own.path) {
        this.tell(node, 'shared', service, { node: last.node, yaml: last.yaml, path: last.layer.path });
      }
    }
  }

  /** Notes for an entry of the own file a place that has to do with it; a place for several services is one. */
  private tell(entry: Node, kind: Elsewhere['kind'], service: string, at: Omit<Held, 'target'>): void {
    const places = this.entries.get(entry)?.elsewhere;
    if (!places || at.node === entry) return;
    const { path, yaml, node } = at;
    const start = yaml.startOf(node);
    const line = (yaml.source.slice(0, start).match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
    if (!places.some((other) => other.path === path && other.line === line)) places.push({ kind, service, path, line });
  }

  private volumesOf(yaml: YamlDocument, service: Node | null): readonly Node[] {
    const known = service && this.volumes.get(service);
    if (known) return known;
    const volumes = yaml.items(yaml.member(service, 'volumes'));
    if (service) this.volumes.set(service, volumes);
    return volumes;
  }

  private itemOf(yaml: YamlDocument, node: Node): VolumeItem | null {
    const known = this.items.get(node);
    if (known !== undefined) return known;
    const item = this.read(yaml, node);
    this.items.set(node, item);
    return item;
  }
}
