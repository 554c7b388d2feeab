import { join } from 'node:path';
import { isAlive } from '../../machine/lockFile';
import type { Machine } from '../../machine/machine';
import { deleteOwnFolder, makeFolder } from '../../machine/ownFiles';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import { locationPath } from '../../text/location';
import { listDistros } from '../../wsl/list';
import { abandoned, baseName, prepareBases, removeBases } from './bases';
import type { Clock } from './clock';
import { seekEvent, type EventSeen } from './events';
import { lookAround, type Ground, type Look } from './look';
import type { MeasureProblem } from './problem';
import type { MeasureRequest, Refusal } from './request';
import { runRounds, type RoundsProgress } from './rounds';
import { sides, type Bases, type Sample, type Side } from './work';

/** What was found. Milliseconds of one pass in every round, in the same order on both sides. */
export interface Measured {
  readonly at: Date;
  readonly clock: Clock;
  readonly drive: Ground;
  readonly linux: Ground;
  readonly hasGit: boolean;
  readonly samples: Readonly<Record<Side, readonly Sample[]>>;
  readonly events: Readonly<Record<Side, EventSeen>>;
}

export type MeasureProgress = RoundsProgress | { readonly phase: 'looking' | 'events' | 'cleaning' };

/** How it ended. `left` names folders that could not be taken away again. */
export type MeasureEnd =
  | { readonly kind: 'measured'; readonly value: Measured; readonly left: readonly string[] }
  | { readonly kind: 'cancelled'; readonly left: readonly string[] }
  /** `isBegun`: something had been written. */
  | {
      readonly kind: 'failed';
      readonly problem: MeasureProblem | Problem;
      readonly isBegun: boolean;
      readonly left: readonly string[];
    };

/** Never more than a quarter of that is there at a time. */
const neededRoom = 256 * 1024 * 1024;
const lookTimeout = 90_000;
const shortTimeout = 70_000;

/**
 * Measures a folder of a drive against the home of a distro, both as that distro sees them. All it writes is in a folder of its
 * own on each side, and is taken away again, however this ends.
 */
export async function runMeasure(
  machine: Machine,
  request: MeasureRequest,
  signal: AbortSignal,
  onProgress: (progress: MeasureProgress) => void,
): Promise<MeasureEnd> {
  onProgress({ phase: 'looking' });
  const looked = await look(machine, request, signal);
  if (looked === null) return { kind: 'cancelled', left: [] };
  if (!looked.ok) return { kind: 'failed', problem: looked.problem, isBegun: false, left: [] };
  const { drive, linux, clock } = looked.value;
  const name = baseName(machine);
  const bases: Bases = { drive: `${drive.path}/${name}`, linux: `${linux.path}/${name}` };
  const base = join(request.folder, name);
  const made = await makeFolder(machine.files, base);
  if (made.kind !== 'ok') {
    const reason = made.kind === 'failed' ? made.reason : made.distro;
    const problem = { kind: 'folderReadOnly', path: request.windowsPath, reason } as const;
    return { kind: 'failed', problem, isBegun: false, left: [] };
  }
  let end: Awaited<ReturnType<typeof work>>;
  let left: readonly string[];
  try {
    end = await work(machine, request, { bases, base, clock, look: looked.value }, signal, onProgress);
  } finally {
    onProgress({ phase: 'cleaning' });
    left = await cleanUp(machine, request, bases, base);
  }
  if (end === null) return { kind: 'cancelled', left };
  if (!end.ok) return { kind: 'failed', problem: end.problem, isBegun: true, left };
  return {
    kind: 'measured',
    value: { at: machine.now(), clock, drive, linux, hasGit: looked.value.programs.has('git'), ...end.value },
    left,
  };
}

/** A look that allows to go on. */
type GoodLook = Look & { readonly drive: Ground; readonly linux: Ground; readonly clock: Clock };

