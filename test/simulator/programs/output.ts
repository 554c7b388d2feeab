import { writeSync } from 'node:fs';
import { sleep } from '../state/store';

/** Where the bytes of a program go. The partial fault puts a limit on it. */
export class Output {
  private left = Infinity;
  private atLimit: () => void = () => undefined;

  /** After `bytes` more bytes `then` is called; it does not return to the program. */
  limit(bytes: number, then: () => void): void {
    this.left = bytes;
    this.atLimit = then;
  }

  /** Writes all bytes to a descriptor, or what the limit leaves of them. */
  write(descriptor: 1 | 2, bytes: Uint8Array): void {
    const part = bytes.subarray(0, Math.min(bytes.length, this.left));
    this.left -= part.length;
    writeAll(descriptor, part);
    if (this.left <= 0) this.atLimit();
  }
}

/** Writes everything; false when the reader has gone. */
export function writeAll(descriptor: 1 | 2, bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw error;
      sleep(1); // A full pipe that does not block: wait for the reader.
    }
  }
  return true;
}
