import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../../machine/lockFile';
import type { Machine } from '../../machine/machine';
import { deleteOwnFolder, makeFolder } from '../../machine/ownFiles';
import { Stopwatch } from '../../machine/stopwatch';
import type { Problem } from '../../state/problem';
import { locationPath } from '../../text/location';
import { listDistros, type DistroList } from '../../wsl/list';
import { abandoned, baseName, prepareBases, removeBases } from './bases';
import { Budget } from './budget';
import type { Clock } from './clock';
import { seekContainerEvents } from './containers';
import { seekEvent, type EventSeen, type NoEvent } from './events';
import { lookAround, type Ground, type Look } from './look';
import { isOverTime, isUnexplained, problemInside, type MeasureProblem } from './problem';
import type { MeasureRequest, Refusal } from './request';
import { runRounds, type RoundsProgress } from './rounds';
import { askWithin } from './within';
import { measureInContainers } from './volume';
import { sides, type Bases, type Round, type Side } from './work';

/** What was found. Milliseconds of one pass in every round. */
export interface Measured {
  readonly at: Date;
  readonly clock: Clock;
  readonly drive: Ground;
  readonly linux: Ground;
  readonly hasGit: boolean;
  readonly rounds: readonly Round[];
  readonly events: Readonly<Record<Side, EventSeen>>;
  /** The same in a container. */
  readonly containerEvents: Readonly<Record<Side, EventSeen>>;
}

export type MeasureProgress = RoundsProgress | { readonly phase: 'looking' | 'events' | 'containers' | 'cleaning' };

/** How it ended. `left` names what could not be taken away again. */
export type MeasureEnd<T = Measured> =
  | { readonly kind: 'measured'; readonly value: T; readonly left: readonly string[] }
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
/** What a list of distros, or making a folder, takes at most. In seconds. */
const short = 10;
/** For how long, and how often, a distro is looked at of which something may have been ended by whoever stops it. In milliseconds. */
const settling = 4_000;
const lookEvery = 500;

/** What was found in containers. Milliseconds of one pass in every round. */
export interface MeasuredVolume {
  readonly at: Date;
  /** The drive as the distro sees it. */
  readonly drive: Ground;
  /** The Linux side of each is a volume. */
  readonly rounds: readonly Round[];
}

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
  return measureIn(machine, request, signal, onProgress, async (job) => {
    const found = await work(machine, request, job, signal, onProgress);
    if (!found?.ok) return found;
    const {
      clock,
      look: { drive, linux, programs },
    } = job;
    return { ok: true, value: { at: machine.now(), clock, drive, linux, hasGit: programs.has('git'), ...found.value } };
  });
}

/** Measures a folder of a drive against a volume of Docker's, both as a container sees them that is made for it. */
export async function runVolumeMeasure(
  machine: Machine,
  request: MeasureRequest,
  signal: AbortSignal,
  onProgress: (progress: MeasureProgress) => void,
): Promise<MeasureEnd<MeasuredVolume>> {
  return measureIn(machine, request, signal, onProgress, async (job) => {
    const prepared = await prepare(machine, request, job, signal);
    if (!prepared?.ok) return prepared;
    const {
      bases,
      clock,
      budget,
      left,
      look: { drive },
    } = job;
    const found = await measureInContainers(
      machine,
      request.distro,
      { bases, clock, budget, left },
      signal,
      onProgress,
    );
    return found?.ok ? { ok: true, value: { at: machine.now(), drive, rounds: found.value.rounds } } : found;
  });
}

type Answered<T> = { readonly ok: true; readonly value: T } | Refusal | null;

