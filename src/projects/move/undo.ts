import type { Machine } from '../../machine/machine';
import type { Problem } from '../../state/problem';
import { startTimeout } from '../../wsl/run';
import { answerOf, Ended } from './asking';
import { lookAtDestination } from './destination';
import { forgetMove, keepMove, keptMove } from './kept';
import { holdPlace, type Place } from './place';
import type { MoveProblem } from './problem';
import { pathsOf, type KeptMove, type Written } from './record';
import { listVisible, longSeconds, removeEmptyFolders } from './staging';
import type { UndoPlan } from './undoPlan';
import { through, type OnUndoProgress } from './undoThrough';

/** How taking a move back ended. */
export type UndoEnd =
  | {
      readonly kind: 'done';
      readonly files: number;
      readonly links: number;
      readonly folders: number;
      readonly bytes: number;
      /** What was removed no more, since it has changed after the plan, or since it could not be. */
      readonly left: readonly string[];
      /** Whether the folder itself is gone, or empty as it was before the move. */
      readonly isAllGone: boolean;
    }
  | { readonly kind: 'failed'; readonly problem: MoveProblem | Problem }
  | { readonly kind: 'cancelled' };

const longTimeout = longSeconds * 1000;

/** Removes what the plan says, as far as it still is as it was written. */
export async function runUndo(
  machine: Machine,
  plan: UndoPlan,
  signal: AbortSignal,
  onProgress: OnUndoProgress,
): Promise<UndoEnd> {
  const held = await holdPlace(machine, plan.place);
  if (held.kind !== 'held') return { kind: 'failed', problem: held };
  try {
    return await remove(machine, plan, signal, onProgress);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return error.problem ? { kind: 'failed', problem: error.problem } : { kind: 'cancelled' };
  } finally {
    await held.release();
  }
}

async function remove(
  machine: Machine,
  plan: UndoPlan,
  signal: AbortSignal,
  onProgress: OnUndoProgress,
): Promise<UndoEnd> {
  const { place, removed } = plan;
  // Another window may have been quicker.
  const kept = await keptMove(machine, place);
  if (kept?.record.inode !== plan.record.inode) throw new Ended({ kind: 'noRecord', path: place.path });
  await keepMove(machine, { ...kept, record: { ...kept.record, undone: machine.now().toISOString() } });
  const before = await answerOf(machine, lookAtDestination(place.distro, place.path), startTimeout, signal);
  const work = { act: 'remove', kept: { record: kept.record, written: removed } } as const;
  const nothing = { gone: pathsOf(removed), kept: [] };
  const told = before.state === 'new' ? nothing : await through(machine, place, work, signal, onProgress);
  // What is left is looked at whether somebody cancels or not: it is soon done, and decides what stays on record.
  const never = new AbortController().signal;
  const after = await answerOf(machine, lookAtDestination(place.distro, place.path), startTimeout, never);
  const list = new Set(
    after.state === 'new' ? [] : await answerOf(machine, listVisible(place.distro, place.path), longTimeout, never),
  );
  if (after.state === 'new') await removeAbove(machine, place, kept.record.made, never);
  const others = new Set([...told.gone, ...told.kept]);
  const isRemoved = (path: string): boolean => !others.has(path) && !list.has(path);
  await keepOrForget(machine, place, kept, { list, removed: new Set(pathsOf(removed).filter(isRemoved)) });
  const files = [...removed.files].filter(([path]) => isRemoved(path));
  return {
    kind: 'done',
    files: files.length,
    links: [...removed.links.keys()].filter(isRemoved).length,
    folders: [...removed.folders].filter(isRemoved).length,
    bytes: files.reduce((sum, [, { size }]) => sum + size, 0),
    left: pathsOf(removed).filter((path) => list.has(path)),
    isAllGone: list.size === 0,
  };
}

/** Removes the folders above that the move made, as long as they are empty. */
async function removeAbove(
  machine: Machine,
  { distro }: Place,
  made: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (made.length === 0) return;
  await answerOf(machine, removeEmptyFolders(distro, [...made].reverse()), startTimeout, signal);
}

/** A move stays on record until nothing of it is left: without what was removed, which is nobody's any more. */
async function keepOrForget(
  machine: Machine,
  place: Place,
  { record, written }: KeptMove,
  { list, removed }: { readonly list: ReadonlySet<string>; readonly removed: ReadonlySet<string> },
): Promise<void> {
  if (!pathsOf(written).some((path) => list.has(path))) return forgetMove(machine, place);
  const stays = ([path]: readonly [string, unknown]): boolean => !removed.has(path);
  const rest: Written = {
    files: new Map([...written.files].filter(stays)),
    links: new Map([...written.links].filter(stays)),
    folders: new Set([...written.folders].filter((path) => !removed.has(path))),
  };
  await keepMove(machine, { record: { ...record, undone: null }, written: rest });
}
