import type { EngineImageEntry, EngineRoom, EngineStore } from '../state/docker';
import type { Answer } from './engine-api';

/** What takes room in an engine: the answer of /system/df, in either form, and what deletes some of it. */
export function answerAboutRoom(
  store: EngineStore,
  method: string,
  route: string,
  query: URLSearchParams,
): Answer | null {
  const room = store.room ?? { images: [], volumes: [], buildCache: [] };
  if (method === 'GET' && route === '/system/df') return { status: 200, body: dfOf(store, room, query) };
  if (method === 'POST' && route === '/build/prune') return { status: 200, body: pruneCache(room) };
  if (method === 'POST' && route === '/images/prune') return { status: 200, body: pruneImages(store, room, query) };
  const [, name] = (method === 'DELETE' && /^\/images\/(.+)$/.exec(route)) || [];
  return name === undefined ? null : removeImage(store, room, decodeURIComponent(name));
}

/** The containers that were made from an image, running or not. */
function containersOf({ containers }: EngineStore, { id, tags }: EngineImageEntry) {
  return containers.filter(({ image }) => tags.includes(image) || image === id);
}

function dfOf(store: EngineStore, room: EngineRoom, query: URLSearchParams) {
  const images = room.images.map((image) => ({
    Containers: containersOf(store, image).length,
    Created: 1_780_000_000,
    Id: image.id,
    Labels: null,
    ParentId: '',
    // Engines with the older store write the two words, those with the newer one nothing.
    RepoTags: image.tags.length > 0 ? image.tags : room.form === 'usage' ? [] : ['<none>:<none>'],
    RepoDigests: [],
    SharedSize: image.shared,
    Size: image.size,
  }));
  const containers = store.containers.map((container) => ({
    Id: container.id,
    Names: [`/${container.name}`],
    Image: container.image,
    ImageID: room.images.find(({ tags }) => tags.includes(container.image))?.id ?? `sha256:${container.id}`,
    State: container.state,
    Labels: container.labels,
    SizeRw: 4_096,
    SizeRootFs: 120_000_000,
  }));
  const volumes = room.volumes.map(({ name, size }) => ({
    Name: name,
    Driver: 'local',
    UsageData: { RefCount: 1, Size: size },
  }));
  const cache = room.buildCache.map(({ id, size, inUse }) => ({
    ID: id,
    Type: 'regular',
    InUse: inUse,
    Shared: false,
    Size: size,
  }));
  const layers = room.images.reduce((total, { size }) => total + size, 0);
  if (room.form !== 'usage') {
    return { LayersSize: layers, Images: images, Containers: containers, Volumes: volumes, BuildCache: cache };
  }
  const isVerbose = query.get('verbose') === '1' || query.get('verbose') === 'true';
  const usage = (items: readonly object[]) => ({
    TotalCount: items.length,
    ActiveCount: 0,
    TotalSize: 0,
    Reclaimable: 0,
    ...(isVerbose && items.length > 0 ? { Items: items } : {}),
  });
  return {
    ImageUsage: usage(images),
    ContainerUsage: usage(containers),
    VolumeUsage: usage(volumes),
    BuildCacheUsage: usage(cache),
  };
}

function pruneCache(room: EngineRoom) {
  const gone = room.buildCache.filter(({ inUse }) => !inUse);
  room.buildCache = room.buildCache.filter(({ inUse }) => inUse);
  return { CachesDeleted: gone.map(({ id }) => id), SpaceReclaimed: gone.reduce((total, { size }) => total + size, 0) };
}

function pruneImages(store: EngineStore, room: EngineRoom, query: URLSearchParams) {
  const filters = JSON.parse(query.get('filters') ?? '{}') as { dangling?: string[] };
  // "dangling=false" takes every unused image, and so does the real engine.
  const all = filters.dangling?.[0] === 'false' || filters.dangling?.[0] === '0';
  const gone = room.images.filter(
    (image) => containersOf(store, image).length === 0 && (all || image.tags.length === 0),
  );
  room.images = room.images.filter((image) => !gone.includes(image));
  return {
    ImagesDeleted: gone.map(({ id }) => ({ Deleted: id })),
    SpaceReclaimed: gone.reduce((total, { size, shared }) => total + size - Math.max(0, shared), 0),
  };
}

function removeImage(store: EngineStore, room: EngineRoom, name: string): Answer {
  const image = room.images.find(({ id, tags }) => id === name || tags.includes(name));
  if (!image) return { status: 404, body: { message: `No such image: ${name}` } };
  const [container] = containersOf(store, image);
  if (container) {
    const message = `conflict: unable to remove repository reference "${name}" (must force) - container ${container.id.slice(0, 12)} is using its referenced image`;
    return { status: 409, body: { message } };
  }
  if (name === image.id && image.tags.length > 1) {
    return {
      status: 409,
      body: {
        message: `conflict: unable to delete ${name} (must be forced) - image is referenced in multiple repositories`,
      },
    };
  }
  image.tags = image.tags.filter((tag) => tag !== name);
  if (image.tags.length > 0 && name !== image.id) return { status: 200, body: [{ Untagged: name }] };
  room.images = room.images.filter((other) => other !== image);
  return { status: 200, body: [{ Untagged: name }, { Deleted: image.id }] };
}
