import { win32 } from 'node:path';
import type { Machine } from '../../machine/machine';
import { makeFolder, removeEmptyFolder } from '../../machine/ownFiles';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import { message } from '../../text/message';
import { listNames } from '../../wsl/list';
import { moveDistro } from '../../wsl/move';
import { queryRegistry } from '../../wsl/registry';
import { terminateDistro } from '../../wsl/stop';
import { longTimeout } from './exportJob';
import { isSamePath, mayBeRegisteredAs } from './fileName';
import { askNewer } from './newerWsl';
import type { TargetFolder } from './targetFolder';

const quick = 15_000;
const stopTimeout = 60_000;

/** Which distro is to be moved, and where to. */
export interface MoveWish {
  readonly id: string;
  readonly name: string;
  /** Its disk, as the registry has it. */
  readonly disk: string;
  readonly isRunning: boolean;
  readonly target: TargetFolder;
}

/**
 * Where a distro is after a move that did not succeed: as before, moved all the same, still on its way (WSL answers
 * nobody), or nobody knows.
 */
export type Whereabouts = 'before' | 'moved' | 'moving' | 'unknown';

/** How a move ended. `left` is a copy of the disk in the new folder, while the distro has its own where it was. */
export type MoveEnd =
  | { readonly kind: 'done'; readonly disk: string }
  | {
      readonly kind: 'failed' | 'cancelled';
      /** Null where somebody cancelled. */
      readonly problem: Problem | null;
      readonly where: Whereabouts;
      readonly left: string | null;
    };

/**
 * Stops a distro if it runs, has WSL move it, and believes the registry and the disk alone: it is done when its folder is
 * the new one and the disk lies there.
 */
export async function runMove(machine: Machine, wish: MoveWish, signal: AbortSignal): Promise<MoveEnd> {
  const { files } = machine;
  const { name, target } = wish;
  const refused = (problem: Problem): MoveEnd => ({ kind: 'failed', problem, where: 'before', left: null });
  if (wish.isRunning) {
    const stop = terminateDistro(name);
    if ('kind' in stop) return refused(stop);
    const stopped = await ask(machine, stop, stopTimeout, signal);
    if (stopped === null) return { kind: 'cancelled', problem: null, where: 'before', left: null };
    if (!stopped.ok) return refused(stopped.problem);
  }
  if (target.was === 'new') {
    const made = await makeFolder(files, target.folder);
    if (made.kind === 'failed') {
      return refused({ kind: 'folderNotMade', name, isThere: made.code === 'EEXIST', reason: made.reason });
    }
  }
  const answer = await askNewer(machine, moveDistro(name, target.folder), longTimeout, signal);
  const { where, disk, left } = await findWhereabouts(machine, wish);
  if (where === 'moved') return { kind: 'done', disk };
  if (target.was === 'new' && where === 'before') await removeEmptyFolder(files, target.folder);
  if (answer === null) return { kind: 'cancelled', problem: null, where, left };
  const unseen: Problem = {
    kind: 'notAsReported',
    name,
    detail: message('Refresh the list and look where its disk is before you start it.'),
    evidence: `${where}: ${disk}`,
  };
  return { kind: 'failed', problem: answer.ok ? unseen : answer.problem, where, left };
}

async function findWhereabouts(
  machine: Machine,
  { id, disk, target }: MoveWish,
): Promise<{ readonly where: Whereabouts; readonly disk: string; readonly left: string | null }> {
  const moved = win32.join(target.folder, win32.basename(disk));
  // While a disk moves WSL answers nobody: what lies in two places then is no leftover.
  const names = await ask(machine, listNames(), quick);
  if (names?.ok === false && names.problem.kind === 'timeout') return { where: 'moving', disk, left: null };
  const registry = await ask(machine, queryRegistry(), quick);
  const distro = registry?.ok
    ? registry.value.distros.find((each) => each.id.toLowerCase() === id.toLowerCase())
    : null;
  if (!distro?.vhdPath) return { where: 'unknown', disk, left: null };
  const [hasOld, hasNew] = await Promise.all([isThere(machine, disk), isThere(machine, moved)]);
  if (mayBeRegisteredAs(moved, distro.vhdPath)) return { where: hasNew ? 'moved' : 'unknown', disk: moved, left: null };
  const isUnclear = hasNew && !names?.ok;
  if (!isSamePath(distro.vhdPath, disk) || !hasOld || isUnclear) {
    return { where: 'unknown', disk: distro.vhdPath, left: null };
  }
  return { where: 'before', disk, left: hasNew ? moved : null };
}

async function isThere({ files }: Machine, path: string): Promise<boolean> {
  return (await files.sizeOf(path)).kind === 'ok';
}
