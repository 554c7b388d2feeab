import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../machine/machine';
import { Stopwatch } from '../../machine/stopwatch';
import { copyWhole, digestOf, sha256 } from '../../machine/ownFiles';
import { replaceFile } from '../../machine/replaceFile';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { listRunningContainers } from '../engine';
import { startPatience, stopPatience, waitForEngine, type Patience } from '../lifecycle';
import { isDesktopThere } from '../processes';
import { findWaitingFacts, describeWaiting } from '../waiting';
import { endDesktop, type EndPatience } from './ending';
import { backupPath, deleteLeftovers, deleteOldBackups } from './backup';
import {
  lockChanges,
  readJournal,
  removeJournal,
  writeJournal,
  type ChangeJournal,
  type ChangeStep,
  type RecordedContainer,
} from './journal';
import { planChange, readForEdit, reasonOf, type ChangePlan } from './plan';
import { restoreSettings } from './restore';
import { refusalSentences, type ChangeRefusal } from './refusal';
import { editByWishes, type DistroWish } from './wishes';
import { verifyIn, verifyPatience, type VerifyPatience } from './verify';

/** How long each thing may take, in milliseconds. */
export interface ChangePatience extends EndPatience {
  readonly start: Patience;
  /** After this long a start is no longer a matter of waiting. */
  readonly hint: number;
  /** For the engine to answer again after the old settings were put back. */
  readonly startAgain: Patience;
  readonly verify: VerifyPatience;
}

export const changePatience: ChangePatience = {
  stop: stopPatience,
  gone: { limit: 30_000, pause: 500 },
  start: startPatience,
  hint: 60_000,
  startAgain: { limit: 120_000, pause: 500 },
  verify: verifyPatience,
};

export interface ChangeOptions {
  readonly signal: AbortSignal;
  /** Docker Desktop's version, where it is known. */
  readonly version: string | null;
  readonly windowsContainers: boolean;
  /** Whether to start a Docker Desktop that did not run, so that the change can be seen to work. */
  readonly start: boolean;
  readonly onStep: (step: ChangeStep) => void;
  /** Something its user should know while it goes on. */
  readonly onNotice: (texts: readonly Message[]) => void;
  readonly patience?: ChangePatience;
}

/** How a change ended. `missing` are the recorded containers that did not come back. */
export type ChangeEnd =
  | { readonly kind: 'refused'; readonly refusal: ChangeRefusal }
  /** The settings say already what was wished. */
  | { readonly kind: 'unchanged' }
  /** The settings hold the change; `remarks` say what of it was not seen in a distro, and empty is: all of it was. */
  | { readonly kind: 'changed'; readonly remarks: readonly Message[]; readonly missing: readonly RecordedContainer[] }
  /** The old settings are in place, byte for byte. `reason` is null where its user cancelled. */
  | {
      readonly kind: 'undone';
      readonly step: ChangeStep;
      readonly reason: Message | null;
      readonly missing: readonly RecordedContainer[];
    }
  /** The old settings could not be put back; the journal stays, and with it the way back. */
  | {
      readonly kind: 'notUndone';
      readonly step: ChangeStep;
      readonly reason: Message | null;
      readonly hindrance: Message;
      readonly backup: string | null;
    };

const engineTimeout = 5_000;

/**
 * Changes the integration of distros (docker-desktop.md, section 3): stops Docker Desktop, which would write over its file,
 * edits what it has left there, starts it, and believes the distro alone. What goes wrong puts the old bytes back. Each step is
 * noted before it is taken; see recover.ts for what a crash leaves.
 */
export async function changeIntegration(
  machine: Machine,
  wishes: readonly DistroWish[],
  options: ChangeOptions,
): Promise<ChangeEnd> {
  const locked = await lockChanges(machine);
  if (locked.kind === 'busy') return { kind: 'refused', refusal: { kind: 'busy' } };
  if (locked.kind === 'noFolder') {
    return { kind: 'refused', refusal: { kind: 'noJournal', reason: locked.reason } };
  }
  try {
    if (await readJournal(machine)) return { kind: 'refused', refusal: { kind: 'interrupted' } };
    // Whoever was asked took his time.
    const plan = await planChange(machine, wishes, options);
    if ('kind' in plan) return { kind: 'refused', refusal: plan };
    if (plan.changes.length === 0) return { kind: 'unchanged' };
    return await new Change(machine, locked.folder, plan, options).run();
  } finally {
    await locked.lock.release();
  }
}

/** Why a step came to nothing. */
class StepFailed extends Error {
  constructor(readonly reason: Message) {
    super(reason.template);
  }
}

/** Its user wants it undone. */
class Cancelled extends Error {}

