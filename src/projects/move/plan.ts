import { win32 } from 'node:path';
import { listRunningContainers } from '../../docker/engine';
import type { Machine } from '../../machine/machine';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import { isDrivePath, parseLocation } from '../../text/location';
import type { Distro } from '../../wsl/distro';
import { startTimeout } from '../../wsl/run';
import { lookAtDestination, type Destination } from './destination';
import { wayBelow } from './links';
import { whyBusy, type Place } from './place';
import type { MoveProblem } from './problem';
import { isOnDrive, type MoveRequest } from './request';
import { readMark, stagingPlaces, type StagingMark } from './stagingPlaces';
import { survey, type Survey } from './survey';

/** What a move will do. */
export interface MovePlan {
  readonly request: MoveRequest;
  readonly include: ReadonlySet<string>;
  readonly survey: Survey;
  readonly room: MoveRoom;
  /** An unfinished copy of the same project to the same place. */
  readonly unfinished: StagingMark | null;
  /** Names of containers that run on files of the project; null where the engine did not tell. */
  readonly containers: readonly string[] | null;
  readonly hasGit: boolean;
  /** What marks the copy as ours. */
  readonly mark: StagingMark;
  /** The destination as the distro knows it, by which moves are kept apart. */
  readonly place: Place;
  /** Whether the destination is there, as an empty folder. */
  readonly wasThere: boolean;
}

/** The room for what is to be copied, in bytes; null where it is not known. */
export interface MoveRoom {
  readonly needed: number;
  readonly inDistro: number | null;
  /** On the drive where the disk of the distro lies, which grows. */
  readonly onDrive: { readonly drive: string; readonly free: number } | null;
}

export type PlanEnd =
  | { readonly kind: 'plan'; readonly plan: MovePlan }
  | { readonly kind: 'refused'; readonly problem: MoveProblem | Problem }
  | { readonly kind: 'cancelled' };

const engineTimeout = 5_000;
/** What a small file takes on the disk of the distro. */
const block = 4096;

/** Looks at both ends of a move, and changes nothing. Starts the distro. */
export async function planMove(
  machine: Machine,
  request: MoveRequest,
  include: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<PlanEnd> {
  const { distro, destination, source, tree } = request;
  const looked = await ask(machine, lookAtDestination(distro, destination), startTimeout, signal);
  if (looked === null) return { kind: 'cancelled' };
  if (!looked.ok) return { kind: 'refused', problem: looked.problem };
  const unfinished = looked.value.unfinished === null ? null : readMark(looked.value.unfinished);
  const place = { distro, path: looked.value.real };
  const problem = (await whyBusy(machine, place)) ?? whyRefused(looked.value, request, unfinished);
  if (problem) return { kind: 'refused', problem };
  const [surveyed, containers, onDrive] = await Promise.all([
    survey(machine, tree, { source, below: destination, include }, signal),
    containersOn(machine, request, signal),
    roomOnDrive(machine, distro),
  ]);
  const needed = surveyed.bytes + surveyed.files * (block / 2);
  const room = { needed, inDistro: looked.value.free, onDrive };
  if (signal.aborted) return { kind: 'cancelled' };
  const mark = {
    version: 1,
    source: request.windowsPath,
    destination,
    begun: machine.now().toISOString(),
    include: [...include],
    made: unfinished?.made ?? foldersBetween(looked.value),
  } as const;
  const { hasGit, state } = looked.value;
  const seen = { survey: surveyed, room, unfinished, containers, hasGit };
  return { kind: 'plan', plan: { request, include, mark, place, wasThere: state === 'empty', ...seen } };
}

/** The folders above a destination that are not there, the outermost first. */
function foldersBetween({ above, real }: Pick<Destination, 'above' | 'real'>): string[] {
  const names = real.slice(above.length).split('/').filter(Boolean).slice(0, -1);
  const root = above === '/' ? '' : above;
  return names.map((_, at) => [root, ...names.slice(0, at + 1)].join('/'));
}

function whyRefused(
  looked: Destination,
  { distro, destination, windowsPath, side }: MoveRequest,
  unfinished: StagingMark | null,
): MoveProblem | null {
  const { name } = distro;
  // Links may have led there, whose names say nothing of it.
  if (looked.holds === 'windows' || isOnDrive(looked.above, side))
    return { kind: 'destinationOnDrive', path: looked.above };
  if (looked.state === 'used') return { kind: 'destinationUsed', path: destination };
  if (!looked.isWritable) return { kind: 'destinationReadOnly', path: looked.above };
  if (looked.missing.length > 0) return { kind: 'programsMissing', name, programs: looked.missing };
  if (!looked.isTarUsable) return { kind: 'tarTooSimple', name };
  if (looked.unfinished !== null && unfinished === null) {
    return { kind: 'stagingTaken', path: stagingPlaces(destination).staging };
  }
  return unfinished && unfinished.source.toLowerCase() !== windowsPath.toLowerCase()
    ? { kind: 'otherUnfinished', path: destination, source: unfinished.source }
    : null;
}

/** Whether what is needed is more than there is, as far as that is known. */
export function isRoomShort({ needed, inDistro, onDrive }: MoveRoom): boolean {
  return (inDistro !== null && inDistro < needed) || (onDrive !== null && onDrive.free < needed);
}

async function roomOnDrive({ files }: Machine, { disk }: Distro): Promise<MoveRoom['onDrive']> {
  if (disk === null || !isDrivePath(disk)) return null;
  const { root } = win32.parse(disk);
  const free = await files.freeSpaceAt(root);
  return free.kind === 'ok' ? { drive: root.slice(0, 2).toUpperCase(), free: free.value } : null;
}

async function containersOn(
  machine: Machine,
  { windowsPath, pathInDistro }: MoveRequest,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const running = await listRunningContainers(machine, { timeout: engineTimeout, signal });
  const places = [windowsPath, ...(pathInDistro === null ? [] : [pathInDistro])].map((path) => parseLocation(path));
  const isOfProject = (folder: string): boolean => {
    const place = parseLocation(folder);
    return place !== null && places.some((each) => each !== null && wayBelow(each, place) !== null);
  };
  return running?.filter(({ folders }) => folders.some(isOfProject)).map(({ name }) => name) ?? null;
}
