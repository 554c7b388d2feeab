import type { UndoPlan } from '../../projects/move';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { Question } from '../question';

/** Asks whether a stopped distro may be started, so that what was moved there can be compared. */
export function startQuestion(name: string): Question<'start'> {
  return {
    message: message('{0} is stopped. Start it to compare what was moved there?', printable(name)),
    detail: [message('Nothing is removed before you have seen what it is.')],
    choices: [['start', message('Start {0}', printable(name))]],
  };
}

/** Asks whether what a move wrote is to be removed. */
export function undoQuestion({ record, removed }: UndoPlan, sentences: readonly Message[]): Question<'remove'> {
  return {
    message: message('Remove what was moved to {0}?', printable(record.folder)),
    detail: sentences,
    choices: [['remove', message('Remove {0} Files', removed.files.size)]],
  };
}
