import { once } from 'node:events';
import type { Writable } from 'node:stream';

/**
 * Writes pieces to the standard input of a process as fast as it takes them, and closes it behind them. A process that ends
 * before it has read all is told by its exit code; the pieces that are left are not asked for. Pieces that fail to come end
 * the input early: it is for whoever makes them to know.
 */
export async function feed(stdin: Writable, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  const gone = new AbortController();
  stdin.on('error', () => gone.abort());
  stdin.once('close', () => gone.abort());
  try {
    for await (const piece of pieces) {
      if (gone.signal.aborted || stdin.destroyed) return;
      if (!stdin.write(piece)) await once(stdin, 'drain', { signal: gone.signal });
    }
    stdin.end();
  } catch {
    stdin.destroy();
  }
}
