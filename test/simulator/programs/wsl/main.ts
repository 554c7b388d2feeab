import { RawLine, windowsCommandLine } from '../command-line';
import { type Invocation, runProgram } from '../program';
import { findByName, parseGuid } from './distros';
import { PlainError } from './errors';
import { type Launch, launch } from './launch';
import { verbFor } from './management';
import { Session } from './session';
import { answerAsStub } from './stub';
import { invalidArgument, missingParameter } from './usage';
import { isGuid } from '../../state/model';

void runProgram('wsl', async (invocation) => {
  const session = new Session(invocation);
  if (session.state.generation === 'stub') return answerAsStub(session);
  try {
    return await run(session, invocation);
  } catch (error) {
    return session.fail(error);
  }
});

/** The grammar of the reference, section 5: `[{guid}] [~] [options] [--] [command...]`, verbs among the options. */
async function run(session: Session, { args }: Invocation): Promise<number> {
  const line = new RawLine(windowsCommandLine(args));
  const request: Launch = { guid: undefined, user: undefined, folder: undefined, direct: false, command: '' };
  if (isGuid(line.peek())) request.guid = line.take();
  if (line.peek() === '~') request.folder = line.take();
  while (line.peek().startsWith('-')) {
    const word = line.take();
    if (word === '--') break;
    const verb = verbFor(session, word);
    if (verb) return verb(session, line, word);
    if (word === '-e' || word === '--exec') {
      request.direct = true;
      break;
    }
    readOption(session, line, word, request);
  }
  request.command = line.rest();
  return launch(session, request);
}

function readOption(session: Session, line: RawLine, word: string, request: Launch): void {
  const value = (): string => {
    const text = word === '--cd' ? line.takeQuoted() : line.take();
    if (text === '') throw missingParameter(session, word);
    return text;
  };
  // Added in 2.4: the old inbox wsl does not know it.
  const byId = word === '--distribution-id' && session.state.generation !== 'inbox';
  if (byId || word === '-d' || word === '--distribution') {
    if (request.guid !== undefined) throw new PlainError(session.say('MessageDistroAlreadySet'));
    const text = value();
    request.guid = byId ? parseGuid(session, text) : findByName(session, text).guid;
  } else if (word === '-u' || word === '--user') request.user = value();
  else if (word === '--cd') request.folder = value();
  else throw invalidArgument(session, word);
}
