import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { sizeOf, type GitSetup, type GitSetupEnd } from './gitSetup';

/** What would change in a repository, a sentence each; none where nothing would. */
export function gitSentences(setup: GitSetup): Message[] {
  const { settings, toExecutable, toPlain, links, lineEnds, unsaid } = setup;
  const sentences: (Message | false)[] = [
    settings.length > 0 &&
      message('Settings of the repository: {0}.', settings.map(({ key, after }) => `${key}=${after}`).join(', ')),
    toExecutable.length > 0 && message('Files that become executable, as the index says: {0}.', toExecutable.length),
    toPlain.length > 0 && message('Files that are executable no more, as the index says: {0}.', toPlain.length),
    links.length > 0 && message('Links that are made of the files that stood for them: {0}.', links.length),
    lineEnds.length > 0 &&
      message('Files that get the line ends of Linux, as .gitattributes says: {0}.', lineEnds.length),
    unsaid > 0 &&
      message(
        'Files that keep line ends of Windows, since .gitattributes says nothing: {0}. Git may show them as changed.',
        unsaid,
      ),
  ];
  return sizeOf(setup) === 0 ? [] : sentences.filter((each) => each !== false);
}

const namedAtMost = 5;

/** What git says of the repository afterwards. */
export function gitEndSentences({ isDone, isWhole, differing }: GitSetupEnd): Message[] {
  const sentences: (Message | false)[] = [
    !isDone && message('Not all of the repository could be set up for Linux.'),
    !isWhole && message('Git does not find the repository whole: run "git fsck" in both folders.'),
    differing === null && message('The old folder could not be asked for its changes, so they were not compared.'),
    differing !== null &&
      differing.length > 0 &&
      message(
        'Git does not see the same changes in both folders: {0}.',
        [
          ...differing.slice(0, namedAtMost).map((each) => printable(each.slice(3))),
          ...(differing.length > namedAtMost ? ['…'] : []),
        ].join(', '),
      ),
    isDone &&
      isWhole &&
      differing?.length === 0 &&
      message('Git finds the repository whole, and sees the same changes in both folders.'),
  ];
  return sentences.filter((each) => each !== false);
}
