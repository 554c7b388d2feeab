import type { FileStamp } from '../machine/files';
import type { Distro } from '../wsl/distro';
import type { Snapshot } from './snapshot';

/** What was noted of .wslconfig and of the virtual machine that reads it at its start. Survives JSON. */
export interface ConfigRecord {
  /** When somebody looked last, ISO 8601. */
  readonly at: string;
  /** The file as it was then; null where there was none. */
  readonly stamp: FileStamp | null;
  /** Whether the virtual machine ran then. */
  readonly ran: boolean;
  readonly pending: PendingConfig | null;
}

/** A change of .wslconfig after which the virtual machine has not been seen off. */
export interface PendingConfig {
  /** When the file was changed, ISO 8601. */
  readonly since: string;
  /**
   * Whether it is certain that the virtual machine has not begun anew: this product made the change, and has looked at it ever
   * since. After a change by others it may have been shut down and started again between two looks.
   */
  readonly isSure: boolean;
}

/** What a look found. `runs` is null where the states of the distros are not known. */
export interface ConfigLook {
  readonly at: string;
  readonly stamp: FileStamp | null;
  readonly runs: boolean | null;
}

/** After so many milliseconds without a look nobody can be sure any more that WSL was not shut down and started again. */
const gap = 5 * 60_000;

/** What is known after a look; null as long as nothing is. */
export function recordAfter(before: ConfigRecord | null, look: ConfigLook): ConfigRecord | null {
  const { at, stamp, runs } = look;
  // What was noted stands until something is seen.
  if (runs === null) return before;
  if (!runs) return { at, stamp, ran: false, pending: null };
  return { at, stamp, ran: true, pending: before && pendingAfter(before, look) };
}

function pendingAfter(before: ConfigRecord, { at, stamp }: ConfigLook): PendingConfig | null {
  // Changed between a look at which it was off and one at which it runs: which came first nobody knows.
  if (isSame(before.stamp, stamp) || !before.ran) {
    const hasLooked = Date.parse(at) - Date.parse(before.at) <= gap;
    return before.pending && { ...before.pending, isSure: before.pending.isSure && hasLooked };
  }
  const since = stamp === null ? at : new Date(stamp.mtimeMs).toISOString();
  return { since, isSure: false };
}

/** What is known once this product has changed the file. */
export function recordAfterWriting({ at, stamp, runs }: ConfigLook): ConfigRecord {
  const pending: PendingConfig = { since: at, isSure: runs === true };
  return { at, stamp, ran: runs !== false, pending: runs === false ? null : pending };
}

function isSame(left: FileStamp | null, right: FileStamp | null): boolean {
  return left?.size === right?.size && left?.mtimeMs === right?.mtimeMs;
}

/** The distros of a snapshot. */
type SeenDistros = Pick<Snapshot, 'listed' | 'staleSince'> & {
  readonly distros: readonly Pick<Distro, 'state' | 'wslVersion'>[];
};

/**
 * Whether the virtual machine runs, as far as the list of distros tells: it does while a WSL 2 distro does. Null where there is no
 * list, where the states are old or unknown, and where a distro is converted or exported, which may need it.
 */
export function isVmSeenRunning({ distros, listed, staleSince }: SeenDistros): boolean | null {
  if (!listed || staleSince !== null) return null;
  const states = distros.filter(({ wslVersion }) => wslVersion === 2).map(({ state }) => state);
  if (states.includes('running')) return true;
  return states.every((state) => state === 'stopped') ? false : null;
}
