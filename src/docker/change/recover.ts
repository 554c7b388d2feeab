import type { Machine } from '../../machine/machine';
import { digestOf } from '../../machine/ownFiles';
import { message, type Message } from '../../text/message';
import { isDesktopThere } from '../processes';
import { deleteLeftovers } from './backup';
import { endDesktop, type EndPatience } from './ending';
import { lockChanges, readJournal, removeJournal, type ChangeJournal } from './journal';
import { restoreSettings } from './restore';

/** A change that a crash broke off, and how things stand now. */
export interface InterruptedChange {
  readonly journal: ChangeJournal;
  /** The settings as they are now: those of before, those of after, others that Docker Desktop wrote since, or none. */
  readonly settings: 'old' | 'new' | 'other' | 'unknown';
  /** Null where that cannot be told. */
  readonly dockerRuns: boolean | null;
}

/** Looks for a change that was broken off; null where there is none, also while one goes on. Changes nothing. */
export async function findInterrupted(machine: Machine): Promise<InterruptedChange | null> {
  if (machine.platform !== 'windows' || !(await readJournal(machine))) return null;
  const locked = await lockChanges(machine);
  if (locked.kind !== 'locked') return null;
  try {
    // It may have come to its end meanwhile.
    const journal = await readJournal(machine);
    return journal && (await describe(machine, journal));
  } finally {
    await locked.lock.release();
  }
}

async function describe(machine: Machine, journal: ChangeJournal): Promise<InterruptedChange> {
  const [now, dockerRuns] = await Promise.all([digestOf(machine.files, journal.file), isDesktopThere(machine)]);
  return { journal, settings: stateOf(now.kind === 'ok' ? now.value : null, journal), dockerRuns };
}

function stateOf(now: string | null, { before, after }: ChangeJournal): InterruptedChange['settings'] {
  // Before the first copy was made nothing of ours was written.
  if (before === null) return 'old';
  if (now === null) return 'unknown';
  if (now === before) return 'old';
  return now === after ? 'new' : 'other';
}

export interface RecoverOptions {
  readonly patience: EndPatience;
  readonly onNeedsUser: () => void;
}

/** How clearing up ended: `hindrance` is what kept the old settings from being put back, and the journal stays. */
export type RecoverEnd =
  { readonly kind: 'cleared' | 'gone' | 'busy' } | { readonly kind: 'hindered'; readonly hindrance: Message };

/**
 * Clears up behind a change that was broken off: puts the old settings back or keeps those that are there, starts Docker
 * Desktop where it ran before, and forgets the change.
 */
export async function recoverChange(
  machine: Machine,
  how: 'restore' | 'keep',
  { patience, onNeedsUser }: RecoverOptions,
): Promise<RecoverEnd> {
  const locked = await lockChanges(machine);
  if (locked.kind !== 'locked') return { kind: 'busy' };
  try {
    const journal = await readJournal(machine);
    if (!journal) return { kind: 'gone' };
    if (how === 'restore' && journal.before !== null) {
      const signal = new AbortController().signal;
      const stop = async (): Promise<boolean> =>
        (await endDesktop(machine, { signal, onNeedsUser, patience })) === 'stopped';
      const hindrance = await restoreSettings(machine, journal, stop);
      if (hindrance) return { kind: 'hindered', hindrance };
    }
    await deleteLeftovers(machine, journal.file);
    if (journal.wasRunning && (await isDesktopThere(machine)) === false) {
      const failure = await machine.launch('dockerDesktop', []);
      if (failure) return { kind: 'hindered', hindrance: message('Docker Desktop could not be started again.') };
    }
    await removeJournal(machine, locked.folder);
    return { kind: 'cleared' };
  } finally {
    await locked.lock.release();
  }
}
