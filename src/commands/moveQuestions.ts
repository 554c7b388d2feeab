import type { MovePlan, PointerEdit } from '../projects/move';
import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import type { Question } from './question';

/** Asks whether a project is to be moved as planned. */
export function moveQuestion(
  { request, unfinished }: Pick<MovePlan, 'request' | 'unfinished'>,
  sentences: readonly Message[],
): Question<'move' | 'discard' | 'measure'> {
  const name = printable(request.distro.name);
  const go = unfinished ? message('Go On Copying to {0}', name) : message('Copy to {0}', name);
  return {
    message: message('Move {0} into {1}?', printable(request.windowsPath), name),
    detail: sentences,
    choices: [
      ['move', go],
      // Whoever has begun knows why.
      unfinished
        ? ['discard', message('Remove the Unfinished Copy')]
        : ['measure', message('Measure What It Would Gain…')],
    ],
  };
}

/** Asks whether a moved repository is to be set up for Linux. */
export function gitQuestion(sentences: readonly Message[]): Question<'setUp'> {
  return {
    message: message('The repository is set up for Windows. Set up the new one for Linux?'),
    detail: [
      ...sentences,
      message('Git is asked afterwards whether it is whole, and sees the same changes in both.'),
      whatCancelDoes,
    ],
    choices: [['setUp', message('Set Up for Linux')]],
  };
}

/** The editor calls the other button so, whatever it does. */
const whatCancelDoes = message('Cancel leaves this as it is: the copy itself is whole already.');

const linesAtMost = 12;

/** Asks whether files that name the old place are to be changed in the new one, and shows how. */
export function pointersQuestion(edits: readonly PointerEdit[]): Question<'change'> {
  const lines = edits.flatMap(({ path, diff }) => {
    const added = diff.split('\n').filter((line) => line.startsWith('+') && !line.startsWith('+++'));
    return added.map((line) => message('In {0}: {1}', printable(path), printable(line.slice(1).trim())));
  });
  const more = lines.length - linesAtMost;
  const [first, second] = edits;
  const isOne = first !== undefined && second === undefined;
  return {
    message: isOne
      ? message('{0} of the new folder still goes by the old one. Change it there?', printable(first.path))
      : message('{0} files of the new folder still go by the old one. Change them there?', edits.length),
    detail: [
      ...lines.slice(0, linesAtMost),
      ...(more > 0 ? [message('… and {0} more lines.', more)] : []),
      whatCancelDoes,
    ],
    choices: [['change', isOne ? message('Change This File') : message('Change {0} Files', edits.length)]],
  };
}
