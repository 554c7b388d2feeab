import type { Writable } from 'node:stream';

/** So many bytes may wait for a process: while it reads them, the next are made, and it need not wait for those. */
const mostWaiting = 4 * 1024 * 1024;

/**
 * Writes pieces to the standard input of a process as fast as it takes them, and closes it behind them. A process that ends
 * before it has read all is told by its exit code; the pieces that are left are not asked for. Pieces that fail to come end
 * the input early: it is for whoever makes them to know.
 */
export async function feed(stdin: Writable, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  let [isGone, waiting] = [false, 0];
  let goOn = (): void => undefined;
  const leave = (): void => {
    [isGone, waiting] = [true, 0];
    goOn();
  };
  stdin.on('error', leave);
  stdin.once('close', leave);
  try {
    for await (const piece of pieces) {
      if (isGone || stdin.destroyed) return;
      waiting += piece.length;
      stdin.write(piece, () => {
        waiting = Math.max(0, waiting - piece.length);
        goOn();
      });
      while (waiting > mostWaiting) await new Promise<void>((resolve) => (goOn = resolve));
    }
    stdin.end();
  } catch {
    stdin.destroy();
  }
}
