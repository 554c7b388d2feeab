import type { Command } from '../machine/command';
import { explainFailure } from './failure';
import type { Parsed, WslProblem } from './problem';
import { isPlainName } from './run';
import { wslCommand } from './wslCommand';

/** A management command of wsl.exe that says by its exit code alone whether it was done. */
export function manage(args: readonly string[]): Command<Parsed<null>> {
  return wslCommand(args, (output, command) =>
    output.exitCode === 0 ? { ok: true, value: null } : { ok: false, problem: explainFailure(output, command) },
  );
}

/**
 * The same for a verb that takes a distro's name and no id. A name that would not arrive as it is cannot be given: that is
 * a problem of its own and nothing is run.
 */
export function manageDistro(verb: string, name: string, ...rest: string[]): Command<Parsed<null>> | WslProblem {
  return isPlainName(name) ? manage([verb, name, ...rest]) : { kind: 'nameHasBlanks', name };
}