/** Looks at both sides, has a folder on each, and takes both away again, whatever was done in them. */
async function measureIn<T>(
  machine: Machine,
  request: MeasureRequest,
  signal: AbortSignal,
  onProgress: (progress: MeasureProgress) => void,
  measure: (job: Work) => Promise<Answered<T>>,
): Promise<MeasureEnd<T>> {
  const budget = new Budget();
  onProgress({ phase: 'looking' });
  const looked = await look(machine, request, budget, signal);
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
  const left: string[] = [];
  let end: Answered<T> = null;
  let cleared: Cleared;
  try {
    end = await measure({ bases, base, clock, look: looked.value, budget, left });
  } finally {
    onProgress({ phase: 'cleaning' });
    if (end?.ok === false && isUnexplained(end.problem)) await untilStopped(machine, request.distro.name);
    cleared = await cleanUp(machine, request, { bases, base, budget });
  }
  left.push(...cleared.left);
  if (end === null) return { kind: 'cancelled', left };
  if (!end.ok) {
    const problem: MeasureProblem | Problem =
      cleared.isStopped && isUnexplained(end.problem)
        ? { kind: 'distroEnded', name: request.distro.name }
        : end.problem;
    return { kind: 'failed', problem, isBegun: true, left };
  }
  return { kind: 'measured', value: end.value, left };
}

/** A look that allows to go on. */
type GoodLook = Look & { readonly drive: Ground; readonly linux: Ground; readonly clock: Clock };

async function look(
  machine: Machine,
  { distro, pathInDistro, windowsPath, mayStart }: MeasureRequest,
  budget: Budget,
  signal: AbortSignal,
): Promise<Answered<GoodLook>> {
  const { name } = distro;
  const refuse = (problem: MeasureProblem): Refusal => ({ ok: false, problem });
  // It may have ended by itself since somebody was asked.
  if (!mayStart) {
    const list = await askWithin(machine, listDistros(), short, signal);
    if (!list?.ok) return list;
    if (!isRunning(list.value, name)) return refuse({ kind: 'notRunning', name });
  }
  const asked = await askWithin(machine, lookAround(distro, pathInDistro), budget.left('looking'), signal);
  if (!asked?.ok) return asked;
  const { drive, linux, clock, leftovers } = asked.value;
  // What lies in the distro's own files would be compared with itself. What nobody knows may be a drive.
  if (!drive || drive.holds === 'linux') return refuse({ kind: 'folderNotMounted', path: windowsPath, name });
  if (!drive.isWritable) return refuse({ kind: 'folderReadOnly', path: windowsPath, reason: '' });
  if (linux?.holds !== 'linux' || linux.fileSystem === 'tmpfs' || !linux.isWritable) {
    return refuse({ kind: 'homeUnclear', path: linux?.path ?? '~', name });
  }
  if (clock === null) return refuse({ kind: 'noClock', name });
  const full = [drive, linux].find(({ free }) => free !== null && free < neededRoom);
  if (full) return refuse({ kind: 'noRoom', path: full.path });
  // It runs now, whoever started it, and so do others.
  machine.gate.addRunning(name);
  const gone = abandoned(leftovers, machine, isAlive);
  if (gone.length > 0) await askWithin(machine, removeBases(distro, gone), budget.left('looking') + short, signal);
  return { ok: true, value: { ...asked.value, drive, linux, clock } };
}

function isRunning({ distros }: DistroList, distro: string): boolean {
  return distros.some(({ name, state }) => name === distro && state === 'running');
}

interface Job {
  readonly bases: Bases;
  /** The folder on the drive as this process opens it. */
  readonly base: string;
  readonly budget: Budget;
}

interface Work extends Job {
  readonly clock: Clock;
  readonly look: GoodLook;
  /** What could not be taken away again is put here. */
  readonly left: string[];
}

async function prepare(
  machine: Machine,
  { distro, windowsPath }: MeasureRequest,
  { bases }: Job,
  signal: AbortSignal,
): Promise<Answered<'ready'>> {
  const prepared = await askWithin(machine, prepareBases(distro, bases), short, signal);
  if (!prepared?.ok) return prepared;
  return prepared.value === 'ready'
    ? { ok: true, value: prepared.value }
    : { ok: false, problem: { kind: 'folderNotMounted', path: windowsPath, name: distro.name } };
}

