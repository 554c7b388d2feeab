import type { Command } from '../machine/command';
import { explainFailure } from './failure';
import type { Parsed, WslProblem } from './problem';
import { wslCommand } from './wslCommand';

/**
 * `wsl --set-default NAME`. WSL cuts this argument at a blank and knows no quotes, so a name with blanks cannot be
 * given: that is a problem of its own and nothing is run.
 */
export function setDefaultDistro(name: string): Command<Parsed<null>> | WslProblem {
  if (/\s/.test(name)) return { kind: 'nameHasBlanks', name };
  return wslCommand(['--set-default', name], (output, command) =>
    output.exitCode === 0 ? { ok: true, value: null } : { ok: false, problem: explainFailure(output, command) },
  );
}
