import { message, type Message } from '../../../text/message';
import { printable } from '../../../text/printable';
import { LineIndex } from '../../../text/range';
import { scanWslConfig } from '../../../wslconf/scan';
import type { Question } from '../../question';
import { changesOf, changeText, settingsIn } from '../settingChange';

/** Nobody reads more of them in a modal; the editor has the whole text. */
const mostChanges = 12;

/** What is asked before /etc/wsl.conf of a distro is written; `before` is null where there is none yet. */
export interface WslConfAsked {
  readonly name: string;
  readonly before: string | null;
  readonly after: string;
}

/** Shows what changes, and who writes it. */
export function wslConfQuestion({ name, before, after }: WslConfAsked): Question<'write'> {
  const shown = printable(name);
  return {
    message: message('Write /etc/wsl.conf of {0} as root?', shown),
    detail: [
      ...changesText(before ?? '', after),
      ...stopText(after),
      before === null
        ? message('The file is made: {0}', '/etc/wsl.conf')
        : message('A copy of what is there now is kept beside it.'),
      message('It takes effect when {0} starts the next time; nothing is stopped now.', shown),
    ],
    choices: [['write', message('Write as Root')]],
  };
}

function changesText(before: string, after: string): Message[] {
  const changes = changesOf(before, after, 'wsl.conf', settingsIn('wsl.conf', before, after));
  if (changes.length === 0)
    return [message('No setting changes: only comments, blank lines, or how they are written.')];
  const more = changes.length - mostChanges;
  return [
    ...changes.slice(0, mostChanges).map(changeText),
    ...(more > 0 ? [message('And more settings: {0}.', more)] : []),
  ];
}

/** One bad line makes all behind it nothing, which whoever writes wants to know. */
function stopText(after: string): Message[] {
  const { stoppedAt, problems } = scanWslConfig(after, 'wsl.conf');
  const bad = problems.at(-1);
  if (stoppedAt === null || !bad) return [];
  const line = new LineIndex(after).positionAt(bad.range.start).line;
  return [message('WSL stops reading at line {0}: nothing from there on counts.', line)];
}
