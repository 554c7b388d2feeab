import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fixedMessages } from '../../messages/own';
import { fill } from '../../messages/speak';
import { hostPathOf, layoutOf } from '../../state/layout';
import { WslError } from './errors';
import type { Session } from './session';

/** The home folder of a user on this host. */
export function homeOf(root: string, user: string): string {
  return user === 'root' ? join(root, 'root') : join(root, 'home', user);
}

/** The folder of this host in which the command starts: after `--cd`, else after the folder wsl was called in. */
export function startFolder(session: Session, wanted: string | undefined, root: string, home: string): string {
  if (wanted === undefined) return currentFolder(session, root) ?? home;
  if (wanted.startsWith('~')) return linuxFolder(session, join(home, wanted.slice(1)), wanted) ?? home;
  if (wanted.startsWith('/')) return linuxFolder(session, linuxPath(session, root, wanted), wanted) ?? home;
  return hostPathOf(session.folder, wanted)!; // Checked before the distro was started.
}

/** Fails in the client, before anything starts, for a `--cd` that is neither a Linux path nor a Windows folder that exists. */
export function checkWindowsFolder(session: Session, wanted: string | undefined): void {
  if (wanted === undefined || /^[~/]/.test(wanted)) return;
  if (!/^[A-Za-z]:[\\/]/.test(wanted)) throw new WslError('E_INVALIDARG', session.say('E_INVALIDARG'));
  const folder = hostPathOf(session.folder, wanted);
  if (folder !== undefined && existsSync(folder)) return;
  // Windows tells a missing last part from a missing way to it.
  const code = folder !== undefined && existsSync(join(folder, '..')) ? 'ERROR_FILE_NOT_FOUND' : 'ERROR_PATH_NOT_FOUND';
  throw new WslError(code, session.say(code));
}

// wsl.exe translates the Windows folder it is in; one that has no place in the distro costs a warning.
function currentFolder(session: Session, root: string): string | undefined {
  const here = process.cwd();
  const { drives } = layoutOf(session.folder);
  if ([drives, root].some((folder) => isBelow(here, folder))) return here;
  session.warn(fill(fixedMessages.cannotTranslate, here));
  return undefined;
}

function linuxPath(session: Session, root: string, path: string): string {
  const drive = /^\/mnt\/([a-z])(?:\/(.*))?$/.exec(path);
  const onDrive = drive && hostPathOf(session.folder, `${drive[1]}:\\${drive[2] ?? ''}`);
  return onDrive ?? join(root, path);
}

function linuxFolder(session: Session, folder: string, wanted: string): string | undefined {
  if (existsSync(folder)) return folder;
  session.warn(fill(fixedMessages.cannotTranslate, wanted));
  return undefined;
}

function isBelow(path: string, folder: string): boolean {
  if (!existsSync(folder)) return false;
  const real = realpathSync(folder);
  return path === real || path.startsWith(real + sep);
}
