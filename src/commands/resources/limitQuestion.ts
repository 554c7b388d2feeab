import { message } from '../../text/message';
import { printable } from '../../text/printable';
import type { Question } from '../question';
import { changeText, type SettingChange } from './settingChange';

/** What is asked before .wslconfig is written. */
export interface LimitsAsked {
  readonly file: string;
  readonly isNew: boolean;
  readonly changes: readonly SettingChange[];
  /** How many lines WSL cannot read; they stay as they are. */
  readonly badLines: number;
  /** Whether the virtual machine runs, which reads the file at its start; null where nobody can tell. */
  readonly runs: boolean | null;
}

/** Shows what will stand in the file before it is written. */
export function limitsQuestion({ file, isNew, changes, badLines, runs }: LimitsAsked): Question<'write'> {
  return {
    message: message('Write these limits to .wslconfig?'),
    detail: [
      ...changes.map(changeText),
      isNew
        ? message('The file is made: {0}', printable(file))
        : message('All else in {0} stays as it is, and a copy of the file is put beside it.', printable(file)),
      ...(badLines > 0 ? [message('Lines that WSL cannot read and skips: {0}. They stay as they are.', badLines)] : []),
      runs === false
        ? message('WSL does not run: it takes effect when it starts.')
        : message('It takes effect after WSL restarts, and nothing is shut down now.'),
    ],
    choices: [['write', message('Write .wslconfig')]],
  };
}
