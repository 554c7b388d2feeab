import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { layoutOf } from './layout';
import type { State } from './model';

const staleAfterMilliseconds = 10_000;

/** Blocks this thread: the simulated programs are short and synchronous on purpose. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** The state as last written; never half a file, because writing is a rename. */
export function readState(folder: string): State {
  return JSON.parse(readFileSync(layoutOf(folder).state, 'utf8')) as State;
}

/** Replaces the state without looking at the old one: for the first write only. */
export function writeState(folder: string, state: State): void {
  const { state: file } = layoutOf(folder);
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(state, null, 1));
  renameSync(temporary, file);
}

/** Reads, changes and writes the state under the lock; several processes do so at once. Returns what `change` returns. */
export function changeState<T>(folder: string, change: (state: State) => T): T {
  acquire(folder);
  try {
    const state = readState(folder);
    const before = JSON.stringify(state);
    const result = change(state);
    if (JSON.stringify(state) !== before) writeState(folder, state);
    return result;
  } finally {
    rmSync(layoutOf(folder).lock, { force: true });
  }
}

// The lock is a hard link to a file that already names its owner: nobody ever sees a lock without owner.
function acquire(folder: string): void {
  const { lock } = layoutOf(folder);
  const claim = `${lock}.${process.pid}.${process.hrtime.bigint()}`;
  writeFileSync(claim, `${process.pid} ${processNumbering()}`);
  try {
    for (;;) {
      try {
        linkSync(claim, lock);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (isStale(lock)) rmSync(lock, { force: true });
      else sleep(3);
    }
  } finally {
    rmSync(claim, { force: true });
  }
}

// Clients kill wsl on a timeout, so an owner can be gone without having unlocked.
function isStale(lock: string): boolean {
  try {
    const age = Date.now() - statSync(lock).mtimeMs;
    if (age > staleAfterMilliseconds) return true;
    const [pid, numbering = processNumbering()] = readFileSync(lock, 'utf8').split(' ');
    // Of an owner who counts processes differently only the age tells anything.
    if (numbering === processNumbering()) process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** What the process ids of this process mean: userlands have their own. */
function processNumbering(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
