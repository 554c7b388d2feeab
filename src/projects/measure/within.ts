import type { Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import { ask, type Answer } from '../../state/ask';
import type { Parsed, WslProblem } from '../../wsl/problem';

/**
 * Seconds after which what runs in a distro is killed there, where this side gives up earlier: a script is told by the end of
 * its input, and takes its folders away, which it cannot do once it is killed.
 */
export const graceInside = 3;

/** Asks for so many seconds at most. Null when cancelled. */
export async function askWithin<T>(
  machine: Machine,
  command: Command<Parsed<T>> | WslProblem,
  seconds: number,
  signal?: AbortSignal,
): Promise<Answer<T> | null> {
  return ask(machine, command, Math.ceil(seconds * 1000), signal);
}
