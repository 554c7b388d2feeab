import type { Machine } from '../../machine/machine';
import { startTimeout } from '../../wsl/run';
import { answerOf, Ended } from './asking';
import type { Place } from './place';
import { longSeconds } from './staging';
import { goThrough, placeScript, type UndoWork } from './undoCalls';

/** Which part is at work, and how many entries of how many it has been told of. */
export interface UndoProgress {
  readonly phase: 'looking' | 'removing';
  readonly done: number;
  readonly all: number;
}

export type OnUndoProgress = (progress: UndoProgress) => void;

/** Goes through the entries of a record in the distro; what is not as it should be there ends it. */
export async function through(
  machine: Machine,
  { distro, path }: Place,
  { act, kept }: Pick<UndoWork, 'act' | 'kept'>,
  signal: AbortSignal,
  onProgress: OnUndoProgress,
): Promise<{ readonly gone: readonly string[]; readonly kept: readonly string[] }> {
  const script = await answerOf(machine, placeScript(distro), startTimeout, signal);
  const phase = act === 'look' ? 'looking' : 'removing';
  const onEntries = (done: number, all: number): void => onProgress({ phase, done, all });
  const command = goThrough(distro, { act, kept, script, onEntries });
  const looked = await answerOf(machine, command, longSeconds * 1000, signal);
  switch (looked.kind) {
    case 'looked':
      return looked;
    case 'other':
      throw new Ended({ kind: 'otherFolder', path });
    case 'missing':
      throw new Ended({ kind: 'programsMissing', name: distro.name, programs: looked.programs });
    case 'broken':
      throw new Ended({ kind: 'undoBroken', evidence: looked.evidence });
  }
}
