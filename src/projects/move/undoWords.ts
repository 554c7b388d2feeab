import { bytesText } from '../../text/bytes';
import { countText } from '../../text/count';
import { message, type Message } from '../../text/message';
import { momentText } from '../../text/moment';
import { nameList } from '../../text/nameList';
import { printable } from '../../text/printable';
import type { UndoEnd } from './undo';
import type { UndoPlan } from './undoPlan';
import type { UndoProgress } from './undoThrough';

/** What taking a move back will remove, and what stays, a sentence each. */
export function undoSentences(plan: UndoPlan, language: string): Message[] {
  const { record, removed, bytes, changed, withoutOriginal, added, gone } = plan;
  const many = (number: number): string => countText(number, language);
  const sentences: (Message | false)[] = [
    message(
      'To be removed from {0}: {1} files ({2}), {3} links and {4} folders.',
      printable(record.folder),
      many(removed.files.size),
      bytesText(bytes, language),
      many(removed.links.size),
      many(removed.folders.size),
    ),
    message('They are as the move wrote them, and each is compared again before it goes. This cannot be undone.'),
    message('The old folder {0} is not touched.', printable(record.source)),
    record.undone !== null &&
      message('It was begun {0} and not brought to its end: it goes on.', momentText(record.undone, language)),
    changed.length > 0 && message('Changed since the move, and stay: {0}.', nameList(changed)),
    added.length > 0 && message('Not of the move, and stay: {0}.', nameList(added)),
    withoutOriginal.length > 0 && message('Not in the old folder any more, and stay: {0}.', nameList(withoutOriginal)),
    gone > 0 && message('{0} of what was moved is not there any more.', many(gone)),
  ];
  return sentences.filter((each) => each !== false);
}

/** What came of it. */
export function undoEndSentences(
  end: Extract<UndoEnd, { readonly kind: 'done' }>,
  { record, changed, added, withoutOriginal }: Pick<UndoPlan, 'record' | 'changed' | 'added' | 'withoutOriginal'>,
  language: string,
): Message[] {
  const folder = printable(record.folder);
  const stay = [...end.left, ...changed, ...withoutOriginal, ...added];
  return [
    message(
      '{0} files ({1}) were removed from {2}.',
      countText(end.files, language),
      bytesText(end.bytes, language),
      folder,
    ),
    end.isAllGone
      ? message('Nothing of the move is left there.')
      : message('What stays in {0}: {1}.', folder, nameList(stay)),
  ];
}

export function undoProgressText({ phase, ...counts }: UndoProgress, language: string): Message {
  const [done, all] = [countText(counts.done, language), countText(counts.all, language)];
  switch (phase) {
    case 'looking':
      return message('Comparing what was moved: {0} of {1}…', done, all);
    case 'removing':
      return message('Removing what was moved: {0} of {1}…', done, all);
  }
}
