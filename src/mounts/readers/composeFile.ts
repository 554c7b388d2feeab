import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  parseAllDocuments,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import type { Comment } from '../../text/suppression';
import { mountTypes, type Mount, type MountType } from '../mount';
import { parseShortVolume } from '../shortSyntax';
import { readScalar, type ScalarText } from './yamlScalar';

/** What a reader finds in a file. */
export interface ReadFile {
  readonly mounts: readonly Mount[];
  /** Where the parser stumbled; what it could read all the same is in `mounts`. */
  readonly errors: readonly { readonly offset: number; readonly reason: string }[];
}

/** The names under which Compose finds its files, and their overrides: `docker-compose.prod.yml` too. */
export const composeFilePatterns = ['{docker-,}compose.{yaml,yml}', '{docker-,}compose[.-]*.{yaml,yml}'] as const;

/** Whether a file with this name holds services. */
export function isComposeFileName(name: string): boolean {
  return /^(?:docker-)?compose(?:[.-][^/\\]*)?\.ya?ml$/i.test(name);
}

/** Reads the volumes of the services of a compose file. Never throws: broken YAML gives errors and what could be read. */
export function readComposeFile(source: string): ReadFile {
  const documents = parseAllDocuments(source, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return { mounts: [], errors: [] };
  return {
    mounts: documents.flatMap((document) => readDocument(document, source)),
    errors: documents.flatMap((document) =>
      document.errors.map((error) => ({ offset: error.pos[0], reason: error.message })),
    ),
  };
}

/** The comments of a YAML file. The lexer tells them from a `#` inside a scalar. */
export function readYamlComments(source: string): Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let inScalar = false;
  for (const token of new Lexer().lex(source)) {
    // The lexer marks scalars and document ends with single control characters that are not in the text.
    if (token === '\x1f' || token === '\x02' || token === '\x18') {
      inScalar = token === '\x1f';
      continue;
    }
    if (token.startsWith('#') && !inScalar) {
      comments.push({ text: token.slice(1), range: { start: offset, end: offset + token.length } });
    }
    offset += token.length;
    inScalar = false;
  }
  return comments;
}

function readDocument(document: Document.Parsed, source: string): Mount[] {
  const reader = new DocumentReader(document, source);
  const mounts: Mount[] = [];
  for (const [name, service] of reader.entries(reader.member(document.contents, 'services'))) {
    const windowsContainer = /^windows(?:\/|$)/i.test(reader.text(reader.member(service, 'platform'))?.value ?? '');
    for (const item of reader.items(reader.member(service, 'volumes'))) {
      const mount = readMount(reader, item, `services.${name}`, windowsContainer);
      if (mount) mounts.push(mount);
    }
  }
  return mounts;
}

function readMount(reader: DocumentReader, item: Node, via: string, windowsContainer: boolean): Mount | null {
  if (isMap(item)) return readLongMount(reader, item, via, windowsContainer);
  const text = reader.text(item);
  return text ? readShortMount(text, via, windowsContainer) : null;
}

function readShortMount(text: ScalarText, via: string, windowsContainer: boolean): Mount {
  const base = { kind: 'compose-short', via, range: text.range } as const;
  const volume = parseShortVolume(text.value);
  if (!volume.ok) return { ...base, type: null, source: null, target: null, readOnly: false, windowsContainer };
  return {
    ...base,
    type: volume.type,
    source: volume.source === null ? null : text.part(0, volume.source.length),
    target: volume.target,
    readOnly: volume.readOnly,
    windowsContainer: windowsContainer || isDriveTarget(volume.target),
  };
}

function readLongMount(reader: DocumentReader, map: YAMLMap, via: string, windowsContainer: boolean): Mount | null {
  const range = map.range;
  if (!range) return null;
  const source = reader.text(reader.member(map, 'source'));
  const target = reader.text(reader.member(map, 'target'))?.value ?? null;
  const type = readType(reader.text(reader.member(map, 'type'))?.value);
  const readOnly = reader.member(map, 'read_only');
  return {
    kind: 'compose-long',
    via,
    range: { start: range[0], end: range[1] },
    type: type === 'bind' && !source ? null : type,
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

/** Walks a document: follows aliases and merge keys, and gives each node once however often it is used. */
class DocumentReader {
  private readonly seen = new Set<Node>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly source: string,
  ) {}

  /** The value of a key, also of a merged one; null when it is not there. */
  member(node: unknown, key: string): Node | null {
    for (const [name, value] of this.entries(node)) if (name === key) return value;
    return null;
  }

  /** The pairs of a mapping, its own before the merged ones, each key once. */
  entries(node: unknown): [string, Node][] {
    const found = new Map<string, Node>();
    this.collect(this.follow(node), found, new Set());
    return [...found];
  }

  private collect(node: Node | null, found: Map<string, Node>, visited: Set<Node>): void {
    if (!isMap(node) || visited.has(node)) return;
    visited.add(node);
    const merged: Node[] = [];
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : null;
      const value = this.follow(pair.value);
      if (key === null || value === null) continue;
      if (key === '<<')
        merged.push(...(isSeq(value) ? value.items.map((item) => this.follow(item)) : [value]).filter(isNotNull));
      // Of a key that stands twice the first counts; the YAML extension reports the second.
      else if (!found.has(key)) found.set(key, value);
    }
    for (const map of merged) this.collect(map, found, visited);
  }

  /** The items of a sequence that no other place of the document gave before. */
  items(node: unknown): Node[] {
    const sequence = this.follow(node);
    if (!isSeq(sequence)) return [];
    return sequence.items
      .map((item) => this.follow(item))
      .filter(isNotNull)
      .filter((item) => !this.seen.has(item) && this.seen.add(item));
  }

  text(node: unknown): ScalarText | null {
    const scalar = this.follow(node);
    return isScalar(scalar) ? readScalar(scalar, this.source) : null;
  }

  /** The node itself or the one an alias stands for. */
  private follow(node: unknown): Node | null {
    const target = isAlias(node) ? node.resolve(this.document) : node;
    return isScalar(target) || isMap(target) || isSeq(target) ? target : null;
  }
}

function isNotNull<T>(value: T | null): value is T {
  return value !== null;
}
