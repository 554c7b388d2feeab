import { writeSync } from 'node:fs';
import { sleep } from '../state/store';

/** Where the bytes of a program go. The partial fault puts a limit on it, the slow one lets them out by and by. */
export class Output {
  private left = Infinity;
  private atLimit: () => void = () => undefined;
  private piece = Infinity;
  private pause = 0;

  /** After `bytes` more bytes `then` is called; it does not return to the program. */
  limit(bytes: number, then: () => void): void {
    this.left = bytes;
    this.atLimit = then;
  }

  /** Writes pieces of so many bytes, with so many milliseconds between them. */
  slowDown(bytes: number, milliseconds: number): void {
    this.piece = bytes;
    this.pause = milliseconds;
  }

  /** Writes all bytes to a descriptor, or what the limit leaves of them. */
  write(descriptor: 1 | 2, bytes: Uint8Array): void {
    const part = bytes.subarray(0, Math.min(bytes.length, this.left));
    this.left -= part.length;
    if (this.piece >= part.length) writeAll(descriptor, part);
    else {
      for (let at = 0; at < part.length; at += this.piece) {
        writeAll(descriptor, part.subarray(at, at + this.piece));
        sleep(this.pause);
      }
    }
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
