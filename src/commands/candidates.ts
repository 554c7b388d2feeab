import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import type { SnapshotStore } from '../state/store';
import type { Distro } from '../wsl/distro';
import { requireAnswered } from './answered';
import { ProblemError } from './context';

/** Tells the distros for which a command does something from the others, by their state as it is now. */
export type IsCandidate = (distro: Distro) => boolean;

/**
 * The distros a question may be about. The store reads the list only while somebody sees it, so it is read again for a
 * question that depends on it, and before an only candidate is taken without asking. Empty when there is none.
 * @throws ProblemError when WSL does not answer and the question depends on that, or nothing at all is known.
 */
export async function readCandidates(
  store: Pick<SnapshotStore, 'current' | 'refresh'>,
  isCandidate?: IsCandidate,
): Promise<IntegratedDistro[]> {
  const known = isCandidate ? [] : candidates(store.current);
  if (known.length > 1) return known;
  await store.refresh();
  if (isCandidate && store.current) return candidates(requireAnswered(store.current), isCandidate);
  const found = candidates(store.current);
  const [problem] = store.current?.problems ?? [];
  if (found.length === 0 && problem) throw new ProblemError(problem);
  return found;
}

/** The default first, then what runs, then the rest, each in the list's order. */
function candidates(snapshot: Snapshot | null, isCandidate: IsCandidate = () => true): IntegratedDistro[] {
  const rank = ({ isDefault, state }: Distro): number => (isDefault ? 0 : state === 'running' ? 1 : 2);
  return (snapshot?.distros ?? [])
    .filter((distro) => distro.kind === 'user' && isCandidate(distro))
    .sort((a, b) => rank(a) - rank(b));
}
