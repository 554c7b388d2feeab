import { findDockerDisks, type DockerDisk, type DockerDisks } from '../docker/disks';
import type { DiskUse, FileResult, Files } from '../machine/files';
import type { Machine } from '../machine/machine';
import { queryFileSystemUse, type FileSystemUse } from '../wsl/fileSystemUse';
import { ask } from './ask';
import type { Problem } from './problem';
import type { IntegratedDistro, Snapshot } from './snapshot';

/** What was read of a disk's file. */
export interface DiskReading {
  readonly use: FileResult<DiskUse>;
  /** Bytes that are free on the drive it lies on. */
  readonly free: FileResult<number>;
}

/** What tells the sizes of disks. */
export interface DiskFiles {
  readonly files: Pick<Files, 'diskUseOf' | 'freeSpaceAt'>;
}

/** Reads how much of its drive a disk takes, and what is left there. Nothing inside a distro is touched. */
export async function readDisk({ files }: DiskFiles, path: string): Promise<DiskReading> {
  const [use, free] = await Promise.all([files.diskUseOf(path), files.freeSpaceAt(path)]);
  return { use, free };
}

/** A disk of a distro, with how full it is inside where the distro was asked; null where it was not. */
export interface DistroDisk {
  readonly distro: IntegratedDistro;
  readonly reading: DiskReading | null;
  readonly inside: FileSystemUse | Problem | null;
}

export interface DockerDiskReadings extends Omit<DockerDisks, 'disks'> {
  readonly disks: readonly (DockerDisk & { readonly reading: DiskReading })[];
}

/** Every disk of WSL 2 on this machine that is registered, or lies in a folder of Docker Desktop. */
export interface Disks {
  readonly distros: readonly DistroDisk[];
  readonly docker: DockerDiskReadings;
}

const insideTimeout = 30_000;

/** Looks for Docker Desktop's disks and reads each. */
export async function readDockerDisks(machine: Machine, snapshot: Snapshot): Promise<DockerDiskReadings> {
  const { settings } = snapshot.docker;
  const { disks, ...rest } = await findDockerDisks(machine, { settings, distros: snapshot.distros });
  const read = disks.map(async (disk) => ({ ...disk, reading: await readDisk(machine, disk.path) }));
  return { disks: await Promise.all(read), ...rest };
}

/**
 * Reads all disks, and asks the user's own distros that run how full they are. Only because somebody asked for it: what is
 * stopped stays so, and nothing is run in the distros of others. Null when cancelled.
 */
export async function readDisks(machine: Machine, snapshot: Snapshot, signal: AbortSignal): Promise<Disks | null> {
  const distros = snapshot.distros.filter(({ wslVersion, kind }) => wslVersion === 2 && kind !== 'docker');
  const [docker, ...read] = await Promise.all([
    readDockerDisks(machine, snapshot),
    ...distros.map((distro) => readDistroDisk(machine, distro, snapshot.staleSince !== null, signal)),
  ]);
  return signal.aborted ? null : { docker, distros: read };
}

async function readDistroDisk(
  machine: Machine,
  distro: IntegratedDistro,
  isStale: boolean,
  signal: AbortSignal,
): Promise<DistroDisk> {
  const isAsked = distro.kind === 'user' && distro.state === 'running' && !isStale;
  const [reading, inside] = await Promise.all([
    distro.disk === null ? null : readDisk(machine, distro.disk),
    isAsked ? askInside(machine, distro, signal) : null,
  ]);
  return { distro, reading, inside };
}

async function askInside(
  machine: Machine,
  distro: IntegratedDistro,
  signal: AbortSignal,
): Promise<FileSystemUse | Problem | null> {
  const answer = await ask(machine, queryFileSystemUse(distro), insideTimeout, signal);
  return answer && (answer.ok ? answer.value : answer.problem);
}
