import { existsSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute } from 'node:path/win32';
import { hostPathOf } from '../../state/layout';
import { type Lock, sameGuid } from '../../state/model';
import { forgetProcess, identify, noteProcess } from '../../state/processes';
import { sleep } from '../../state/store';
import { type Transfer, abandonTransfer, endTransfer } from '../../state/transfers';
import { type MessageKey } from '../../messages/own';
import { writeAll } from '../output';
import { type ResultCode, WslError } from './errors';
import type { Session } from './session';

type WithoutClient<T> = T extends unknown ? Omit<T, 'client'> : never;

/** Notes that a transfer begins, as work of this process: killed, it is taken back by the next request. */
export function noteTransfer(
  session: Session,
  guid: string,
  transfer: WithoutClient<Transfer>,
  lock: Lock | undefined,
): void {
  session.change((state) => {
    state.transfers.running[guid] = { ...transfer, client: identify(process.pid) };
    if (lock) state.locks[guid] = lock;
  });
}

/** Does the work of a transfer that was noted, and takes everything back when that fails. */
export function carryOut(session: Session, guid: string, progress: MessageKey | null, work: () => void): void {
  noteProcess(session.folder, process.pid, 'wsl');
  try {
    // Told to a person at a terminal alone.
    if (progress !== null && process.stderr.isTTY) session.report(session.say(progress));
    work();
  } catch (error) {
    session.change((state) => abandonTransfer(session.folder, state, guid, []));
    throw error;
  } finally {
    forgetProcess(session.folder, process.pid);
  }
  session.change((state) => endTransfer(state, guid));
}

/** The time that tar takes, and its complaint where it has one: raw bytes and LF beside own text. */
export function waitForTool(session: Session, code: ResultCode, message: MessageKey): void {
  const { milliseconds, failure } = session.service.transfers;
  sleep(milliseconds);
  if (failure === undefined) return;
  writeAll(2, Buffer.from(failure));
  throw new WslError(code, session.say(message));
}

/** A failure with the text that Windows has for its code. */
export function systemError(session: Session, code: ResultCode & MessageKey): WslError {
  return new WslError(code, session.say(code));
}

/** An absolute Windows path for one that may be relative to drive C, as far as this simulator knows folders. */
export function absolutePath(path: string): string {
  return isAbsolute(path) ? path : `C:\\${path}`;
}

/** The file on this host for a Windows path whose folder has to be there. */
export function fileInFolder(session: Session, path: string): string {
  const host = hostPathOf(session.folder, absolutePath(path));
  const parent = hostPathOf(session.folder, dirname(absolutePath(path)));
  if (host === undefined || parent === undefined || !isFolder(parent))
    throw systemError(session, 'ERROR_PATH_NOT_FOUND');
  return host;
}

/** The file on this host for a Windows path that has to be there. */
export function existingFile(session: Session, path: string): string {
  const host = fileInFolder(session, path);
  if (!existsSync(host)) throw systemError(session, 'ERROR_FILE_NOT_FOUND');
  return host;
}

/** Whether a Windows folder holds a distro already; one may be left out of that. */
export function isFolderTaken(session: Session, windowsFolder: string, except?: string): boolean {
  const wanted = fold(windowsFolder);
  return session.service.distros.some(
    ({ guid, basePath }) => (except === undefined || !sameGuid(guid, except)) && fold(basePath) === wanted,
  );
}

/** Whether a file is named like a disk. */
export function looksLikeDisk(path: string): boolean {
  return ['.vhd', '.vhdx'].includes(extname(path).toLowerCase());
}

function fold(path: string): string {
  return absolutePath(path.replace(/^\\\\\?\\/, ''))
    .replace(/[\\/]+/g, '\\')
    .replace(/\\$/, '')
    .toLowerCase();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
