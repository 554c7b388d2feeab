import { printable } from '../text/printable';
import type { CommandContext } from './context';

/** Whether there is somebody at a terminal who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Whether somebody wants what the call does not say yes to already; and says so where nobody is there to ask. */
export async function agree(context: CommandContext, question: string): Promise<'agreed' | 'declined' | 'cancelled'> {
  if (context.invocation.yes) return 'agreed';
  if (!canAsk()) {
    context.complain('Nothing was done: nobody is there to ask. Say --yes to go on.');
    return 'declined';
  }
  const isWanted = await confirm(question, context.signal);
  return isWanted === null ? 'cancelled' : isWanted ? 'agreed' : 'declined';
}

/**
 * Asks a question, on stderr, that is answered with y; anything else is no. Null when cancelled, and where there is nobody to
 * ask.
 */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean | null> {
  if (!canAsk()) return null;
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // In this mode Ctrl+C comes as an event of its own, not as a signal.
  const cancelled = new AbortController();
  terminal.once('SIGINT', () => cancelled.abort());
  try {
    const answer = await terminal.question(`${printable(question)} [y/N] `, {
      signal: AbortSignal.any([signal, cancelled.signal]),
    });
    return /^y(?:es)?$/i.test(answer.trim());
  } catch {
    return null;
  } finally {
    terminal.close();
  }
}
