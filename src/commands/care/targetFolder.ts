import { win32 } from 'node:path';
import type { Machine } from '../../machine/machine';
import { emptinessOf } from '../../machine/ownFiles';
import { isDrivePath } from '../../text/location';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { Distro } from '../../wsl/distro';
import { fileNameOf, isSamePath, isWithin } from './fileName';

/** A folder for a distro alone: there is nothing in it, or no such folder yet. */
export interface TargetFolder {
  readonly folder: string;
  readonly was: 'new' | 'empty';
}

/**
 * The folder for a distro, from the one that somebody chose: that one if it is empty, else a new one in it with the
 * distro's name. A message is the reason why it cannot be had.
 */
export async function findTargetFolder(
  { files }: Machine,
  chosen: string,
  name: string,
  distros: readonly Holder[],
): Promise<TargetFolder | Message> {
  if (!isDrivePath(chosen)) return message('Choose a place on a drive of Windows.');
  const owner = distros.find((each) => isOf(each, chosen));
  if (owner) return message('{0} is the folder of {1}: choose another one.', printable(chosen), printable(owner.name));
  const found = await emptinessOf(files, chosen);
  if (found.kind === 'failed') return message('The folder cannot be used: {0}', printable(found.reason));
  if (found.kind === 'ok' && found.value !== 'used') return { folder: chosen, was: found.value };
  const folder = win32.join(chosen, fileNameOf(name));
  const inside = await emptinessOf(files, folder);
  return inside.kind === 'ok' && inside.value !== 'used'
    ? { folder, was: inside.value }
    : message('Choose an empty folder: {0} holds something already.', printable(folder));
}

type Holder = Pick<Distro, 'name' | 'disk' | 'wslVersion'>;

/** Whether a folder holds a distro, or for WSL 1 lies in one that does. */
function isOf({ disk, wslVersion }: Holder, folder: string): boolean {
  if (disk === null) return false;
  return wslVersion === 2 ? isSamePath(folder, win32.dirname(disk)) : isWithin(folder, disk);
}

/**
 * Why a file must not be written, in place of one that may be there; null where it may. A disk is never replaced: it may be
 * in use by somebody whom no list names.
 */
export function refuseFile(
  file: string,
  { replaces, isDisk }: { readonly replaces: boolean; readonly isDisk: boolean },
  distros: readonly Holder[],
): Message | null {
  const owner = distros.find(({ disk, wslVersion }) =>
    disk === null ? false : wslVersion === 2 ? isSamePath(file, disk) : isWithin(file, disk),
  );
  if (owner) return message('{0} belongs to {1}: choose another name.', printable(file), printable(owner.name));
  return replaces && isDisk
    ? message('There is a disk of that name, and none is replaced: choose another name.')
    : null;
}
