import { isListAnswered, type Snapshot } from '../state/snapshot';
import { ProblemError } from './context';

/**
 * A snapshot for what must not act on an old list.
 * @throws ProblemError when WSL did not answer for it.
 */
export function requireAnswered(snapshot: Snapshot): Snapshot {
  const [problem] = snapshot.problems;
  if (problem && (!isListAnswered(snapshot) || snapshot.staleSince !== null)) throw new ProblemError(problem);
  return snapshot;
}
