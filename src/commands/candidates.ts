import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import type { SnapshotStore } from '../state/store';
import type { Distro } from '../wsl/distro';
import { requireAnswered } from './answered';
import { ProblemError } from './context';

/** Tells the distros for which a command does something from the others, by their state as it is now. */
export type IsCandidate = (distro: Distro) => boolean;

type InOrder = (distros: readonly IntegratedDistro[]) => IntegratedDistro[];

/**
 * The distros a question may be about. The store reads the list only while somebody sees it, so it is read again for a
 * question that depends on it, and before an only candidate is taken without asking. Empty when there is none.
 * @param inOrder puts them as the views show them
 * @throws ProblemError when WSL does not answer and the question depends on that, or nothing at all is known.
 */
export async function readCandidates(
  store: Pick<SnapshotStore, 'current' | 'refresh'>,
  inOrder: InOrder,
  isCandidate?: IsCandidate,
): Promise<IntegratedDistro[]> {
  const known = isCandidate ? [] : candidates(store.current);
  if (known.length > 1) return inOrder(known);
  await store.refresh();
  if (isCandidate && store.current) return inOrder(candidates(requireAnswered(store.current), isCandidate));
  const found = candidates(store.current);
  const [problem] = store.current?.problems ?? [];
  if (found.length === 0 && problem) throw new ProblemError(problem);
  return inOrder(found);
}

function candidates(snapshot: Snapshot | null, isCandidate: IsCandidate = () => true): IntegratedDistro[] {
  return (snapshot?.distros ?? []).filter((distro) => distro.kind === 'user' && isCandidate(distro));
}
