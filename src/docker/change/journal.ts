import { win32 } from 'node:path';
import { acquireLock, type HeldLock } from '../../machine/lockFile';
import type { Machine } from '../../machine/machine';
import { deleteOwnFile, writeOwnText } from '../../machine/ownFiles';
import { sharedFolder } from '../../machine/sharedFolder';

/** The steps of a change, in their order; `restoring` puts the old settings back. */
export const changeSteps = ['stopping', 'backingUp', 'writing', 'starting', 'verifying', 'restoring'] as const;
export type ChangeStep = (typeof changeSteps)[number];

/** A container that ran before the change. */
export interface RecordedContainer {
  readonly id: string;
  readonly name: string;
}

/** What is noted before each step of a change, so that whoever comes after a crash knows what was going on. */
export interface ChangeJournal {
  readonly version: 1;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The step that was about to be taken, or was being taken. */
  readonly step: ChangeStep;
  readonly distros: readonly { readonly name: string; readonly on: boolean }[];
  /** Whether Docker Desktop ran before, so that it is to run again. */
  readonly wasRunning: boolean;
  readonly containers: readonly RecordedContainer[];
  /** The settings file and its backup, as Windows writes their paths; the backup is whole from `writing` on. */
  readonly file: string;
  readonly backup: string | null;
  /** SHA-256 of the settings before and after; null as long as they are not known. */
  readonly before: string | null;
  readonly after: string | null;
}

const journalLimit = 1024 * 1024;
/** Somebody may only be looking whether a change was broken off. */
const waitAtMost = 2_000;
/** Longer than a change can take: Docker Desktop has ten minutes to start, twice. A holder that is gone is told by its number. */
const staleAfter = 2 * 60 * 60 * 1000;
/** A clock that was set forward, or a computer that slept in the middle, makes a lock look old that somebody holds. */
const renewEvery = 30_000;

const journalIn = (folder: string): string => win32.join(folder, 'integration-change.json');

/** How changes are kept apart: at most one at a time over all windows and command lines of this user. */
export type LockedChanges =
  | { readonly kind: 'locked'; readonly lock: HeldLock; readonly folder: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'noFolder'; readonly reason: string };

export async function lockChanges(machine: Machine): Promise<LockedChanges> {
  const folder = await sharedFolder(machine);
  if (folder === null) return { kind: 'noFolder', reason: 'LOCALAPPDATA is not known.' };
  const locked = await machine.files.touch(folder, {}, (real) =>
    acquireLock(`${real}/integration-change.lock`, { waitAtMost, staleAfter, renewEvery }),
  );
  if (locked.kind !== 'ok') return { kind: 'noFolder', reason: locked.kind === 'failed' ? locked.reason : folder };
  return locked.value ? { kind: 'locked', lock: locked.value, folder } : { kind: 'busy' };
}

/** The journal of a change that goes on, or that was broken off; null where there is none, or none that can be read. */
export async function readJournal(machine: Machine): Promise<ChangeJournal | null> {
  const folder = await sharedFolder(machine);
  if (folder === null) return null;
  const read = await machine.files.readSteady(journalIn(folder), journalLimit);
  if (read.kind !== 'ok') return null;
  try {
    const content: unknown = JSON.parse(read.value);
    return isJournal(content) ? content : null;
  } catch {
    return null;
  }
}

function isJournal(content: unknown): content is ChangeJournal {
  if (typeof content !== 'object' || content === null) return false;
  const { version, step, file, distros, containers } = content as Partial<ChangeJournal>;
  return (
    version === 1 &&
    changeSteps.some((each) => each === step) &&
    typeof file === 'string' &&
    Array.isArray(distros) &&
    Array.isArray(containers)
  );
}

/** Notes what comes next; null, or why it could not be noted. */
export async function writeJournal(machine: Machine, folder: string, journal: ChangeJournal): Promise<string | null> {
  const written = await writeOwnText(machine.files, journalIn(folder), JSON.stringify(journal, null, 2));
  if (written.kind === 'ok') return null;
  return written.kind === 'failed' ? written.reason : written.distro;
}

export async function removeJournal(machine: Machine, folder: string): Promise<void> {
  await deleteOwnFile(machine.files, journalIn(folder));
}
