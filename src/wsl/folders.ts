import { isMinusOne, type Command, type Output } from '../machine/command';
import { explainFailure, outputEvidence } from './failure';
import type { Parsed, WslProblem } from './problem';
import { runInDistro } from './run';

type Which = { readonly id: string | null; readonly name: string };

/** The names of the folders in a folder, or that there is no such folder. */
export type FolderList =
  { readonly kind: 'folders'; readonly names: readonly string[] } | { readonly kind: 'noFolder' };

/** Asks for the home folder of a distro's default user. Starts the distro. */
export function askHome(distro: Which): Command<Parsed<string>> | WslProblem {
  return reading(runInDistro(distro, ['pwd']), (output, command) => {
    const home = text(output.stdout).replace(/\n$/, '');
    if (output.exitCode === 0 && home.startsWith('/')) return { ok: true, value: home };
    return { ok: false, problem: explainFailure(output, command) };
  });
}

/**
 * Lists the folders in a folder of a distro, links to folders included. Starts the distro. The path is an argument of
 * `find` and not of `--cd`, which knows quotes of its own; names are parted by NUL and may hold anything else.
 */
export function listFolders(distro: Which, path: string): Command<Parsed<FolderList>> | WslProblem {
  const find = ['find', '-L', path, '-maxdepth', '1', '-type', 'd', '-print0'];
  return reading(runInDistro(distro, find, '/'), (output, command) => {
    // Where there is one, the folder itself comes first, also when some of what is in it may not be looked at.
    const [itself, ...inside] = text(output.stdout).split('\0').slice(0, -1);
    if (itself === undefined) return readNothing(output, command);
    // A name that is no UTF-8 has no address.
    const names = inside.map((each) => each.slice(each.lastIndexOf('/') + 1)).filter((name) => !/^$|\uFFFD/.test(name));
    return { ok: true, value: { kind: 'folders', names } };
  });
}

/** `find` fails with 1 on a folder that is not there; so does wsl.exe on a missing `find`, with a line of its own. */
function readNothing(output: Output, command: string): Parsed<FolderList> {
  if (isMinusOne(output.exitCode)) return { ok: false, problem: explainFailure(output, command) };
  if (output.exitCode <= 1 && !text(output.stderr).startsWith('<3>WSL'))
    return { ok: true, value: { kind: 'noFolder' } };
  return { ok: false, problem: { kind: 'unexpectedExit', ...outputEvidence(output, command) } };
}

function reading<T>(
  command: Command<Output> | WslProblem,
  parse: (output: Output, line: string) => T,
): Command<T> | WslProblem {
  if ('kind' in command) return command;
  return { ...command, parse: (output) => parse(output, `wsl.exe ${command.args.join(' ')}`) };
}

/** What a Linux program prints passes as it is. */
function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
