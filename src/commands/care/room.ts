import { win32 } from 'node:path';
import type { Machine } from '../../machine/machine';
import { isDrivePath } from '../../text/location';
import { message, type Message } from '../../text/message';
import { bytesText } from '../../views/bytes';

/** What a large copy needs, and the room there is for it; null for what could not be read. In bytes. */
export interface Room {
  readonly drive: string;
  readonly needed: number | null;
  readonly free: number | null;
}

/** Reads how much is free on the drive of a path. Starts nothing. */
export async function roomOn({ files }: Machine, path: string, needed: number | null): Promise<Room> {
  const drive = path.slice(0, 2).toUpperCase();
  const free = isDrivePath(path) ? await files.freeSpaceAt(win32.parse(path).root) : null;
  return { drive, needed, free: free?.kind === 'ok' ? free.value : null };
}

/** The size of a file; null where it cannot be read, or is not known. */
export async function sizeOrNull({ files }: Machine, path: string | null): Promise<number | null> {
  if (path === null || !isDrivePath(path)) return null;
  const size = await files.sizeOf(path);
  return size.kind === 'ok' ? size.value : null;
}

/**
 * The room in words. `most`: what is needed is at most that, the size of a disk; else it is at least that, of an archive that
 * grows when it is unpacked.
 */
export function roomTexts({ drive, needed, free }: Room, bound: 'most' | 'least', language: string): Message[] {
  const inWords = (bytes: number): string => bytesText(bytes, language);
  if (free === null) return [message('How much is free on {0} could not be read.', drive)];
  if (needed === null) return [message('How much it needs is not known: {0} is free on {1}.', inWords(free), drive)];
  const tight = free < needed ? [message('That may be too little, and it would fail in the end.')] : [];
  return [
    bound === 'most'
      ? message('It needs up to {0}, the size of the disk: {1} is free on {2}.', inWords(needed), inWords(free), drive)
      : message(
          'It needs {0} or more, the size of the file: {1} is free on {2}.',
          inWords(needed),
          inWords(free),
          drive,
        ),
    ...tight,
  ];
}
