import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { unifiedDiff } from '../../text/unifiedDiff';
import { changeText, type SettingChange } from '../resources/settingChange';
import type { Question } from '../question';
import type { Rung } from './ladder';

const linesAtMost = 20;

type Words = Pick<Rung<unknown>, 'title' | 'about'>;

/** Shows the lines of a file that change, and what comes of it, before they do. */
export function editQuestion(
  { title, about }: Words,
  {
    name,
    before,
    after,
    isVolume,
  }: { readonly name: string; readonly before: string; readonly after: string; readonly isVolume: boolean },
): Question<'change' | 'measure'> {
  const lines = unifiedDiff(name, before, after)
    .split('\n')
    .filter((line) => /^[+-](?![+-]{2} )/.test(line))
    .map((line) => printable(line.trimEnd()));
  const more = lines.length - linesAtMost;
  return {
    message: message('Change {0}?', printable(name)),
    detail: [
      title,
      message('What goes (-) and what comes (+):\n{0}', lines.slice(0, linesAtMost).join('\n')),
      ...(more > 0 ? [message('… and {0} more lines.', more)] : []),
      ...about,
      message('The file is changed in its editor, where Undo takes it back.'),
    ],
    choices: [
      ['change', message('Change This File')],
      ...(isVolume ? [['measure', message('Measure What It Would Gain…')] as const] : []),
    ],
  };
}

/** Shows how .wslconfig changes. */
export function virtiofsQuestion(
  { about }: Words,
  {
    file,
    isNew,
    changes,
    runs,
  }: {
    readonly file: string;
    readonly isNew: boolean;
    readonly changes: readonly SettingChange[];
    readonly runs: boolean | null;
  },
): Question<'measure' | 'write'> {
  return {
    message: message('Have WSL mount the Windows drives by virtiofs?'),
    detail: [
      ...changes.map(changeText),
      isNew
        ? message('The file is made: {0}', printable(file))
        : message('All else in {0} stays as it is, and a copy of the file is put beside it.', printable(file)),
      ...about,
      runs === false
        ? message('WSL does not run: it takes effect when it starts.')
        : message('It takes effect after WSL restarts, and nothing is shut down now.'),
      message('Measured first, it can be told afterwards what it has gained.'),
    ],
    choices: [
      ['measure', message('Measure First, Then Write')],
      ['write', message('Write .wslconfig')],
    ],
  };
}

/** What is to be done where an extension has to do it. */
export function cloneQuestion({ title, about }: Words): Question<'clone'> {
  const asked: Message = message('Clone the repository anew, into a container volume?');
  return {
    message: asked,
    detail: [title, ...about, message('Dev Containers asks for the repository. This folder stays as it is.')],
    choices: [['clone', message('Clone in Container Volume…')]],
  };
}
