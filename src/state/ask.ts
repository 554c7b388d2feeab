import type { Command } from '../machine/command';
import type { Machine } from '../machine/machine';
import type { Parsed } from '../wsl/problem';
import type { Problem } from './problem';

/** What a question gave: its value, or why there is none. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Asks once, and turns every way of not getting an answer into a problem. Null when cancelled. */
export async function ask<T>(
  machine: Machine,
  command: Command<Parsed<T>>,
  timeout: number,
  signal?: AbortSignal,
): Promise<Answer<T> | null> {
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
