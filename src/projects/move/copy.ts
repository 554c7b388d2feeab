import type { Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import type { SourceTree, TreeEntry } from '../../machine/sourceTree';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { startTimeout, type DistroAddress } from '../../wsl/run';
import { archiveOf } from './archive';
import { answerOf, Ended } from './asking';
import { lookAtDestination } from './destination';
import { JournalWriter, readJournal } from './journal';
import type { Judged, Way } from './judge';
import { holdPlace } from './place';
import type { MoveProblem } from './problem';
import { entriesOf, isCopied, judgedEntries, type Copied, type Sending, type Troubles } from './sender';
import {
  askInode,
  listJournal,
  listStaged,
  longSeconds,
  makeStaging,
  putInPlace,
  readStaged,
  removeStaged,
  removeStaging,
  unpack,
  type Step,
} from './staging';
import { readMark, stagingPlaces, type StagingMark } from './stagingPlaces';
import { differing, type Checking } from './verify';

/** What is to be copied, where to. */
export interface CopyOrder {
  readonly distro: DistroAddress;
  readonly tree: SourceTree;
  readonly way: Way;
  readonly include: ReadonlySet<string>;
  readonly mark: StagingMark;
  /** Whether an unfinished copy is there. */
  readonly isBegun: boolean;
  /** Called when all is there and compared, before it gets its name; `inode` is the number of its folder. */
  readonly onWhole?: (copied: Copied, inode: string) => Promise<void>;
}

/** What a copy is doing: sending files, comparing what arrived, or looking whether the project changed meanwhile. */
export interface CopyProgress {
  readonly phase: 'resuming' | 'copying' | 'comparing' | 'lookingAgain';
  /** Those that are in the distro, earlier runs included. */
  readonly files: number;
  readonly bytes: number;
  /** What this run has sent, and in how many milliseconds, from the first of it on. */
  readonly sent: { readonly files: number; readonly bytes: number; readonly milliseconds: number };
}

/** How a copy ended. Where it was not done, what has arrived stays and is not copied again. */
export type CopyEnd =
  | {
      readonly kind: 'done';
      readonly files: number;
      readonly bytes: number;
      readonly resumed: number;
    }
  | { readonly kind: 'failed'; readonly problem: MoveProblem | Problem }
  | { readonly kind: 'cancelled' };

/** What was sent in one round, and what could not be. */
interface Sent {
  readonly files: Copied['files'];
  readonly unreadable: ReadonlyMap<string, string>;
}

/** The paths of what is not as it was copied, and the number of the copy's folder. */
interface Checked {
  readonly changed: readonly string[];
  readonly inode: string;
}

const timeout = longSeconds * 1000;
/** A project in which somebody works may change while it is copied: what did is copied again, so often. */
const mostRounds = 3;
const journalAtOnce = 16;
const leastRoom = 1024 * 1024;

/** Copies a project into a folder beside its destination, compares every file, and gives it its name in one step. */
export async function runCopy(
  machine: Machine,
  order: CopyOrder,
  signal: AbortSignal,
  onProgress: (progress: CopyProgress) => void,
): Promise<CopyEnd> {
  try {
    return { kind: 'done', ...(await new Copy(machine, order, signal, onProgress).run()) };
  } catch (error) {
    if (error instanceof Ended)
      return error.problem ? { kind: 'failed', problem: error.problem } : { kind: 'cancelled' };
    throw error;
  }
}

/** Removes what an unfinished copy left, so that nothing of it is there any more. */
export async function discardCopy(
  machine: Machine,
  distro: DistroAddress,
  destination: string,
): Promise<CopyEnd | null> {
  const looked = await ask(machine, lookAtDestination(distro, destination), startTimeout);
  if (!looked?.ok) return looked === null ? { kind: 'cancelled' } : { kind: 'failed', problem: looked.problem };
  const { real, unfinished } = looked.value;
  if (unfinished === null) return null;
  const { staging } = stagingPlaces(destination);
  // What only has its name is somebody's.
  if (readMark(unfinished) === null) return { kind: 'failed', problem: { kind: 'stagingTaken', path: staging } };
  const held = await holdPlace(machine, { distro, path: real });
  if (held.kind !== 'held') return { kind: 'failed', problem: held };
  try {
    const answer = await ask(machine, removeStaging(distro, staging), timeout);
    if (answer === null) return { kind: 'cancelled' };
    if (!answer.ok) return { kind: 'failed', problem: answer.problem };
    const { isDone, evidence } = answer.value;
    return isDone ? null : { kind: 'failed', problem: { kind: 'copyBroken', evidence } };
  } finally {
    await held.release();
  }
}

class Copy {
  private readonly places;
  private readonly copied: Copied = { files: new Map(), links: new Map(), folders: new Set() };
  private files = 0;
  private bytes = 0;
  private readonly sent = { files: 0, bytes: 0 };
  private sendingSince: number | null = null;

  constructor(
    private readonly machine: Machine,
    private readonly order: CopyOrder,
    private readonly signal: AbortSignal,
    private readonly onProgress: (progress: CopyProgress) => void,
  ) {
    this.places = stagingPlaces(order.way.below);
  }

  async run(): Promise<Omit<Extract<CopyEnd, { kind: 'done' }>, 'kind'>> {
    const { distro, way, mark, isBegun } = this.order;
    await this.step(makeStaging(distro, this.places, JSON.stringify(mark)));
    const journal = new JournalWriter(isBegun ? await this.resume() : 1);
    const resumed = this.copied.files.size;
    let checked: Checked;
    let round = 1;
    do checked = await this.check(await this.send(journal));
    while (checked.changed.length > 0 && round++ < mostRounds);
    const { changed, inode } = checked;
    if (changed.length > 0) throw new Ended({ kind: 'filesChanging', paths: changed });
    await this.order.onWhole?.(this.copied, inode);
    const renamed = await this.ask(putInPlace(distro, this.places.files, way.below), startTimeout);
    if (!renamed.isDone) throw new Ended({ kind: 'notRenamed', path: way.below, evidence: renamed.evidence });
    // All is done: what is left of the work is no matter of success, and nobody may stop it half way.
    await ask(this.machine, removeStaging(distro, this.places.staging), timeout);
    const { files } = this.copied;
    const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    return { files: files.size, bytes, resumed };
  }

  /** Takes over what has arrived in an earlier run, as far as it is whole; the number of the next piece of the journal. */
  private async resume(): Promise<number> {
    const { distro } = this.order;
    const pieces = await this.ask(listJournal(distro, this.places.journal), startTimeout);
    const { files } = this.copied;
    for (let start = 0; start < pieces.length; start += journalAtOnce) {
      const paths = pieces.slice(start, start + journalAtOnce).map((name) => `${this.places.journal}/${name}`);
      for (const [path, record] of readJournal(await this.ask(readStaged(distro, paths), startTimeout))) {
        files.set(path, record);
      }
    }
    for (const path of await this.compare(files, 'resuming')) files.delete(path);
    for (const { size } of files.values()) this.count(size, 1);
    this.say('resuming');
    return Number(pieces.at(-1) ?? 0) + 1;
  }

  /** Sends what is not there yet; what of it arrived is not known then. */
  private async send(journal: JournalWriter): Promise<Sent> {
    const { distro, tree, way, include } = this.order;
    this.sendingSince ??= this.machine.now().getTime();
    const before = new Map(this.copied.files);
    const troubles: Troubles = { unreadable: new Map(), changed: new Set() };
    const onBytes = (bytes: number, files: number): void => {
      this.count(bytes, files);
      this.sent.bytes += bytes;
      this.sent.files += files;
      this.say('copying');
    };
    const { machine, copied, signal } = this;
    const sending: Sending = { machine, tree, way, include, copied, troubles, journal, signal, onBytes };
    // An archive that ends too soon may look whole to tar.
    const broken: unknown[] = [];
    const archive = noting(archiveOf(entriesOf(sending)), broken);
    const unpacked = await this.ask(unpack(distro, this.places.staging, archive), timeout);
    const [failure] = broken;
    if (failure !== undefined) {
      const evidence = failure instanceof Error ? failure.message : 'unknown';
      throw new Ended({ kind: 'copyBroken', evidence });
    }
    if (!unpacked.isDone) throw new Ended(await this.whyBroken(unpacked.evidence));
    const files = new Map([...copied.files].filter(([path, record]) => before.get(path) !== record));
    return { files, unreadable: troubles.unreadable };
  }

  /**
   * Sees that what was sent is there, and walks over the project again: the paths of what is not as it was copied, and the number of the
   * folder. The distro and the drive do so side by side, since each has but its own files to look at.
   */
  private async check({ files, unreadable }: Sent): Promise<Checked> {
    const comparing = this.compare(files, 'comparing').finally(() => this.say('lookingAgain'));
    const listing = this.ask(listStaged(this.order.distro, this.places.files), timeout);
    const numbering = this.ask(askInode(this.order.distro, this.places.files), timeout);
    const looking = this.lookAgain();
    // None is left at work behind the error of another.
    await Promise.allSettled([comparing, listing, numbering, looking]);
    const wrong = await comparing;
    if (wrong.length > 0) throw new Ended({ kind: 'copyDiffers', paths: wrong });
    if (unreadable.size > 0) {
      const evidence = [...unreadable].map(([path, code]) => `${path}: ${code}`).join('\n');
      throw new Ended({ kind: 'filesUnreadable', paths: [...unreadable.keys()], evidence });
    }
    const { seen, changed } = await looking;
    for (const each of [this.copied.files, this.copied.links, this.copied.folders]) {
      for (const path of each.keys()) if (!seen.has(path)) each.delete(path);
    }
    await this.tidy(new Set(await listing), seen, new Set(changed));
    return { changed, inode: await numbering };
  }

  /** The paths of what differs in the distro from what was sent. */
  private async compare(files: Copied['files'], phase: CopyProgress['phase']): Promise<string[]> {
    this.say(phase);
    const checking: Checking = {
      distro: this.order.distro,
      folder: this.places.files,
      ask: (command) => this.ask(command, timeout),
    };
    return differing(checking, { files, links: phase === 'comparing' ? this.copied.links : new Map<string, string>() });
  }

  /** What is in the project now, and what of it is not as it was copied. */
  private async lookAgain(): Promise<{ readonly seen: ReadonlySet<string>; readonly changed: readonly string[] }> {
    const { machine, copied, signal } = this;
    const { tree, way, include } = this.order;
    const seen = new Set<string>();
    const changed: string[] = [];
    for await (const { entry, judged } of judgedEntries({ machine, tree, way, include, signal })) {
      seen.add(judged.path);
      if (!isAsCopied(entry, judged, copied)) changed.push(judged.path);
    }
    if (signal.aborted) throw new Ended(null);
    return { seen, changed };
  }

  /** Sees that all that should be is in the copy, and takes out what the project has no more. */
  private async tidy(
    staged: ReadonlySet<string>,
    seen: ReadonlySet<string>,
    changed: ReadonlySet<string>,
  ): Promise<void> {
    const { distro } = this.order;
    const { files } = this.places;
    const gone = [...staged].filter((path) => !seen.has(path));
    if (gone.length > 0)
      await this.step(
        removeStaged(
          distro,
          gone.map((path) => `${files}/${path}`),
        ),
      );
    const missing = [...seen].filter((path) => path !== '' && !staged.has(path) && !changed.has(path));
    if (missing.length > 0) throw new Ended({ kind: 'copyDiffers', paths: missing });
  }

  /** A full disk says so in the language of the distro; how much is left says it in all. */
  private async whyBroken(evidence: string): Promise<MoveProblem> {
    const looked = await ask(this.machine, lookAtDestination(this.order.distro, this.order.way.below), startTimeout);
    const free = looked?.ok ? looked.value.free : null;
    return free !== null && free < leastRoom
      ? { kind: 'distroFull', path: this.order.way.below, evidence }
      : { kind: 'copyBroken', evidence };
  }

  private async step(command: Command<Parsed<Step>> | WslProblem): Promise<void> {
    const { isDone, evidence } = await this.ask(command, startTimeout);
    if (!isDone) throw new Ended(await this.whyBroken(evidence));
  }

  private ask<T>(command: Command<Parsed<T>> | WslProblem, milliseconds: number): Promise<T> {
    return answerOf(this.machine, command, milliseconds, this.signal);
  }

  private count(bytes: number, files: number): void {
    this.bytes += bytes;
    this.files += files;
  }

  private say(phase: CopyProgress['phase']): void {
    const milliseconds = this.machine.now().getTime() - (this.sendingSince ?? Infinity);
    const sent = { ...this.sent, milliseconds: Math.max(0, milliseconds) };
    this.onProgress({ phase, files: this.files, bytes: this.bytes, sent });
  }
}

/** The same pieces; what kept them from coming is noted besides. */
async function* noting(pieces: AsyncIterable<Uint8Array>, failures: unknown[]): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    failures.push(error);
    throw error;
  }
}

function isAsCopied(entry: TreeEntry, judged: Exclude<Judged, { kind: 'none' }>, copied: Copied): boolean {
  switch (judged.kind) {
    case 'folder':
      return copied.folders.has(judged.path);
    case 'link':
      return copied.links.get(judged.path) === judged.target;
    case 'file':
      return isCopied(copied.files.get(judged.path), entry);
  }
}