async function work(
  machine: Machine,
  request: MeasureRequest,
  job: Work,
  signal: AbortSignal,
  onProgress: (progress: MeasureProgress) => void,
): Promise<Answered<Pick<Measured, 'rounds' | 'events' | 'containerEvents'>>> {
  const { distro } = request;
  const {
    bases,
    base,
    clock,
    look: { programs },
    budget,
    left,
  } = job;
  const prepared = await prepare(machine, request, job, signal);
  if (!prepared?.ok) return prepared;
  const measured = await runRounds(machine, distro, { bases, clock, budget }, signal, onProgress);
  if (!measured?.ok) return measured;
  const { rounds, isBrokenOff } = measured.value;
  const linuxBase = locationPath({ kind: 'unc', distro: distro.name, path: bases.linux });
  const silent = ((): NoEvent | null => {
    if (machine.platform !== 'windows') return 'fromInside';
    if (!programs.has('inotifywait')) return 'noInotifywait';
    return isBrokenOff ? 'noTime' : null;
  })();
  if (silent !== null || linuxBase === null) {
    const unknown = bothSides({ unknown: silent ?? 'notSeen' });
    return { ok: true, value: { rounds, events: unknown, containerEvents: unknown } };
  }
  onProgress({ phase: 'events' });
  const own: Record<Side, string> = { drive: base, linux: machine.realPath(linuxBase) };
  const events = bothSides({ unknown: 'noTime' });
  for (const [at, side] of sides.entries()) {
    const seconds = budget.left('events') / (sides.length - at);
    const seen = await seekEvent(machine, distro, { bases, side, base: own[side], left: seconds }, signal);
    if (seen === null) return null;
    if (!seen.ok && !isOverTime(seen.problem)) return { ok: false, problem: problemInside(seen.problem, bases) };
    // Its script has taken both folders away.
    if (!seen.ok) return { ok: true, value: { rounds, events, containerEvents: bothSides({ unknown: 'noTime' }) } };
    events[side] = seen.value;
  }
  onProgress({ phase: 'containers' });
  const inContainers = await seekContainerEvents(
    machine,
    distro,
    { bases, own, left: budget.left('containers') },
    signal,
  );
  left.push(...inContainers.left);
  if (inContainers.events === null) return null;
  return { ok: true, value: { rounds, events, containerEvents: inContainers.events } };
}

function bothSides(event: EventSeen): Record<Side, EventSeen> {
  return { drive: event, linux: event };
}

/**
 * Waits until a distro that somebody is stopping is seen stopped: what runs in it ends first, and whoever asks it for something
 * meanwhile starts it again. One that runs on is waited for in vain, and not for long.
 */
async function untilStopped(machine: Machine, name: string): Promise<void> {
  const watch = new Stopwatch();
  do {
    await wait(lookEvery);
    const list = await askWithin(machine, listDistros(), short);
    if (list?.ok === true && !isRunning(list.value, name)) return;
  } while (watch.lap() < settling);
}

interface Cleared {
  /** What is still there. */
  readonly left: readonly string[];
  /** Whether the distro does not run any more. */
  readonly isStopped: boolean;
}

/**
 * Takes away what was made, on the drive by Windows too. A distro that somebody has stopped is not started for that: what is
 * left in it goes with the next measurement. So nobody can break this off.
 */
async function cleanUp(machine: Machine, { distro }: MeasureRequest, { bases, base, budget }: Job): Promise<Cleared> {
  const left: string[] = [];
  const list = await askWithin(machine, listDistros(), short);
  const runs = list?.ok === true && isRunning(list.value, distro.name);
  const removal = removeBases(distro, [bases.drive, bases.linux]);
  const removed = runs ? await askWithin(machine, removal, Math.max(short, budget.left('cleaning'))) : null;
  if (removed?.ok !== true) left.push(`${distro.name}:${bases.linux}`);
  const deleted = await deleteOwnFolder(machine.files, base);
  if (deleted.kind !== 'ok') left.push(base);
  return { left, isStopped: list?.ok === true && !runs };
}
