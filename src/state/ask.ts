import type { Command } from '../machine/command';
import type { Machine } from '../machine/machine';
import type { Parsed, WslProblem } from '../wsl/problem';
import type { Problem } from './problem';

/** What a question gave: its value, or why there is none. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/**
 * Asks once, and turns every way of not getting an answer into a problem, also that of a distro that cannot be named in a command.
 * Null when cancelled.
 */
export async function ask<T>(
  machine: Machine,
  command: Command<Parsed<T>> | WslProblem,
  timeout: number,
  signal?: AbortSignal,
): Promise<Answer<T> | null> {
  if ('kind' in command) return { ok: false, problem: command };
  const ran = await machine.run(command, { timeout, ...(signal ? { signal } : {}) });
  switch (ran.outcome) {
    case 'done':
      return ran.value;
    case 'failed':
      return { ok: false, problem: ran.failure };
    case 'cancelled':
      return null;
  }
}
