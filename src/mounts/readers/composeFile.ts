import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { mountTypes, type Mount, type MountType } from '../mount';
import { parseShortVolume } from '../shortSyntax';
import { readYamlFile, type ParseProblem, type YamlDocument } from './yamlDocument';
import type { ScalarText } from './yamlScalar';

/** What a reader finds in a file. */
export interface ReadFile {
  readonly mounts: readonly Mount[];
  /** Where the parser stumbled; what it could read all the same is in `mounts`. */
  readonly errors: readonly ParseProblem[];
}

/** Reads the volumes of the services of a compose file. Never throws: broken YAML gives errors and what could be read. */
export function readComposeFile(source: string): ReadFile {
  const { documents, errors } = readYamlFile(source);
  return { mounts: documents.flatMap(readDocument), errors };
}

function readDocument(document: YamlDocument): Mount[] {
  const mounts: Mount[] = [];
  for (const [name, service] of document.entries(document.top('services'))) {
    const windowsContainer = /^windows(?:\/|$)/i.test(document.text(document.member(service, 'platform'))?.value ?? '');
    for (const item of document.items(document.member(service, 'volumes'))) {
      const mount = readMount(document, item, `services.${name}`, windowsContainer);
      if (mount) mounts.push(mount);
    }
  }
  return mounts;
}

function readMount(document: YamlDocument, item: Node, via: string, windowsContainer: boolean): Mount | null {
  if (isMap(item)) return readLongMount(document, item, via, windowsContainer);
  const text = document.text(item);
  return text ? readShortMount(text, document.startOf(item), via, windowsContainer) : null;
}

function readShortMount(text: ScalarText, anchor: number, via: string, windowsContainer: boolean): Mount {
  const base = { kind: 'compose-short', via, range: text.range, anchor } as const;
  const volume = parseShortVolume(text.value);
  if (!volume.ok) return { ...base, type: null, source: null, target: null, readOnly: false, windowsContainer };
  return {
    ...base,
    type: volume.type,
    source: volume.source === null ? null : text.part(0, volume.source.length),
    target: volume.target,
    readOnly: volume.readOnly,
    // A lone `C:\x` is a target as well, but most likely meant as a source: it says nothing of the container.
    windowsContainer: windowsContainer || (volume.source !== null && isDriveTarget(volume.target)),
  };
}

function readLongMount(document: YamlDocument, map: YAMLMap, via: string, windowsContainer: boolean): Mount | null {
  const range = document.rangeOf(map);
  if (!range) return null;
  const source = document.text(document.member(map, 'source'));
  const target = document.text(document.member(map, 'target'))?.value ?? null;
  const readOnly = document.member(map, 'read_only');
  return {
    kind: 'compose-long',
    via,
    range,
    anchor: document.startOf(map),
    type: readType(document.text(document.member(map, 'type'))?.value),
    source: source && source.value !== '' ? source.part(0, source.value.length) : null,
    target,
    readOnly: isScalar(readOnly) && readOnly.value === true,
    windowsContainer: windowsContainer || isDriveTarget(target),
  };
}

function readType(text: string | undefined): MountType | null {
  return mountTypes.find((type) => type === text) ?? null;
}

/** A container path with a drive letter exists in Windows containers only. */
function isDriveTarget(target: string | null): boolean {
  return target !== null && /^[A-Za-z]:/.test(target);
}
