import type { Command } from '../machine/command';
import { distroKind, type DistroKind } from './distro';
import { manage } from './manage';
import type { Parsed } from './problem';

/** What is imported as which distro. WSL 1 has no disk, so a disk is always WSL 2. */
export interface Import {
  readonly name: string;
  /** The folder on Windows that holds the distro from then on; WSL makes it where it is missing, one level of it. */
  readonly folder: string;
  readonly file: string;
  readonly as: { readonly kind: 'archive'; readonly version: 1 | 2 } | { readonly kind: 'disk' };
}

/** `wsl --import NAME FOLDER FILE`: registers a distro made of an exported one. Its default user is root until told otherwise. */
export function importDistro({ name, folder, file, as }: Import): Command<Parsed<null>> {
  const form = as.kind === 'disk' ? ['--vhd'] : ['--version', String(as.version)];
  return manage(['--import', name, folder, file, ...form]);
}

/** Why a distro cannot be given a name: WSL's own rule, or whose name it is already. */
export type NameRefusal =
  | { readonly kind: 'characters' | 'reserved' | 'taken' }
  | { readonly kind: 'foreign'; readonly owner: Exclude<DistroKind, 'user'> };

/** Checks a name for a new distro against WSL's rule and the names that are there, which it compares without case. */
export function refuseName(name: string, taken: readonly string[]): NameRefusal | null {
  // A name in front with a dash would be an option to every verb that takes one.
  if (!/^[A-Za-z0-9._][A-Za-z0-9._-]{0,255}$/.test(name)) return { kind: 'characters' };
  if (name.toLowerCase() === 'legacy') return { kind: 'reserved' };
  const owner = distroKind(name);
  if (owner !== 'user') return { kind: 'foreign', owner };
  return taken.some((each) => each.toLowerCase() === name.toLowerCase()) ? { kind: 'taken' } : null;
}
