import { openTree } from '../../machine/sourceTree';
import type { Machine } from '../../machine/machine';
import type { Problem } from '../../state/problem';
import { normalizePosix } from '../../text/location';
import type { Distro } from '../../wsl/distro';
import { startTimeout } from '../../wsl/run';
import { answerOf, Ended } from './asking';
import { lookAtDestination } from './destination';
import { keptMove } from './kept';
import { whyBusy, type Place } from './place';
import type { MoveProblem } from './problem';
import { pathsOf, type MoveRecord, type Written } from './record';
import { findDistro, wholePath } from './request';
import { judgedEntries } from './sender';
import { listVisible, longSeconds } from './staging';
import { sorted } from './undoSorting';
import { through, type OnUndoProgress } from './undoThrough';

/** A move that is to be taken back, in the words of whoever wants that. */
export interface UndoWish {
  readonly distro: string;
  /** Absolute, or from the home of the distro's default user on. */
  readonly folder: string;
  /** Whether a stopped distro may be started for it. */
  readonly mayStart: boolean;
}

/** What is there of what a move wrote, and what is done with it. */
export interface UndoPlan {
  readonly distro: Distro;
  readonly place: Place;
  readonly record: MoveRecord;
  /** What is removed: it is as it was written, and its original is there. */
  readonly removed: Written;
  readonly bytes: number;
  /** What stays: changed since, without an original in the old folder any more, or not of the move. */
  readonly changed: readonly string[];
  readonly withoutOriginal: readonly string[];
  /** A folder stands for all that is in it. */
  readonly added: readonly string[];
  /** What was written and is not there any more. */
  readonly gone: number;
}

export type UndoPlanEnd =
  | { readonly kind: 'plan'; readonly plan: UndoPlan }
  | { readonly kind: 'refused'; readonly problem: MoveProblem | Problem }
  | { readonly kind: 'cancelled' };

const longTimeout = longSeconds * 1000;

/** Looks what is left of a move, and changes nothing. */
export async function planUndo(
  machine: Machine,
  wish: UndoWish,
  signal: AbortSignal,
  onProgress: OnUndoProgress,
): Promise<UndoPlanEnd> {
  try {
    return { kind: 'plan', plan: await lookAtMove(machine, wish, signal, onProgress) };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return error.problem ? { kind: 'refused', problem: error.problem } : { kind: 'cancelled' };
  }
}

async function lookAtMove(
  machine: Machine,
  wish: UndoWish,
  signal: AbortSignal,
  onProgress: OnUndoProgress,
): Promise<UndoPlan> {
  const distro = await distroOf(machine, wish, signal);
  const whole = await wholePath(machine, distro, wish.folder, signal);
  if (whole === null) throw new Ended(null);
  if (!whole.ok) throw new Ended(whole.problem);
  const folder = normalizePosix(whole.value);
  const looked = await answerOf(machine, lookAtDestination(distro, folder), startTimeout, signal);
  const place = { distro, path: looked.real };
  const busy = await whyBusy(machine, place);
  if (busy) throw new Ended(busy);
  const kept = await keptMove(machine, place);
  if (!kept) throw new Ended({ kind: 'noRecord', path: folder });
  const isThere = looked.state !== 'new';
  const originals = await originalsOf(machine, kept.record, signal);
  const { written } = kept;
  const found = isThere
    ? await through(machine, place, { act: 'look', kept }, signal, onProgress)
    : { gone: pathsOf(written), kept: [] };
  const list = isThere ? await answerOf(machine, listVisible(distro, place.path), longTimeout, signal) : [];
  return { distro, place, record: kept.record, ...sorted(written, { ...found, list, originals }) };
}

async function distroOf(machine: Machine, { distro: name, mayStart }: UndoWish, signal: AbortSignal): Promise<Distro> {
  const distro = await findDistro(machine, name, signal);
  if (distro === null) throw new Ended(null);
  if (!distro.ok) throw new Ended(distro.problem);
  if (distro.value.state !== 'running' && !mayStart) {
    throw new Ended({ kind: 'undoWouldStart', name: distro.value.name });
  }
  return distro.value;
}

/** The paths of what the old folder has now, as the move would copy it. */
async function originalsOf(machine: Machine, record: MoveRecord, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const tree = await openTree(machine.files, record.source, { wish: true });
  if (tree.kind !== 'ok') throw new Ended({ kind: 'oldFolderGone', path: record.source });
  const way = { source: machine.locate(machine.realPath(record.source)), below: record.folder };
  const include = new Set(record.include);
  const paths = new Set<string>();
  for await (const { judged } of judgedEntries({ machine, tree: tree.value, way, include, signal })) {
    paths.add(judged.path);
  }
  if (signal.aborted) throw new Ended(null);
  return paths;
}
