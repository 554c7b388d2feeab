import { existsSync, realpathSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fixedMessages } from '../../messages/own';
import { fill } from '../../messages/speak';
import { distroRootOf, hostPathOf, layoutOf } from '../../state/layout';
import { WslError } from './errors';
import { linuxPathOf } from './linux-path';
import type { Session } from './session';
import type { Surroundings } from './surroundings';

/** Who asks for a folder: the distro's name, its surroundings, and the home of the user. */
export interface Starter {
  distro: string;
  surroundings: Surroundings;
  home: string;
}

/** The folder in which the command starts, as the distro names it: after `--cd`, else after the folder wsl was called in. */
export function startFolder(session: Session, wanted: string | undefined, starter: Starter): string {
  const { home } = starter;
  if (wanted === undefined) return currentFolder(session, starter.distro) ?? home;
  if (wanted.startsWith('~')) return linuxFolder(session, posix.join(home, wanted.slice(1)), wanted, starter);
  if (wanted.startsWith('/')) return linuxFolder(session, wanted, wanted, starter);
  return linuxPathOf(wanted); // Checked before the distro was started.
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
function currentFolder(session: Session, distro: string): string | undefined {
  const here = process.cwd();
  const onDrive = pathBelow(here, layoutOf(session.folder).drives);
  if (onDrive) return linuxPathOf(`${onDrive.charAt(0)}:${onDrive.slice(1)}`);
  const inDistro = pathBelow(here, distroRootOf(session.folder, distro));
  if (inDistro !== undefined) return `/${inDistro}`;
  session.warn(fill(fixedMessages.cannotTranslate, here));
  return undefined;
}

function linuxFolder(session: Session, folder: string, wanted: string, { surroundings, home }: Starter): string {
  if (surroundings.hasFolder(folder)) return folder;
  session.warn(fill(fixedMessages.cannotTranslate, wanted));
  return home;
}

/** The way from a folder down to a path, empty for the folder itself; undefined for a path that is not below it. */
function pathBelow(path: string, folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const real = realpathSync(folder);
  return path === real || path.startsWith(real + sep) ? relative(real, path) : undefined;
}