async function look(
  machine: Machine,
  { distro, pathInDistro, windowsPath }: MeasureRequest,
  signal: AbortSignal,
): Promise<{ readonly ok: true; readonly value: GoodLook } | Refusal | null> {
  const command = lookAround(distro, pathInDistro);
  if ('kind' in command) return { ok: false, problem: command };
  const asked = await ask(machine, command, lookTimeout, signal);
  if (!asked?.ok) return asked;
  const { drive, linux, clock, leftovers } = asked.value;
  const { name } = distro;
  const refuse = (problem: MeasureProblem): Refusal => ({ ok: false, problem });
  // What lies in the distro's own files would be compared with itself. What nobody knows may be a drive.
  if (!drive || drive.holds === 'linux') return refuse({ kind: 'folderNotMounted', path: windowsPath, name });
  if (!drive.isWritable) return refuse({ kind: 'folderReadOnly', path: windowsPath, reason: '' });
  if (linux?.holds !== 'linux' || linux.fileSystem === 'tmpfs' || !linux.isWritable) {
    return refuse({ kind: 'homeUnclear', path: linux?.path ?? '~', name });
  }
  if (clock === null) return refuse({ kind: 'noClock', name });
  const short = [drive, linux].find(({ free }) => free !== null && free < neededRoom);
  if (short) return refuse({ kind: 'noRoom', path: short.path });
  // It runs now, whoever started it.
  machine.gate.setRunning([name]);
  const gone = abandoned(leftovers, machine, isAlive);
  const removal = gone.length > 0 ? removeBases(distro, gone) : null;
  if (removal && !('kind' in removal)) await ask(machine, removal, shortTimeout, signal);
  return { ok: true, value: { ...asked.value, drive, linux, clock } };
}

interface Job {
  readonly bases: Bases;
  /** The folder on the drive as this process opens it. */
  readonly base: string;
  readonly clock: Clock;
  readonly look: Look;
}

async function work(
  machine: Machine,
  request: MeasureRequest,
  { bases, base, clock, look: { programs } }: Job,
  signal: AbortSignal,
  onProgress: (progress: MeasureProgress) => void,
): Promise<{ readonly ok: true; readonly value: Pick<Measured, 'samples' | 'events'> } | Refusal | null> {
  const { distro, windowsPath } = request;
  const preparing = prepareBases(distro, bases);
  if ('kind' in preparing) return { ok: false, problem: preparing };
  const prepared = await ask(machine, preparing, shortTimeout, signal);
  if (!prepared?.ok) return prepared;
  if (prepared.value === 'notSeen') {
    return { ok: false, problem: { kind: 'folderNotMounted', path: windowsPath, name: distro.name } };
  }
  const samples = await runRounds(machine, distro, { bases, clock }, signal, onProgress);
  if (!samples?.ok) return samples;
  onProgress({ phase: 'events' });
  const events: Record<Side, EventSeen> = { drive: { unknown: 'noInotifywait' }, linux: { unknown: 'noInotifywait' } };
  const linuxBase = locationPath({ kind: 'unc', distro: distro.name, path: bases.linux });
  for (const side of sides) {
    if (machine.platform !== 'windows') {
      events[side] = { unknown: 'fromInside' };
      continue;
    }
    if (!programs.has('inotifywait') || linuxBase === null) continue;
    const own = side === 'drive' ? base : machine.realPath(linuxBase);
    const seen = await seekEvent(machine, distro, { bases, side, base: own }, signal);
    if (seen === null) return null;
    if (!seen.ok) return seen;
    events[side] = seen.value;
  }
  return { ok: true, value: { samples: samples.value, events } };
}

/**
 * Takes away what was made, on the drive by Windows too; gives what is still there. A distro that somebody has stopped is not
 * started for that: what is left in it goes with the next measurement. So nobody can break this off.
 */
async function cleanUp(
  machine: Machine,
  { distro }: MeasureRequest,
  bases: Bases,
  base: string,
): Promise<readonly string[]> {
  const left: string[] = [];
  const list = await ask(machine, listDistros(), shortTimeout);
  const runs =
    list?.ok === true && list.value.distros.some(({ name, state }) => name === distro.name && state === 'running');
  const command = removeBases(distro, [bases.drive, bases.linux]);
  const removed = runs && !('kind' in command) ? await ask(machine, command, shortTimeout) : null;
  if (removed?.ok !== true) left.push(`${distro.name}:${bases.linux}`);
  const deleted = await deleteOwnFolder(machine.files, base);
  return deleted.kind === 'ok' ? left : [...left, base];
}
