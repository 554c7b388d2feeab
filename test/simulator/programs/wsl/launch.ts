import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fixedMessages } from '../../messages/own';
import { markRunning } from '../../state/logs';
import { forgetProcess, noteProcess } from '../../state/processes';
import { splitWindows } from '../command-line';
import { type ReadDistro, defaultGuid, findByGuid, rootOf } from './distros';
import { WslError, inContext } from './errors';
import { linuxEnvironment } from './environment';
import type { Session } from './session';
import { checkWindowsFolder, homeOf, startFolder } from './start-folder';

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

/** Starts the distro and runs a command or a shell in it. Programs of this host stand in for those of the distro. */
export async function launch(session: Session, request: Launch): Promise<number> {
  const [program, ...args] = request.direct ? splitWindows(request.command) : [];
  if (request.direct && program === undefined) throw new WslError('E_INVALIDARG', session.say('E_INVALIDARG'));
  checkWindowsFolder(session, request.folder);
  const distro = start(session, request.guid);
  const root = rootOf(session, distro);
  mkdirSync(root, { recursive: true });
  const user = request.user ?? defaultUser(root, distro.defaultUid);
  if (!usersOf(root).has(user)) throw new WslError('WSL_E_USER_NOT_FOUND', session.say('MessageUserNotFound'));
  const home = homeOf(root, user);
  mkdirSync(home, { recursive: true });
  const folder = startFolder(session, request.folder, root, home);
  const env = linuxEnvironment(distro.name, user, root, home);
  const shell = request.command === '' ? (process.stdin.isTTY ? ['-i'] : []) : ['-c', request.command];
  const code = await execute(session, distro, program ?? '/bin/sh', program === undefined ? shell : args, folder, env);
  // These two statuses are taken for internal failures (reference 2.2).
  if (code === 67) throw new WslError('WSL_E_USER_NOT_FOUND', session.say('MessageUserNotFound'));
  if (code === 87) throw new WslError('WSL_E_TTY_LIMIT', fixedMessages.ttyLimit);
  return code;
}

function start(session: Session, guid: string | undefined): ReadDistro {
  return inContext('Service', () =>
    inContext('CreateInstance', () => {
      const distro = findByGuid(session, guid ?? defaultGuid(session));
      const state = session.service;
      if (distro.shown !== 'Running' && distro.shown !== 'Stopped') {
        throw new WslError('E_ILLEGAL_STATE_CHANGE', session.say('MessageInvalidState'));
      }
      if (!distro.wsl2 && !state.optionalComponent) {
        throw new WslError('WSL_E_WSL1_NOT_SUPPORTED', session.say('MessageWsl1NotSupported'));
      }
      if (distro.wsl2 && !state.vmUp) inContext('CreateVm', () => startVm(session));
      session.change((changed) => markRunning(changed, distro.guid));
      return distro;
    }),
  );
}

function startVm(session: Session): void {
  const { virtualization, vmCrash, startWarnings } = session.service;
  if (!virtualization) {
    const error = new WslError('HCS_E_HYPERV_NOT_INSTALLED', session.say('MessageEnableVirtualization'));
    error.addContext('HCS');
    throw error;
  }
  if (vmCrash !== undefined) {
    const trace = session.say('MessageWSL2CrashedStackTrace', vmCrash);
    throw new WslError('WSL_E_VM_CRASHED', `${session.say('MessageWSL2Crashed')}\r\n${trace}`);
  }
  // Only the process that brings the machine up says these.
  for (const warning of startWarnings) session.warn(warning);
}

function execute(
  session: Session,
  distro: ReadDistro,
  program: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((resolve) => {
    // A group of its own: ending wsl does not end the Linux side. On a terminal it must stay in the session instead.
    const leadsGroup = !process.stdin.isTTY;
    const child = spawn(program, args, { cwd, env, stdio: 'inherit', detached: leadsGroup });
    const { pid } = child;
    if (pid !== undefined) noteProcess(session.folder, pid, 'linux', { distro: distro.name, leadsGroup });
    // Ctrl+C on a terminal reaches the whole group and is meant for the Linux side.
    if (!leadsGroup) process.on('SIGINT', () => undefined);
    child.on('error', () => {
      const reason = `execvpe(${program}) failed: No such file or directory`;
      process.stderr.write(`<3>WSL (${process.pid} - Relay) ERROR: CreateProcessCommon:798: ${reason}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      // Terminate and shutdown remove the note first: the connection was lost under this process.
      const lost = pid !== undefined && !forgetProcess(session.folder, pid);
      if (lost) resolve(1);
      else resolve(signal === null ? (code ?? 0) : constants.signals[signal]); // A signal is the raw wait status.
    });
  });
}

function defaultUser(root: string, uid: number): string {
  for (const [name, id] of usersOf(root)) if (id === uid) return name;
  return 'root';
}

function usersOf(root: string): Map<string, number> {
  const users = new Map([['root', 0]]);
  const file = join(root, 'etc', 'passwd');
  if (!existsSync(file)) return users;
  for (const entry of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const [name, , uid] = entry.split(':');
    users.set(name!, Number(uid));
  }
  return users;
}
