import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutOf } from './layout';
import { isOwnCall } from './own-calls';
import { sleep } from './store';

/** One process, and no later one that was given its pid. */
export interface ProcessIdentity {
  pid: number;
  /** Start time in ticks from /proc, or null where there is none. */
  started: string | null;
}

/** A process of the simulator that may live long, as noted in `pids/`. */
export interface NotedProcess extends ProcessIdentity {
  /** What it stands for, e.g. "wsl", "wslhost", "linux". */
  role: string;
  distro: string | null;
  /** The process leads a group of its own, which ends with it. */
  leadsGroup: boolean;
  /** Started on the machine's own behalf, for instance by its Docker Desktop. */
  own?: boolean;
}

/** The role of the first process of a userland. */
export const holderRole = 'distro';

/** Notes a process, so that tests and `stop` find it. */
export function noteProcess(folder: string, pid: number, role: string, extra: Partial<NotedProcess> = {}): void {
  const { pids } = layoutOf(folder);
  mkdirSync(pids, { recursive: true });
  const noted: NotedProcess = { ...identify(pid), role, distro: null, leadsGroup: false, own: isOwnCall(), ...extra };
  // Whole or not at all: who ends everything must not pass over a note that is being written.
  const temporary = join(pids, `${pid}.${process.pid}`);
  writeFileSync(temporary, JSON.stringify(noted));
  renameSync(temporary, join(pids, `${pid}.json`));
}

/** The identity of a running process. */
export function identify(pid: number): ProcessIdentity {
  return { pid, started: startTimeOf(pid) };
}

/** Removes the note; false if somebody else (terminate, stop) did so before. */
export function forgetProcess(folder: string, pid: number): boolean {
  try {
    rmSync(join(layoutOf(folder).pids, `${pid}.json`));
    return true;
  } catch {
    return false;
  }
}

/** The noted processes that still run. */
export function runningProcesses(folder: string): NotedProcess[] {
  return notedProcesses(folder).filter(isAlive);
}

/**
 * Ends noted processes for good and removes their notes. All notes go first: one end brings about others, and who sees
 * his note gone knows that he was ended.
 */
export function endProcesses(folder: string, which: (noted: NotedProcess) => boolean): NotedProcess[] {
  const ended = notedProcesses(folder).filter(which);
  for (const noted of ended) forgetProcess(folder, noted.pid);
  for (const noted of ended.filter(isAlive)) {
    try {
      process.kill(noted.leadsGroup ? -noted.pid : noted.pid, 'SIGKILL');
    } catch {
      // It ended by itself between the look and the signal.
    }
  }
  return ended;
}

/** Waits until ended processes are gone, children in a namespace of theirs included. */
export function awaitEnd(ended: readonly ProcessIdentity[]): void {
  while (ended.some(isAlive)) sleep(1);
}

/** Whether this very process still runs (and is no zombie waiting for its parent). */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  if (started !== null) return startTimeOf(pid) === started;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function notedProcesses(folder: string): NotedProcess[] {
  const { pids } = layoutOf(folder);
  const found: NotedProcess[] = [];
  for (const file of listOf(pids).filter((name) => name.endsWith('.json'))) {
    try {
      found.push(JSON.parse(readFileSync(join(pids, file), 'utf8')) as NotedProcess);
    } catch {
      // Removed or not yet whole: it is somebody's in this moment.
    }
  }
  return found;
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function startTimeOf(pid: number): string | null {
  try {
    // The command name in brackets may hold blanks: count the fields behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
