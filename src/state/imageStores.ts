import type { UnreadFolder } from '../docker/disks';
import type { DockerDesktop } from '../docker/desktop';
import { askForStores, type DistroStores } from '../docker/distroStores';
import { countInEngine, type EngineCounts } from '../docker/engine';
import { findHyperVDisks } from '../docker/hyperVDisks';
import { areFoldersKnown } from '../docker/settingsFile';
import { findWindowsStore, type WindowsStore } from '../docker/windowsStore';
import type { Machine } from '../machine/machine';
import { knownValue } from '../text/observed';
import { readDisk, readDockerDisks, type DiskReading } from './disks';
import { findLooseDisks, type LooseDisks } from './looseDisks';
import type { IntegratedDistro, Snapshot } from './snapshot';

/**
 * Whether Docker Desktop shows what a store holds: it does now; it does once it runs (`chosen`); another store is chosen;
 * that is not known; or it is not installed any more.
 */
export type StoreUse = 'inUse' | 'chosen' | 'other' | 'unknown' | 'notInstalled';

/** The stores of Docker Desktop: each engine keeps one of its own. */
export type DockerStoreKind = 'wsl2' | 'hyperv' | 'windows';

export interface ReadDisk {
  readonly path: string;
  readonly reading: DiskReading;
}

/** A store of Docker Desktop that lies in disks. */
export interface DiskStore {
  readonly use: StoreUse;
  readonly disks: readonly ReadDisk[];
  /** Where its disk is by the settings, or as usual; null where nobody knows. */
  readonly folder: string | null;
  /** Whether the settings, which may name another folder, could be read. */
  readonly isFolderKnown: boolean;
}

/** The own stores of a distro of the user; `told` is null where it was not asked, since it does not run. */
export interface DistroStore {
  readonly distro: IntegratedDistro;
  readonly reading: DiskReading | null;
  readonly told: DistroStores | null;
}

/** Every place on this computer in which images, containers and volumes are kept. */
export interface ImageStores {
  readonly wsl2: DiskStore;
  readonly hyperv: DiskStore;
  readonly windows: { readonly use: StoreUse; readonly store: WindowsStore | null };
  /** What the engine that is in use holds; null where it was not asked or did not tell. */
  readonly holds: EngineCounts | null;
  readonly distros: readonly DistroStore[];
  /** Distros of Podman and Rancher Desktop. */
  readonly others: readonly { readonly distro: IntegratedDistro; readonly reading: DiskReading | null }[];
  readonly loose: LooseDisks;
  /** Folders that could not be looked into. */
  readonly failed: readonly UnreadFolder[];
}

const engineTimeout = 5_000;

/**
 * Looks for image stores because somebody asked: files of Windows, the user's distros that run, and Docker Desktop's engine
 * where it is up. Nothing is started. Null when cancelled.
 */
export async function findImageStores(
  machine: Machine,
  snapshot: Snapshot,
  signal: AbortSignal,
): Promise<ImageStores | null> {
  const { docker, staleSince } = snapshot;
  const uses = usesOf(docker);
  const own = snapshot.distros.filter(({ wslVersion, kind }) => wslVersion === 2 && kind !== 'docker');
  const [dockerDisks, hyperV, windows, holds, distros, others] = await Promise.all([
    readDockerDisks(machine, snapshot),
    findHyperVDisks(machine, docker.settings),
    findWindowsStore(machine),
    countInUse(machine, uses, signal),
    Promise.all(
      own
        .filter(({ kind }) => kind === 'user')
        .map((distro) => lookIntoDistro(machine, distro, staleSince !== null, signal)),
    ),
    Promise.all(
      own
        .filter(({ kind }) => kind !== 'user')
        .map(async (distro) => ({ distro, reading: await readOwnDisk(machine, distro) })),
    ),
  ]);
  const isKnown = areFoldersKnown(docker.settings);
  const loose = await findLooseDisks(machine, snapshot, dockerDisks, signal);
  if (loose === null || signal.aborted) return null;
  return {
    wsl2: {
      use: uses.wsl2,
      disks: dockerDisks.disks.filter(({ role }) => role === 'data'),
      folder: dockerDisks.folder,
      isFolderKnown: isKnown,
    },
    hyperv: {
      use: uses.hyperv,
      disks: await readAll(machine, hyperV.disks),
      folder: hyperV.folder,
      isFolderKnown: isKnown,
    },
    windows: { use: uses.windows, store: windows },
    holds,
    distros,
    others,
    loose,
    failed: [...dockerDisks.failed, ...hyperV.failed, ...loose.failed],
  };
}

async function lookIntoDistro(
  machine: Machine,
  distro: IntegratedDistro,
  isStale: boolean,
  signal: AbortSignal,
): Promise<DistroStore> {
  const isAsked = distro.state === 'running' && !isStale;
  const [reading, told] = await Promise.all([
    readOwnDisk(machine, distro),
    isAsked ? askForStores(machine, distro, signal) : null,
  ]);
  return { distro, reading, told };
}

async function readOwnDisk(machine: Machine, { disk }: IntegratedDistro): Promise<DiskReading | null> {
  return disk === null ? null : readDisk(machine, disk);
}

function readAll(machine: Machine, paths: readonly string[]): Promise<ReadDisk[]> {
  return Promise.all(paths.map(async (path) => ({ path, reading: await readDisk(machine, path) })));
}

/** Only the engine that is in use has something to tell. */
function countInUse(
  machine: Machine,
  uses: Readonly<Record<DockerStoreKind, StoreUse>>,
  signal: AbortSignal,
): Promise<EngineCounts | null> {
  const options = { timeout: engineTimeout, signal };
  if (uses.windows === 'inUse') return countInEngine(machine, 'windows', options);
  return uses.wsl2 === 'inUse' || uses.hyperv === 'inUse'
    ? countInEngine(machine, 'linux', options)
    : Promise.resolve(null);
}

function usesOf(docker: DockerDesktop): Readonly<Record<DockerStoreKind, StoreUse>> {
  const all = (use: StoreUse): Record<DockerStoreKind, StoreUse> => ({ wsl2: use, hyperv: use, windows: use });
  const { install, mode, backend, running, published } = docker;
  if ('value' in install && install.value === null) return all('notInstalled');
  const os = knownValue(mode);
  // The pipe of the other engine alone: the settings are not those that it runs with.
  const isOther = os !== null && published.length === 1 && published[0] !== os;
  if (os === null || isOther) return all('unknown');
  const chosen = knownValue(running) === true ? 'inUse' : 'chosen';
  if (os === 'windows') return { ...all('other'), windows: chosen };
  const engine = knownValue(backend);
  return engine === null ? { ...all('unknown'), windows: 'other' } : { ...all('other'), [engine]: chosen };
}
