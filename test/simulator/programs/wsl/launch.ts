import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fixedMessages } from '../../messages/own';
import { noteUse } from '../../state/idle';
import { markRunning } from '../../state/logs';
import { sameGuid } from '../../state/model';
import { forgetProcess, noteProcess } from '../../state/processes';
import { findHolder, startHolder } from '../../userland/holder';
import { type User, readUsers } from '../../userland/users';
import { splitWindows } from '../command-line';
import { type ReadDistro, defaultGuid, findByGuid, rootOf } from './distros';
import { linuxEnvironment } from './environment';
import { WslError, inContext } from './errors';
import type { Session } from './session';
import { checkWindowsFolder, startFolder } from './start-folder';
import { type HostCommand, surroundingsOf } from './surroundings';
import { bringUpVirtualMachine } from './virtual-machine';

/** What to run, as far as the command line says it. */
export interface Launch {
  guid: string | undefined;
  user: string | undefined;
  folder: string | undefined;
  /** `-e`: no shell in between. */
  direct: boolean;
  /** The raw remainder of the command line. */
  command: string;
}

/** Starts the distro and runs a command or a shell in it. */
export async function launch(session: Session, request: Launch): Promise<number> {
  const words = request.direct ? splitWindows(request.command) : [];
  if (request.direct && words.length === 0) throw new WslError('E_INVALIDARG', session.say('E_INVALIDARG'));
  checkWindowsFolder(session, request.folder);
  const distro = startDistro(session, request.guid);
  const surroundings = surroundingsOf(session.folder, session.service, distro.guid);
  const user = findUser(session, distro, request.user);
  makeHome(session, distro, user);
  const folder = startFolder(session, request.folder, { distro: distro.name, surroundings, home: user.home });
  const [program, ...args] = request.direct ? (words as [string, ...string[]]) : shellCommand(user, request.command);
  const env = linuxEnvironment({
    distro: distro.name,
    user,
    home: surroundings.shownPath(user.home),
    root: surroundings.shownPath('/'),
    windowsPath: surroundings.windowsPath(),
  });
  if (!surroundings.hasProgram(program, folder, env.PATH)) return missingProgram(program);
  const command = surroundings.command(user, folder, program, args);
  const code = await execute(session, distro, command, env, program);
  if (session.state.idle) session.change((state) => noteUse(state, distro.guid, Date.now()));
  // These two statuses are taken for internal failures (reference 2.2).
  if (code === 67) throw new WslError('WSL_E_USER_NOT_FOUND', session.say('MessageUserNotFound'));
  if (code === 87) throw new WslError('WSL_E_TTY_LIMIT', fixedMessages.ttyLimit);
  return code;
}

/** Starts a distro, the default one without an id, and the virtual machine where it needs one. */
export function startDistro(session: Session, guid: string | undefined): ReadDistro {
  return inContext('Service', () =>
    inContext('CreateInstance', () => {
      const found = findStartable(session, guid);
      if (found.wsl2) bringUpVirtualMachine(session);
      // Looked at again under the lock: of several processes that start a distro one does.
      return session.change((state) => {
        const distro = findStartable(session, found.guid);
        if (state.userlands) {
          const registered = state.distros.find((each) => sameGuid(each.guid, distro.guid))!;
          if (distro.shown !== 'Running' || !findHolder(session.folder, registered)) {
            startHolder(session.folder, registered);
          }
        }
        markRunning(state, distro.guid);
        noteUse(state, distro.guid, Date.now());
        return distro;
      });
    }),
  );
}

function findStartable(session: Session, guid: string | undefined): ReadDistro {
  const distro = findByGuid(session, guid ?? defaultGuid(session));
  if (distro.shown !== 'Running' && distro.shown !== 'Stopped') {
    throw new WslError('E_ILLEGAL_STATE_CHANGE', session.say('MessageInvalidState'));
  }
  if (!distro.wsl2 && !session.service.optionalComponent) {
    throw new WslError('WSL_E_WSL1_NOT_SUPPORTED', session.say('MessageWsl1NotSupported'));
  }
  return distro;
}

function findUser(session: Session, distro: ReadDistro, wanted: string | undefined): User {
  const users = readUsers(rootOf(session, distro));
  const user =
    wanted === undefined
      ? (users.find(({ uid }) => uid === distro.defaultUid) ?? users.find(({ uid }) => uid === 0))
      : users.find(({ name }) => name === wanted);
  if (!user) throw new WslError('WSL_E_USER_NOT_FOUND', session.say('MessageUserNotFound'));
  return user;
}

function makeHome(session: Session, distro: ReadDistro, { home, uid, gid }: User): void {
  const path = join(rootOf(session, distro), home);
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  if (session.service.userlands) chownSync(path, uid, gid);
}

function shellCommand({ shell }: User, command: string): [string, ...string[]] {
  if (command !== '') return [shell, '-c', command];
  return process.stdin.isTTY ? [shell, '-i'] : [shell];
}

function missingProgram(program: string): number {
  const reason = `execvpe(${program}) failed: No such file or directory`;
  process.stderr.write(`<3>WSL (${process.pid} - Relay) ERROR: CreateProcessCommon:798: ${reason}\n`);
  return 1;
}

function execute(
  session: Session,
  distro: ReadDistro,
  { program, args, cwd }: HostCommand,
  env: NodeJS.ProcessEnv,
  shownProgram: string,
): Promise<number> {
  return new Promise((resolve) => {
    // A group of its own: ending wsl does not end the Linux side. On a terminal it must stay in the session instead.
    const leadsGroup = !process.stdin.isTTY;
    const child = spawn(program, args, { cwd, env, stdio: 'inherit', detached: leadsGroup });
    const { pid } = child;
    if (pid !== undefined) noteProcess(session.folder, pid, 'linux', { distro: distro.name, leadsGroup });
    // Ctrl+C on a terminal reaches the whole group and is meant for the Linux side.
    if (!leadsGroup) process.on('SIGINT', () => undefined);
    child.on('error', () => resolve(missingProgram(shownProgram)));
    child.on('exit', (code, signal) => {
      // Terminate and shutdown remove the note first: the connection was lost under this process.
      const lost = pid !== undefined && !forgetProcess(session.folder, pid);
      if (lost) resolve(1);
      else resolve(signal === null ? (code ?? 0) : constants.signals[signal]); // A signal is the raw wait status.
    });
  });
}