/** One change on its way through the steps. */
class Change {
  private journal: ChangeJournal;
  private readonly patience: ChangePatience;

  constructor(
    private readonly machine: Machine,
    private readonly folder: string,
    private readonly plan: ChangePlan,
    private readonly options: ChangeOptions,
  ) {
    this.patience = options.patience ?? changePatience;
    this.journal = {
      version: 1,
      startedAt: machine.now().toISOString(),
      step: 'stopping',
      distros: plan.wishes.map(({ distro, on }) => ({ name: distro.name, on })),
      wasRunning: plan.isRunning,
      containers: (plan.containers ?? []).map(({ id, name }) => ({ id, name })),
      file: plan.file,
      backup: null,
      before: null,
      after: null,
    };
  }

  async run(): Promise<ChangeEnd> {
    const { machine, journal, options } = this;
    // Nothing has happened yet: a journal that cannot be written is no failure of a step.
    const unwritten = await writeJournal(machine, this.folder, journal);
    if (unwritten !== null) return { kind: 'refused', refusal: { kind: 'noJournal', reason: unwritten } };
    options.onStep(journal.step);
    try {
      await this.stop();
      await this.write();
      const remarks = await this.startAndVerify();
      const missing = await this.missingContainers();
      await this.finish();
      return { kind: 'changed', remarks, missing };
    } catch (error) {
      if (error instanceof Cancelled) return this.undo(null);
      if (error instanceof StepFailed) return this.undo(error.reason);
      return this.undo(message('Something unforeseen happened: {0}', printable(String(error))));
    }
  }

  /** Notes the step that comes, with what is known now, before it is taken. */
  private async begin(step: ChangeStep, known: Partial<ChangeJournal> = {}): Promise<void> {
    this.checkCancelled();
    this.journal = { ...this.journal, ...known, step };
    const unwritten = await writeJournal(this.machine, this.folder, this.journal);
    if (unwritten !== null) {
      throw new StepFailed(
        message('What is done could not be noted for the case of a crash: {0}', printable(unwritten)),
      );
    }
    this.options.onStep(step);
  }

  private checkCancelled(): void {
    if (this.options.signal.aborted) throw new Cancelled();
  }

  private async stop(): Promise<void> {
    if (!this.journal.wasRunning) return;
    const end = await this.end(this.options.signal);
    if (end === 'cancelled') throw new Cancelled();
    if (end === 'late') {
      throw new StepFailed(
        message('Docker Desktop did not stop in time. Quit it from its icon in the notification area, then try again.'),
      );
    }
  }

  private async end(signal: AbortSignal): Promise<'stopped' | 'late' | 'cancelled'> {
    const onNeedsUser = (): void =>
      this.options.onNotice([message('Please quit it from its icon in the notification area.')]);
    return endDesktop(this.machine, { signal, onNeedsUser, patience: this.patience });
  }

  /** Edits what Docker Desktop has left behind, having copied it. */
  private async write(): Promise<void> {
    const { machine, options, plan } = this;
    const { files } = machine;
    const read = await readForEdit(machine, options.version);
    if ('kind' in read) throw new StepFailed(refusalSentences(read).message);
    const wished = editByWishes(read.text, read.format, read.policy, plan.wishes);
    if (wished.kind === 'refused') throw new StepFailed(refusalSentences(wished.refusal).message);
    const { file, text } = read;
    const backup = backupPath(file, machine.now());
    await this.begin('backingUp', { file, backup, before: await sha256(text) });
    const copied = await copyWhole(files, file, backup);
    if (copied.kind !== 'ok') {
      throw new StepFailed(message('The settings could not be copied: {0}', printable(reasonOf(copied))));
    }
    await this.begin('writing', { after: await sha256(wished.text) });
    if ((await isDesktopThere(machine)) !== false) {
      throw new StepFailed(message('Docker Desktop was started meanwhile, and a running one overwrites its settings.'));
    }
    const written = await replaceFile(files, file, text, wished.text);
    if (written.kind !== 'ok') {
      throw new StepFailed(message('The settings could not be written: {0}', printable(reasonOf(written))));
    }
    const now = await digestOf(files, file);
    if (now.kind !== 'ok' || now.value !== this.journal.after) {
      throw new StepFailed(message('The settings do not hold what was written to them.'));
    }
  }

