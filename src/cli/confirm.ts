import { printable } from '../text/printable';

/** Whether there is somebody at a terminal who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
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
