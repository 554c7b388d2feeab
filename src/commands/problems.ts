import type { CommandContext } from './context';
import { healthProblems } from '../state/health';
import { problemKey, type Problem } from '../state/problem';

/** Hides a problem for good. The argument is its row; what names no problem that is there now is ignored. */
export async function dismissProblem({ dismissals, store }: CommandContext, argument: unknown): Promise<void> {
  const key = keyOf(argument);
  const found = store.current && healthProblems(store.current).find((problem) => problemKey(problem) === key);
  if (found) await dismissals.dismiss(found);
}

/** Shows every problem again that somebody has hidden, and speaks again of projects that were said to stay where they are. */
export async function showDismissed({ dismissals, projects }: CommandContext): Promise<void> {
  await Promise.all([dismissals.restoreAll(), projects.forgetAll()]);
}

function keyOf(argument: unknown): string | null {
  if (typeof argument !== 'object' || argument === null || !('problem' in argument)) return null;
  const { problem } = argument;
  return typeof problem === 'object' && problem !== null && 'kind' in problem ? problemKey(problem as Problem) : null;
}
