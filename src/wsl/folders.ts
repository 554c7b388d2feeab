import type { Command } from '../machine/command';
import type { Parsed, WslProblem } from './problem';
import { runInDistro, type DistroAddress, type DistroRun } from './run';

/** The names of the folders in a folder, or that there is no such folder. */
export type FolderList =
  { readonly kind: 'folders'; readonly names: readonly string[] } | { readonly kind: 'noFolder' };

/** Asks for the home folder of a distro's default user. Starts the distro. */
export function askHome(distro: DistroAddress): Command<Parsed<string>> | WslProblem {
  return runInDistro(distro, ['pwd'], ({ status, stdout }) => {
    const home = text(stdout).replace(/\n$/, '');
    return status === 0 && home.startsWith('/') ? home : null;
  });
}

/**
 * Lists the folders in a folder of a distro, links to folders included. Starts the distro. The path is an argument of
 * `find` and not of `--cd`, which knows quotes of its own; names are parted by NUL and may hold anything else.
 */
export function listFolders(distro: DistroAddress, path: string): Command<Parsed<FolderList>> | WslProblem {
  const find = ['find', '-L', path, '-maxdepth', '1', '-type', 'd', '-print0'] as const;
  const read = ({ status, stdout }: DistroRun): FolderList | null => {
    // Where there is one, the folder itself comes first, also when some of what is in it may not be looked at.
    const [itself, ...inside] = text(stdout).split('\0').slice(0, -1);
    // `find` fails with 1 on a folder that is not there.
    if (itself === undefined) return status <= 1 ? { kind: 'noFolder' } : null;
    // A name that is no UTF-8 has no address.
    const names = inside.map((each) => each.slice(each.lastIndexOf('/') + 1)).filter((name) => !/^$|\uFFFD/.test(name));
    return { kind: 'folders', names };
  };
  return runInDistro(distro, find, read, { folder: '/' });
}

/** What a Linux program prints passes as it is. */
function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
