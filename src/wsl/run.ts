import { isMinusOne, type Command, type Output } from '../machine/command';
import { explainText, outputEvidence, shortenEvidence } from './failure';
import { splitMixed } from './mixed';
import type { Evidence, Parsed, WslProblem } from './problem';
import { wslCommand } from './wslCommand';

/** What names a distro to wsl.exe. */
export interface DistroAddress {
  /** The GUID with braces; null where it is not known. */
  readonly id: string | null;
  readonly name: string;
}

/**
 * How wsl.exe is told which distro: by its registration, which needs no list, carries any name, and is known in this form
 * to every release; else by name.
 */
export function distroArgs(distro: DistroAddress): string[] | WslProblem {
  if (distro.id !== null) return [distro.id];
  return isPlainName(distro.name) ? ['-d', distro.name] : { kind: 'nameHasBlanks', name: distro.name };
}

/**
 * Whether a name reaches wsl.exe as it is. It cuts the argument at a blank or tab and knows no quotes, so the backslash that
 * escapes a quote on the command line would become part of the name.
 */
export function isPlainName(name: string): boolean {
  return name !== '' && !/[\u0000-\u0020"]/.test(name);
}

/** How a program in a distro ended: its exit status and what it printed, which is raw and in no known encoding. */
export interface DistroRun {
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

export interface RunInDistroOptions {
  /** Where it starts; the user's home by default. */
  readonly folder?: string;
  /** After how many seconds it is ended in the distro. */
  readonly seconds?: number;
  /** What it reads from its standard input. When wsl.exe is ended, that ends too. */
  readonly input?: Command<unknown>['input'];
  /** As root and not as the default user: for writing /etc/wsl.conf, and for nothing else. */
  readonly asRoot?: boolean;
}

/** So many milliseconds has a distro, which may have to start first, and the virtual machine with it. */
export const startTimeout = 90_000;

/** The status by which `timeout` says that there is no such program. */
export const programNotFound = 127;
/**
 * A `timeout` that had to kill: by itself being killed with its group, whose raw wait status WSL passes on; by the status
 * that shells make of it; or by its own.
 */
const killed: ReadonlySet<number> = new Set([9, 137, 124]);

/**
 * Runs a program in a distro as its default user or as root, without a shell in between: arguments arrive as they are. This starts
 * the distro, so it is only for distros that run, or because the user asked.
 *
 * Ending wsl.exe does not end what it started in the distro, so `timeout` there sees to it that nothing stays; a distro
 * without it runs nothing. `read` gives null for what is no answer.
 */
export function runInDistro<T>(
  distro: DistroAddress,
  args: readonly [program: string, ...rest: readonly string[]],
  read: (run: DistroRun) => T | null,
  { folder = '~', seconds = 20, input, asRoot = false }: RunInDistroOptions = {},
): Command<Parsed<T>> | WslProblem {
  const which = distroArgs(distro);
  if ('kind' in which) return which;
  const limited = ['timeout', '-s', 'KILL', String(seconds), ...args];
  const made = wslCommand(
    [...which, ...(asRoot ? ['-u', 'root'] : []), '--cd', folder, '-e', ...limited],
    (output, command): Parsed<T> => {
      const problem = problemOfRun(output, command);
      if (problem) return { ok: false, problem };
      if (killed.has(output.exitCode)) {
        return { ok: false, problem: { kind: 'timeoutInside', seconds, ...outputEvidence(output, command) } };
      }
      const { exitCode: status, stdout, stderr } = output;
      const value = read({ status, stdout, stderr });
      if (value !== null) return { ok: true, value };
      return { ok: false, problem: noAnswer(args[0], outputEvidence(output, command)) };
    },
  );
  return input ? { ...made, input } : made;
}

/** What it means that `read` took nothing for an answer: a program that says that all went well has printed something else. */
function noAnswer(program: string, evidence: Evidence): WslProblem {
  if (evidence.exitCode === programNotFound) return { kind: 'programMissingInside', program, ...evidence };
  return { kind: evidence.exitCode === 0 ? 'unreadableOutput' : 'unexpectedExit', ...evidence };
}

/** What kept the program from being run at all; null where it ran. */
function problemOfRun(output: Output, command: string): WslProblem | null {
  const { exitCode, stdout, stderr } = output;
  const bytes = Buffer.from(stdout);
  // The stub inside Windows may even succeed.
  if (exitCode <= 1 && bytes.includes(Buffer.from('aka.ms/wslinstall', 'utf16le'))) {
    return { kind: 'wslNotInstalled', ...outputEvidence(output, command) };
  }
  // A program that is not there is told by status 1 and a line of WSL's own.
  if (exitCode === 1 && /<3>WSL .*execvpe\(timeout\)/.test(Buffer.from(stderr).toString('latin1'))) {
    return { kind: 'programMissingInside', program: 'timeout', ...outputEvidence(output, command) };
  }
  if (!isMinusOne(exitCode)) return null;
  const mixed = splitMixed(stdout);
  const evidence: Evidence = mixed
    ? { command, exitCode, output: shortenEvidence(`${mixed.linux}\n${mixed.own}`) }
    : outputEvidence(output, command);
  const problem = explainText(mixed?.own ?? bytes.toString('utf8'), evidence);
  // Where a status has 8 bits, this may be the program's own.
  return problem.kind === 'unexpectedExit' && exitCode === 255 ? null : problem;
}
