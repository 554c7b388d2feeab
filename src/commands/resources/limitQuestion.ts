import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { SettingWish } from '../../wslconf/setKey';
import type { Question } from '../question';

/** A setting that is to change: what the file says of it now, null where it says nothing, and what it shall say. */
export interface LimitChange {
  readonly wish: SettingWish;
  readonly before: string | null;
}

/** What is asked before .wslconfig is written. */
export interface LimitsAsked {
  readonly file: string;
  readonly isNew: boolean;
  readonly changes: readonly LimitChange[];
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

function changeText({ wish: { section, key, value }, before }: LimitChange): Message {
  const name = `[${section}] ${key}`;
  if (value === null) return message('{0}: the line is taken out (it says {1}).', name, printable(before ?? ''));
  return before === null
    ? message('{0}: {1} is added.', name, value)
    : message('{0}: {1} becomes {2}.', name, printable(before), value);
}
