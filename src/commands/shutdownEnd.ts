import type { Problem } from '../state/problem';
import type { Snapshot } from '../state/snapshot';
import { message, type Message } from '../text/message';
import { requireAnswered } from './answered';
import { ProblemError } from './context';
import { nameList } from './question';

/** How a shutdown of WSL ended. `running` names what runs after it; null where WSL did not answer when asked. */
export type ShutdownEnd =
  | { readonly kind: 'ended'; readonly running: readonly string[] | null }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What is told of it, each by its own way; null where there is nothing to tell. */
interface ShutdownTexts {
  readonly done: Message | null;
  readonly warning: Message | null;
  /** Offers to start Docker Desktop again: wherever it was stopped first, however the shutdown ended. */
  readonly offer: Message | null;
}

/** Says how a shutdown ended. What made it fail is told by whoever presents errors. */
export function describeEnd(end: ShutdownEnd, dockerWasStopped: boolean): ShutdownTexts {
  const isDown = end.kind === 'ended' && end.running?.length === 0;
  return {
    done: isDown && !dockerWasStopped ? message('All of WSL is shut down.') : null,
    warning: end.kind === 'ended' ? warningOf(end.running) : null,
    offer: dockerWasStopped
      ? isDown
        ? message('WSL is shut down. Docker Desktop was stopped for it.')
        : message('Docker Desktop was stopped for the shutdown of WSL.')
      : null,
  };
}

function warningOf(running: readonly string[] | null): Message | null {
  if (running === null) return message('WSL accepted the shutdown, and did not answer when asked to confirm it.');
  return running.length > 0 ? message('WSL says that it was shut down, and these run: {0}.', nameList(running)) : null;
}

/**
 * The names of the distros that run; null where WSL did not answer, which does not keep it from being shut down.
 * @throws ProblemError where there is no WSL to shut down.
 */
export function runningNow(snapshot: Snapshot): readonly string[] | null {
  try {
    const { distros } = requireAnswered(snapshot);
    return distros.filter(({ state }) => state === 'running').map(({ name }) => name);
  } catch (error) {
    if (error instanceof ProblemError && !isWslAbsent(error.problem)) return null;
    throw error;
  }
}

function isWslAbsent(problem: Problem): boolean {
  if (problem.kind === 'programMissing') return problem.program === 'wsl';
  return problem.kind === 'wslNotInstalled' || problem.kind === 'notWindows';
}
