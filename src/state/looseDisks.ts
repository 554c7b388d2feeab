import { win32 } from 'node:path';
import { unreadFolders, type UnreadFolder } from '../docker/disks';
import { fileIdentity, listDiskFiles } from '../machine/diskFiles';
import type { Machine } from '../machine/machine';
import { isDamagedPath } from '../machine/regQuery';
import { queryRegistry } from '../wsl/registry';
import { ask } from './ask';
import { readDisk, type DiskReading, type DockerDiskReadings } from './disks';
import type { Snapshot } from './snapshot';

/** A disk that nobody is known to use. */
export interface LooseDisk {
  readonly path: string;
  readonly reading: DiskReading;
  /** No distro is registered with it, and it lies in no place in which Docker Desktop has its disks now. */
  readonly isOrphan: boolean;
}

export interface LooseDisks {
  readonly disks: readonly LooseDisk[];
  readonly failed: readonly UnreadFolder[];
}

const registryTimeout = 15_000;
/** A disk that is being imported or moved has a file before it has a registration. */
const restingTime = 60 * 60 * 1000;

/**
 * The disks that nobody is known to use, where those of WSL and of Docker Desktop lie. One is called an orphan only where
 * all registrations are known and none is with that very file, whatever the way to it is called there. Null when cancelled.
 */
export async function findLooseDisks(
  machine: Machine,
  snapshot: Snapshot,
  docker: DockerDiskReadings,
  signal: AbortSignal,
): Promise<LooseDisks | null> {
  const local = (await machine.variables())('LOCALAPPDATA');
  const folder = local === null || isDamagedPath(local) ? null : win32.join(local, 'wsl');
  const listed = folder === null ? null : await listDiskFiles(machine.files, folder);
  const others =
    folder !== null && listed?.kind === 'ok' ? listed.value.ways.map((way) => win32.join(folder, way)) : [];
  // Asked for after the files were listed, so that one that is new has its registration by now.
  const registered = await registeredFiles(machine, snapshot, signal);
  if (signal.aborted) return null;

  const unknown = docker.disks.filter(({ role }) => role === 'unknown').map(({ path }) => path);
  const attached = docker.folder === null ? null : win32.join(docker.folder, 'disk', 'docker_data.vhdx').toLowerCase();
  const judge = async (path: string, isDockers: boolean): Promise<LooseDisk[]> => {
    const whose = registered && (await whoseFile(machine, path, registered));
    if (whose === 'registered') return [];
    const isElsewhere = !isDockers || (attached !== null && path.toLowerCase() !== attached);
    const isOrphan = whose === 'nobody' && isElsewhere;
    // Where WSL keeps its distros a disk is told only where it is certain that it is none of theirs.
    return isOrphan || isDockers ? [{ path, reading: await readDisk(machine, path), isOrphan }] : [];
  };
  const judged = await Promise.all([
    ...unknown.map((path) => judge(path, true)),
    ...others.map((path) => judge(path, false)),
  ]);
  return { disks: judged.flat(), failed: folder !== null && listed ? unreadFolders(folder, listed) : [] };
}

/** The files of all registered distros; null where one of them is not known. */
async function registeredFiles(
  machine: Machine,
  { problems, staleSince }: Snapshot,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  // As somebody else the registrations are those of somebody else.
  if (staleSince !== null || problems.length > 0) return null;
  const registry = await ask(machine, queryRegistry(), registryTimeout, signal);
  if (!registry?.ok || registry.value.broken.length > 0) return null;
  const disks = registry.value.distros.flatMap(({ vhdPath }) => vhdPath ?? []);
  if (disks.some(isDamagedPath)) return null;
  const files = new Set<string>();
  for (const file of await Promise.all(disks.map((path) => fileIdentity(machine.files, path)))) {
    if (file.kind !== 'ok') return null;
    if (file.value !== null) files.add(file.value);
  }
  return files;
}

async function whoseFile(
  machine: Machine,
  path: string,
  registered: ReadonlySet<string>,
): Promise<'registered' | 'nobody' | null> {
  const [file, stamp] = await Promise.all([fileIdentity(machine.files, path), machine.files.stampOf(path)]);
  if (file.kind !== 'ok' || file.value === null) return null;
  if (registered.has(file.value)) return 'registered';
  const isResting =
    stamp.kind === 'ok' && stamp.value !== null && machine.now().getTime() - stamp.value.mtimeMs > restingTime;
  return isResting ? 'nobody' : null;
}
