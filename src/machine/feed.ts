import type { Writable } from 'node:stream';

/**
 * So many bytes may wait for a process: while it reads them, the next are made, and it need not wait for those. Not more, since
 * what waits is lost when somebody cancels, though its maker has told of it.
 */
const mostWaiting = 256 * 1024;

/**
 * Writes pieces to the standard input of a process as fast as it takes them, and closes it behind them. A process that ends
 * before it has read all is told by its exit code; the pieces that are left are not asked for. Pieces that fail to come end
 * the input early: it is for whoever makes them to know.
 */
export async function feed(stdin: Writable, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  const isGone = (): boolean => stdin.destroyed;
  let goOn = (): void => undefined;
  stdin.on('error', () => goOn());
  stdin.once('close', () => goOn());
  try {
    for await (const piece of pieces) {
      if (isGone()) return;
      stdin.write(piece, () => goOn());
      while (stdin.writableLength > mostWaiting && !isGone()) await new Promise<void>((resolve) => (goOn = resolve));
    }
    stdin.end();
  } catch {
    stdin.destroy();
  }
}
