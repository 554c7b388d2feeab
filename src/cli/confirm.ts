import { printable } from '../text/printable';

/** Asks the person at the terminal, on stderr; null where there is none, or where they went away. No is the default. */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean | null> {
  if (!process.stdin.isTTY) return null;
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // Ctrl+C comes as a signal to this process only while nobody reads the terminal.
    terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    const answer = await terminal.question(`${printable(question)} [y/N] `, { signal });
    return /^y(?:es)?$/i.test(answer.trim());
  } catch {
    return null;
  } finally {
    terminal.close();
  }
}