  /** What could not be seen of the change. */
  private async startAndVerify(): Promise<Message[]> {
    const { machine, options, plan } = this;
    if (!this.journal.wasRunning && !options.start) {
      return [message('Docker Desktop does not run, so nobody could look whether it works.')];
    }
    await this.begin('starting');
    await this.startDesktop();
    await this.begin('verifying');
    const remarks: Message[] = [];
    for (const wish of plan.wishes) {
      const read = await readForEdit(machine, options.version);
      const wished = 'kind' in read ? read : editByWishes(read.text, read.format, read.policy, [wish]);
      if (wished.kind !== 'wished' || wished.changes.length > 0) {
        throw new StepFailed(message("Docker Desktop's settings lost the change when it started."));
      }
      // That its entry is in the list is all there is to see of a distro that another setting integrates.
      if (wished.byFlag.length > 0) continue;
      const verdict = await verifyIn(machine, wish, {
        signal: options.signal,
        patience: this.patience.verify,
      });
      if (verdict.kind === 'cancelled') throw new Cancelled();
      if (verdict.kind === 'fails') throw new StepFailed(verdict.why);
      if (verdict.kind === 'unverified') remarks.push(verdict.why);
    }
    return remarks;
  }

  private async startDesktop(): Promise<void> {
    const { machine, options, patience } = this;
    const failure = await machine.launch('dockerDesktop', []);
    if (failure) throw new StepFailed(message('Docker Desktop could not be started again.'));
    const hint = setTimeout(() => {
      this.tellWaiting().catch(() => undefined);
    }, patience.hint);
    const { signal } = options;
    try {
      const end = await waitForEngine(machine, {
        signal,
        windowsContainers: false,
        onLook: () => undefined,
        patience: patience.start,
      });
      if (end === 'cancelled') throw new Cancelled();
      if (end !== 'answers') {
        const seconds = Math.round(patience.start.limit / 1000);
        throw new StepFailed(message("Docker Desktop's engine did not answer within {0} s.", seconds));
      }
    } finally {
      clearTimeout(hint);
    }
  }

  private async tellWaiting(): Promise<void> {
    const facts = await findWaitingFacts(this.machine, { settings: { kind: 'absent' } });
    this.options.onNotice(describeWaiting(facts, Math.round(this.patience.hint / 1000)));
  }

  /** Puts everything back as it was, also where its user cancels: that is what cancelling asks for. */
  private async undo(reason: Message | null): Promise<ChangeEnd> {
    const { machine, journal } = this;
    const { step, backup } = journal;
    const hindered = (hindrance: Message): ChangeEnd => ({ kind: 'notUndone', step, reason, hindrance, backup });
    if (journal.after !== null) {
      this.journal = { ...journal, step: 'restoring' };
      // One that cannot be written says what it said before, which leads to the same.
      await writeJournal(machine, this.folder, this.journal);
      this.options.onStep('restoring');
      const hindrance = await restoreSettings(machine, journal, async () => (await this.end(never)) === 'stopped');
      if (hindrance) return hindered(hindrance);
    } else if (journal.wasRunning && reason === null) {
      // What was told to stop goes on stopping, and is to run again.
      await this.settle();
    }
    const missing = journal.wasRunning ? await this.startAgain() : [];
    if (missing === null) return hindered(message('Docker Desktop could not be started again.'));
    await this.finish();
    return { kind: 'undone', step, reason, missing };
  }

  private async finish(): Promise<void> {
    const { machine, folder, journal } = this;
    await deleteOldBackups(machine, journal.file);
    // Also those of one that was killed before it could note anything.
    await deleteLeftovers(machine, journal.file);
    await removeJournal(machine, folder);
  }

  /** Waits for the end of what was told to stop; one that does not stop after all is left as it is. */
  private async settle(): Promise<void> {
    const { machine, patience } = this;
    const watch = new Stopwatch();
    while ((await isDesktopThere(machine)) !== false && watch.lap() < patience.gone.limit) {
      await sleep(patience.gone.pause);
    }
  }

  /** Brings Docker Desktop up again; null where that cannot be done. */
  private async startAgain(): Promise<readonly RecordedContainer[] | null> {
    const { machine, patience } = this;
    if ((await isDesktopThere(machine)) !== true && (await machine.launch('dockerDesktop', []))) return null;
    if (this.journal.containers.length === 0) return [];
    await waitForEngine(machine, {
      signal: never,
      windowsContainers: false,
      onLook: () => undefined,
      patience: patience.startAgain,
    });
    return this.missingContainers();
  }

  /** The recorded containers that do not run now; none where the engine does not tell. */
  private async missingContainers(): Promise<RecordedContainer[]> {
    const { containers } = this.journal;
    if (containers.length === 0) return [];
    const running = await listRunningContainers(this.machine, { timeout: engineTimeout });
    return running === null ? [] : containers.filter(({ id }) => !running.some((each) => each.id === id));
  }
}

const never = new AbortController().signal;
