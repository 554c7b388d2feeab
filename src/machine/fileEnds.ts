import { open } from 'node:fs/promises';
import type { FileResult, Files } from './files';

/** The size of a file in bytes, with its first and its last ones. */
export interface FileEnds {
  readonly size: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Reads both ends of a file that may be too large to be read whole. */
export function readEnds(files: Files, path: string, length: number): Promise<FileResult<FileEnds>> {
  return files.touch(path, {}, async (real) => {
    const handle = await open(real, 'r');
    try {
      const { size } = await handle.stat();
      const part = async (start: number): Promise<Uint8Array> => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
        return buffer.subarray(0, bytesRead);
      };
      return { size, head: await part(0), tail: await part(Math.max(0, size - length)) };
    } finally {
      await handle.close();
    }
  });
}
