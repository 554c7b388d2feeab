import { createHash } from 'node:crypto';
import { win32 } from 'node:path';
import { acquireLock } from '../../machine/lockFile';
import type { Machine } from '../../machine/machine';
import { sharedFolder } from '../../machine/sharedFolder';
import type { DistroAddress } from '../../wsl/run';
import type { MoveProblem } from './problem';

/** A folder of a distro into which a project moves, or has moved. Its path has no links above it. */
export interface Place {
  readonly distro: DistroAddress;
  readonly path: string;
}

/** A place that nobody else moves into, nor takes a move back from, until it is given back. */
export interface HeldPlace {
  readonly kind: 'held';
  release(): Promise<void>;
}

export type PlaceTaken = Extract<MoveProblem, { readonly kind: 'moveGoingOn' }>;

/** A holder gives its lock a new time so often; one that has not for so long is gone, on whichever side it was. */
const renewEvery = 20_000;
const staleAfter = 5 * 60_000;

/** Takes a place over all windows and command lines of this user; or says at once that somebody else has it. */
export async function holdPlace(machine: Machine, place: Place): Promise<HeldPlace | PlaceTaken> {
  const folder = await movesFolder(machine);
  const locked =
    folder === null
      ? null
      : await machine.files.touch(win32.join(folder, `${keyOf(place)}.lock`), {}, (real) =>
          acquireLock(real, { waitAtMost: 0, staleAfter, renewEvery }),
        );
  // Where nothing can be noted for others, the rename at the end still lets only one copy through.
  if (locked?.kind !== 'ok') return { kind: 'held', release: () => Promise.resolve() };
  const lock = locked.value;
  return lock ? { kind: 'held', release: () => lock.release() } : { kind: 'moveGoingOn', path: place.path };
}

/** Whether somebody else has a place at this moment. */
export async function whyBusy(machine: Machine, place: Place): Promise<PlaceTaken | null> {
  const held = await holdPlace(machine, place);
  if (held.kind !== 'held') return held;
  await held.release();
  return null;
}

/** Where moves are noted; null where that is not known. */
export async function movesFolder(machine: Machine): Promise<string | null> {
  const folder = await sharedFolder(machine);
  return folder === null ? null : win32.join(folder, 'moves');
}

/** A name for files that belong to a place: a path may be longer than a name, and hold anything. */
export function keyOf({ distro, path }: Place): string {
  const text = JSON.stringify([distro.id?.toLowerCase() ?? distro.name.toLowerCase(), path]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
