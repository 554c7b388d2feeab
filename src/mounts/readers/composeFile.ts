import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { normalizePosix } from '../../text/location';
import { mountTypes, type Mount, type MountType } from '../mount';
import { isDriveTarget, readVolumeText } from './mountText';
import type { ReadFile } from './readFile';
import { readYamlFile, type YamlDocument } from './yamlDocument';
import type { ScalarText } from './scalarText';

/** Reads the volumes of the services of a compose file. Never throws: broken YAML gives errors and what could be read. */
export function readComposeFile(source: string): ReadFile {
  const { documents, errors } = readYamlFile(source);
  return { mounts: documents.flatMap(readDocument), errors };
}

/** What a compose file says that changes the meaning of the one it is read together with. */
export interface ComposeLayer {
  /** The services whose containers are Windows containers. */
  readonly windowsServices: ReadonlySet<string>;
  /** Whether the file, read later, takes a target of a service away from an earlier one. */
  readonly replaces: (service: string, target: string | null) => boolean;
}

/** Reads a compose file for the sake of another. Compose merges volumes by target, and the later file wins. */
export function readComposeLayer(source: string): ComposeLayer {
  const { documents } = readYamlFile(source);
  const mounts = documents.flatMap(readDocument);
  const replaced = new Set(
    mounts.flatMap(({ services, target }) => services.map((service) => JSON.stringify([service, cleanTarget(target)]))),
  );
  return {
    windowsServices: new Set(
      documents.flatMap((document) => servicesOf(document).filter(isWindows(document)).map(nameOf)),
    ),
    replaces: (service, target) =>
      (target !== null && replaced.has(JSON.stringify([service, cleanTarget(target)]))) ||
      documents.some((document) => dropsEarlierVolumes(document, service)),
  };
}

type Service = readonly [name: string, node: Node];

function servicesOf(document: YamlDocument): Service[] {
  return document.entries(document.member(document.root, 'services'));
}

function nameOf([name]: Service): string {
  return name;
}

function isWindows(document: YamlDocument): (service: Service) => boolean {
  return ([, node]) => /^windows(?:\/|$)/i.test(document.text(document.member(node, 'platform'))?.value ?? '');
}

/** `!reset` and `!override` may stand at the volumes, at their service, or at all services. */
function dropsEarlierVolumes(document: YamlDocument, name: string): boolean {
  const services = document.member(document.root, 'services');
  return (
    document.dropsEarlier(document.root, 'services') ||
    document.dropsEarlier(services, name) ||
    document.dropsEarlier(document.member(services, name), 'volumes')
  );
}

function cleanTarget(target: string | null): string | null {
  return target?.startsWith('/') ? normalizePosix(target) : target;
}

/** An entry that several services have through an alias or a merge key is one mount. */
function readDocument(document: YamlDocument): Mount[] {
  const mounts = new Map<Node, Mount>();
  const services = new Map<Node, string[]>();
  for (const [name, service] of servicesOf(document)) {
    const windowsContainer = isWindows(document)([name, service]);
    for (const item of document.items(document.member(service, 'volumes'))) {
      const known = services.get(item);
      if (known) {
        if (known.at(-1) !== name) known.push(name);
        continue;
      }
      const users = [name];
      services.set(item, users);
      const mount = readMount(document, item, users, windowsContainer);
      if (mount) mounts.set(item, mount);
    }
  }
  return [...mounts.values()];
}

function readMount(
  document: YamlDocument,
  item: Node,
  services: readonly string[],
  windowsContainer: boolean,
): Mount | null {
  const range = document.rangeOf(item);
  if (!range) return null;
  const place = {
    via: `services.${services[0] ?? ''}`,
    range,
    anchor: document.startOf(item),
    resolver: 'compose',
    base: '',
    services,
  } as const;
  const mount = isMap(item) ? readLongMount(document, item, place) : readShortMount(document.text(item), place);
  return mount && { ...mount, exempt: mount.exempt || windowsContainer };
}

type MountPlace = Pick<Mount, 'via' | 'range' | 'anchor' | 'resolver' | 'base' | 'services'>;

function readShortMount(text: ScalarText | null, place: MountPlace): Mount | null {
  return text && { kind: 'compose-short', ...place, range: text.range, ...readVolumeText(text) };
}

function readLongMount(document: YamlDocument, map: YAMLMap, place: MountPlace): Mount {
  const source = document.text(document.member(map, 'source'));
  const target = document.text(document.member(map, 'target'))?.value ?? null;
  const readOnly = document.member(map, 'read_only');
  return {
    kind: 'compose-long',
    ...place,
    type: readType(document.text(document.member(map, 'type'))?.value),
    source: source && source.value !== '' ? source.part(0, source.value.length) : null,
    target,
    readOnly: isScalar(readOnly) && readOnly.value === true,
    exempt: isDriveTarget(target),
  };
}

function readType(text: string | undefined): MountType | null {
  return mountTypes.find((type) => type === text) ?? null;
}
