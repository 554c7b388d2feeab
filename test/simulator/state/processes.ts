import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutOf } from './layout';

/** A process of the simulator that may live long, as noted in `pids/`. */
export interface NotedProcess {
  pid: number;
  /** Start time in ticks from /proc, or null where there is none: tells a process from a later one with its pid. */
  started: string | null;
  /** What it stands for, e.g. "wsl", "wslhost", "linux". */
  role: string;
  distro: string | null;
  /** The process leads a group of its own, which ends with it. */
  leadsGroup: boolean;
}

/** Notes a process, so that tests and `stop` find it. */
export function noteProcess(folder: string, pid: number, role: string, extra: Partial<NotedProcess> = {}): void {
  const { pids } = layoutOf(folder);
  mkdirSync(pids, { recursive: true });
  const noted: NotedProcess = { pid, started: startTimeOf(pid), role, distro: null, leadsGroup: false, ...extra };
  writeFileSync(join(pids, `${pid}.json`), JSON.stringify(noted));
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

/** Ends noted processes for good and removes their notes. */
export function endProcesses(folder: string, which: (noted: NotedProcess) => boolean): NotedProcess[] {
  const ended = notedProcesses(folder).filter(which);
  for (const noted of ended) {
    forgetProcess(folder, noted.pid);
    if (!isAlive(noted)) continue;
    try {
      process.kill(noted.leadsGroup ? -noted.pid : noted.pid, 'SIGKILL');
    } catch {
      // It ended by itself between the look and the signal.
    }
  }
  return ended;
}

/** Whether this very process still runs (and is no zombie waiting for its parent). */
export function isAlive(noted: NotedProcess): boolean {
  if (noted.started !== null) return startTimeOf(noted.pid) === noted.started;
  try {
    process.kill(noted.pid, 0);
    return true;
  } catch {
    return false;
  }
}

function notedProcesses(folder: string): NotedProcess[] {
  const { pids } = layoutOf(folder);
  const found: NotedProcess[] = [];
  for (const file of listOf(pids)) {
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
