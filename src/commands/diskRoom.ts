import { win32 } from 'node:path';
import * as vscode from 'vscode';
import type { Machine } from '../machine/machine';
import { isDrivePath } from '../text/location';
import { bytesText } from '../views/bytes';
import type { Distro } from '../wsl/distro';
import type { DiskRoom } from './conversion';

/** The size of a distro's disk and the room on its drive; null where they cannot be read. Starts nothing. */
export async function findRoom({ files }: Machine, { disk, wslVersion }: Distro): Promise<DiskRoom | null> {
  if (disk === null || !isDrivePath(disk)) return null;
  const [size, free] = await Promise.all([
    wslVersion === 2 ? files.sizeOf(disk) : null,
    files.freeSpaceAt(win32.dirname(disk)),
  ]);
  if (free.kind !== 'ok' || (size && size.kind !== 'ok')) return null;
  const inWords = (bytes: number): string => bytesText(bytes, vscode.env.language);
  return {
    drive: disk.slice(0, 2).toUpperCase(),
    size: size ? inWords(size.value) : null,
    free: inWords(free.value),
    isTight: size !== null && free.value < size.value,
  };
}
