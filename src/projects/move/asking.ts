import type { Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import type { Parsed, WslProblem } from '../../wsl/problem';
import type { MoveProblem } from './problem';

/** The way out of what goes no further; without a problem somebody cancelled it. */
export class Ended extends Error {
  constructor(readonly problem: MoveProblem | Problem | null) {
    super(problem?.kind ?? 'cancelled');
  }
}

/** The answer to a question, or the way out. */
export async function answerOf<T>(
  machine: Machine,
  command: Command<Parsed<T>> | WslProblem,
  milliseconds: number,
  signal: AbortSignal,
): Promise<T> {
  const answer = await ask(machine, command, milliseconds, signal);
  if (answer === null || signal.aborted) throw new Ended(null);
  if (!answer.ok) throw new Ended(answer.problem);
  return answer.value;
}
