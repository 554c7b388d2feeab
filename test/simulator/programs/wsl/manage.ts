import { fixedMessages } from '../../messages/own';
import { sameGuid } from '../../state/model';
import { readUsers } from '../../userland/users';
import { type RawLine, splitWindows } from '../command-line';
import { notPartOfSimulator } from '../program';
import { type ReadDistro, findByName, rootOf } from './distros';
import { PlainError } from './errors';
import { startDistro } from './launch';
import { move } from './moving';
import type { Session } from './session';
import { absolutePath } from './transfer';
import { missingParameter } from './usage';

const notPlayed = new Set(['--set-sparse', '-s', '--resize', '-r']);

/** `--manage NAME` with exactly one option (reference 4). The distro is looked up before they are counted. */
export function manage(session: Session, line: RawLine, word: string): number {
  const [name, option, value, ...more] = splitWindows(line.rest());
  if (name === undefined) throw missingParameter(session, word);
  const distro = findByName(session, name);
  if (option !== undefined && notPlayed.has(option)) {
    process.stderr.write(`wsl --manage ${option} is not part of this simulator\n`);
    return notPartOfSimulator;
  }
  if (more.length > 0 || value === undefined) throw new PlainError(fixedMessages.usage);
  if (option === '--move') return move(session, distro, absolutePath(value));
  if (option === '--set-default-user') return setDefaultUser(session, distro, value);
  throw new PlainError(fixedMessages.usage);
}

/** Starts the distro to ask it for the user's number, which only goes into the registry. */
function setDefaultUser(session: Session, distro: ReadDistro, user: string): number {
  startDistro(session, distro.guid);
  const found = readUsers(rootOf(session, distro)).find(({ name }) => name === user);
  if (!found) {
    // What `id` says, in the language of the distro, and its status.
    process.stderr.write(`id: '${user}': no such user\n`);
    return 1;
  }
  session.change((state) => {
    state.distros.find(({ guid }) => sameGuid(guid, distro.guid))!.defaultUid = found.uid;
  });
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}
