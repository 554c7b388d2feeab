import type { Machine } from '../machine/machine';
import type { PipeRequest } from '../machine/pipes';
import { askEngine, askEngineForJson } from './engine';
import { isRecord } from '../text/isRecord';

/** An image of the engine, with what it takes by itself. */
export interface EngineImage {
  readonly id: string;
  /** `node:24`; none for one that a newer build has taken its name from. */
  readonly names: readonly string[];
  /** Bytes that no other image shares, as far as the engine knows them. */
  readonly size: number;
  /** Whether a container was made from it, be it running or not. */
  readonly isUsed: boolean;
}

export interface EngineContainer {
  readonly name: string;
  readonly image: string;
  readonly isRunning: boolean;
  /** The folder a dev container was made for; null for any other container. */
  readonly devFolder: string | null;
}

/** What takes room in an engine: `docker system df -v`. Sizes in bytes. */
export interface EngineUse {
  readonly images: readonly EngineImage[];
  readonly containers: readonly EngineContainer[];
  readonly volumes: { readonly count: number; readonly size: number };
  /** The entries of the build cache that nothing uses now. */
  readonly buildCache: { readonly count: number; readonly size: number };
}

/** Asks Docker Desktop's Linux engine; null where it did not tell. */
export async function readEngineUse(machine: Machine, options: PipeRequest): Promise<EngineUse | null> {
  // Newer engines list what is behind the sums only when asked to; older ones do not know the word.
  return readUse(await askEngineForJson(machine, '/system/df?verbose=1', options));
}

/** What came of a request to delete something: how many bytes the engine says it freed, null where it does not say. */
export type Deleted =
  { readonly kind: 'deleted'; readonly freed: number | null } | { readonly kind: 'failed'; readonly reason: string };

/** Deletes what nothing uses of the build cache (`docker builder prune`). */
export function pruneBuildCache(machine: Machine, options: PipeRequest): Promise<Deleted> {
  return change(machine, 'POST', '/build/prune', options);
}

/** Deletes images without a name that no container was made from (`docker image prune`). */
export function pruneDanglingImages(machine: Machine, options: PipeRequest): Promise<Deleted> {
  const filters = encodeURIComponent(JSON.stringify({ dangling: ['true'] }));
  return change(machine, 'POST', `/images/prune?filters=${filters}`, options);
}

/** Takes a name from an image, with the last of which its layers go (`docker image rm`). One in use is refused. */
export function removeImage(machine: Machine, name: string, options: PipeRequest): Promise<Deleted> {
  return change(machine, 'DELETE', `/images/${encodeURIComponent(name)}`, options);
}

async function change(
  machine: Machine,
  method: 'POST' | 'DELETE',
  path: string,
  options: PipeRequest,
): Promise<Deleted> {
  const answer = await askEngine(machine, path, { ...options, method });
  if (answer.outcome !== 'answered') return { kind: 'failed', reason: answer.outcome };
  const body = parsed(answer.body);
  if (answer.status >= 300) {
    const told = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : '';
    return { kind: 'failed', reason: `${answer.status} ${told}`.trim() };
  }
  const freed = isRecord(body) ? body['SpaceReclaimed'] : null;
  return { kind: 'deleted', freed: typeof freed === 'number' ? freed : null };
}

function readUse(content: unknown): EngineUse | null {
  if (!isRecord(content)) return null;
  const [images, containers, volumes, cache] = [
    itemsOf(content, 'Images', 'ImageUsage'),
    itemsOf(content, 'Containers', 'ContainerUsage'),
    itemsOf(content, 'Volumes', 'VolumeUsage'),
    itemsOf(content, 'BuildCache', 'BuildCacheUsage'),
  ];
  if (!images || !containers || !volumes || !cache) return null;
  const used = new Set(containers.map((each) => text(each, 'ImageID')));
  const idle = cache.filter((each) => each['InUse'] !== true);
  return {
    images: images.map((image) => readImage(image, used)).filter(({ id }) => id !== ''),
    containers: containers.map(readContainer),
    volumes: {
      count: volumes.length,
      size: sum(volumes.map(({ UsageData: usage }) => (isRecord(usage) ? number(usage, 'Size') : 0))),
    },
    buildCache: { count: idle.length, size: sum(idle.map((each) => number(each, 'Size'))) },
  };
}

/** A list under its newer or its older name: of nothing it may come as null, or be left out beside its count. Null for no list. */
function itemsOf(content: Record<string, unknown>, older: string, newer: string): Record<string, unknown>[] | null {
  const usage = content[newer];
  if (isRecord(usage) && Array.isArray(usage['Items'])) return listOf(usage['Items']);
  if (older in content) return listOf(content[older]);
  return isRecord(usage) && usage['TotalCount'] === 0 ? [] : null;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function readImage(image: Record<string, unknown>, used: ReadonlySet<string>): EngineImage {
  const tags: unknown[] = Array.isArray(image['RepoTags']) ? image['RepoTags'] : [];
  const id = text(image, 'Id');
  const shared = Math.max(0, number(image, 'SharedSize'));
  return {
    id,
    names: tags.filter((tag) => typeof tag === 'string').filter((tag) => !tag.includes('<none>')),
    size: Math.max(0, number(image, 'Size') - shared),
    // -1 is not counted.
    isUsed: number(image, 'Containers') !== 0 || used.has(id),
  };
}

function readContainer(container: Record<string, unknown>): EngineContainer {
  const names: unknown[] = Array.isArray(container['Names']) ? container['Names'] : [];
  const [name] = names.filter((each) => typeof each === 'string');
  const { Labels: labels } = container;
  const folder = isRecord(labels) ? labels['devcontainer.local_folder'] : null;
  return {
    name: name?.replace(/^\//, '') ?? text(container, 'Id').slice(0, 12),
    image: text(container, 'Image'),
    isRunning: text(container, 'State') === 'running',
    devFolder: typeof folder === 'string' && folder !== '' ? folder : null,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + Math.max(0, each), 0);
}

function number(record: Record<string, unknown>, key: string): number {
  const value = record[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function text(record: Record<string, unknown>, key: string): string {
  const value = record[key];
  return typeof value === 'string' ? value : '';
}
