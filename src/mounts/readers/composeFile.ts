import { isMap } from 'yaml';
import { ComposeContainer } from '../compose/container';
import { ComposeEditing } from '../compose/editing';
import { composeLookup } from '../compose/environment';
import { inForce } from '../compose/layer';
import { readServicePorts } from '../compose/servicePorts';
import { allDefinitions, ServiceVolumes, type Layers, type ServiceVolume } from '../compose/serviceVolumes';
import { noSurroundings, parseCompose, type ComposeSurroundings, type ParsedCompose } from '../compose/surroundings';
import { readVolumeDevices, type VolumeDevice } from '../compose/volumeDevice';
import { readVolumeItem } from '../compose/volumeItem';
import type { Lookup, Variable } from '../interpolate';
import type { Mount, Place, WrittenBuild } from '../mount';
import type { PublishedPort } from '../publishedPort';
import { folderOf } from '../slashPath';
import type { BrokenEscape, ReadFile } from './readFile';

/**
 * Reads the mounts of a compose file, as they are when the files around it are laid over it. Never throws: broken YAML gives
 * errors and what could be read.
 */
export function readComposeFile(
  source: string,
  place: Place,
  surroundings: ComposeSurroundings = noSurroundings,
): ReadFile {
  const parsed = surroundings.parsed?.text === source ? surroundings.parsed : parseCompose(source, surroundings.parsed);
  return new ComposeFile(parsed, surroundings, composeLookup(place, surroundings.envFiles)).read();
}

class ComposeFile {
  private readonly layers: Layers;
  private readonly containers = new Map<string, ComposeContainer>();

  constructor(
    private readonly parsed: ParsedCompose,
    { path, before, after, extended }: ComposeSurroundings,
    private readonly lookup: Lookup,
  ) {
    this.layers = { before, own: { path, documents: parsed.documents, extended }, after };
  }

  read(): ReadFile {
    const { documents, yaml } = this.parsed;
    const volumes = new ServiceVolumes(this.layers, (document, node) =>
      readVolumeItem(document, node, this.lookup),
    ).all();
    const devices = documents.flatMap((document) => readVolumeDevices(document, this.lookup));
    const mounts = [
      ...volumes.map((volume) => this.serviceMount(volume)),
      ...devices.map((device) => this.deviceMount(device, volumes)),
    ];
    const brokenEscapes = [...yaml.brokenEscapes, ...controlEscapes(volumes)];
    const editing = new ComposeEditing(this.parsed);
    const ports = once(() => this.ports());
    const builds = once(() => this.builds());
    return {
      mounts,
      errors: yaml.errors,
      editing,
      ports,
      builds,
      ...(brokenEscapes.length > 0 ? { brokenEscapes } : {}),
    };
  }

  private serviceMount({ item, owner, users, shadowedBy, elsewhere }: ServiceVolume): Mount {
    const containers = users.map((name) => this.containerOf(name));
    return {
      ...item,
      via: `services.${owner}`,
      base: '',
      services: users,
      containers,
      inactive: this.isInactive(containers),
      exempt: item.exempt || isInWindows(containers),
      shadowedBy,
      ...(elsewhere.length > 0 ? { elsewhere } : {}),
    };
  }

  private ports(): readonly PublishedPort[] {
    const containerOf = (name: string): ComposeContainer => this.containerOf(name);
    const isInactive = (containers: readonly ComposeContainer[]): boolean => this.isInactive(containers);
    return readServicePorts({ layers: this.layers, lookup: this.lookup, containerOf, isInactive });
  }

  private builds(): readonly WrittenBuild[] {
    return this.layers.own.documents.flatMap(({ yaml, services }) =>
      yaml.mentions('build')
        ? [...services].flatMap(([name, service]): WrittenBuild[] => {
            const build = yaml.member(service, 'build');
            const at = isMap(build)
              ? (yaml.member(build, 'context') ?? yaml.member(build, 'dockerfile') ?? build)
              : build;
            const range = at && yaml.rangeOf(at);
            const container = this.containerOf(name);
            return range && !container.isWindows ? [{ container, range, anchor: yaml.startOf(at) }] : [];
          })
        : [],
    );
  }

  /** A volume is mounted where services mount it; one that nobody uses is not even made. */
  private deviceMount({ volume, ...device }: VolumeDevice, volumes: readonly ServiceVolume[]): Mount {
    const uses = volumes.filter(
      ({ item, shadowedBy }) => item.type === 'volume' && item.source?.value === volume && shadowedBy === null,
    );
    const services = [...new Set(uses.flatMap(({ users }) => users))];
    const targets = [...new Set(uses.map(({ item }) => item.target))];
    const containers = services.map((name) => this.containerOf(name));
    return {
      ...device,
      base: '',
      target: targets.length === 1 ? (targets[0] ?? null) : null,
      services,
      containers,
      inactive: this.isInactive(containers),
      exempt: device.exempt || isInWindows(containers),
      shadowedBy: null,
    };
  }

  private containerOf(service: string): ComposeContainer {
    const known = this.containers.get(service);
    if (known) return known;
    const definitions = inForce(allDefinitions(this.layers, service));
    const container = new ComposeContainer(service, definitions, this.lookup, folderOf(this.layers.own.path));
    this.containers.set(service, container);
    return container;
  }

  /** Whether all of them wait for somebody to name a profile of theirs. */
  private isInactive(containers: readonly ComposeContainer[]): boolean {
    return containers.every(({ profiles }) => profiles.length > 0 && !profiles.some((name) => this.isActive(name)));
  }

  private isActive(profile: string): boolean {
    const active = textOf(this.lookup('COMPOSE_PROFILES')).split(',');
    return active.some((name) => name.trim() === profile || name.trim() === '*');
  }
}

/** Asked at each check of the same text, and the same each time. */
function once<T>(tell: () => T): () => T {
  let told: { readonly value: T } | null = null;
  return () => (told ??= { value: tell() }).value;
}

function isInWindows(containers: readonly ComposeContainer[]): boolean {
  return containers.length > 0 && containers.every(({ isWindows }) => isWindows);
}

/** The texts of mounts in which escapes made other characters of backslashes. */
function controlEscapes(volumes: readonly ServiceVolume[]): BrokenEscape[] {
  return volumes.flatMap(({ yaml, node }) => {
    const texts = isMap(node) ? [yaml.member(node, 'source'), yaml.member(node, 'target')] : [node];
    return texts.flatMap((text) => yaml.controlEscape(text) ?? []);
  });
}

function textOf(variable: Variable): string {
  return variable.kind === 'value' ? variable.parts.map(({ text }) => text).join('') : '';
}
