import {
  isDrivePath,
  joinLocation,
  locationPath,
  normalizeDrivePath,
  normalizePosix,
  parseWslShare,
  type Location,
} from '../text/location';
import type { Place, Side } from './mount';

/** What a path of a bind mount stands for, before anything is said about its speed. */
export type Located =
  | {
      readonly kind: 'drive';
      readonly drive: string | null;
      readonly path: string | null;
      readonly writtenFor: WrittenFor;
    }
  | { readonly kind: 'linux'; readonly path: string | null; readonly writtenFor: WrittenFor }
  | {
      readonly kind: 'dockerInternal';
      readonly drive: string | null;
      readonly path: string;
      readonly writtenFor: WrittenFor;
    }
  | { readonly kind: 'windowsPipe' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unknown' };

/** The side whose CLI takes the path as it is meant. */
export type WrittenFor = 'windows' | 'wsl' | 'both';

/** The side a CLI runs on in this place: as the user said, else as the folder tells. */
export function sideOf(place: Place): Side {
  if (place.side !== null) return place.side;
  // A folder in a distro is used from within, also when it is looked at from Windows.
  return place.folder.kind === 'distro' || place.folder.kind === 'unc' ? 'wsl' : 'either';
}

/**
 * Where the source of a bind mount leads (reference: mounts.md §3, §4, §7). A source that is no absolute
 * path is relative to the folder: only the reader of a syntax knows which texts are paths at all.
 */
export function locateSource(source: string, place: Place, side: Side): Located {
  const home = homeVariables.exec(source)?.[0];
  if (home !== undefined) return locateHomeVariables(home.toUpperCase(), source.slice(home.length), place, side);
  if (isUnresolved(source)) return { kind: 'unknown' };
  if (source.startsWith('~')) return locateHome(place, side);
  if (/^[\\/]{2}/.test(source)) return locateDoubleSlash(source, place, side);
  if (isDrivePath(source)) return drive(source.charAt(0), normalizeDrivePath(source), 'windows');
  // "C:x" is relative to a directory that only cmd.exe knows.
  if (/^\p{L}:/u.test(source)) return { kind: 'invalid' };
  if (source.startsWith('/')) return locatePosix(normalizePosix(source), place, side);
  return locateRelative(source, place, side);
}

/** Whether a variable may stand in a text: nothing is known of it then. The `$` of `\\wsl$` begins none. */
export function isUnresolved(text: string): boolean {
  return text.replace(/^[\\/]{2}wsl\$(?=[\\/])/i, '').includes('$');
}

/** Whether a source starts at the folder of its file, so that it moves with it. */
export function isRelativeSource(source: string): boolean {
  return !/^(?:[\\/~]|\p{L}:)/u.test(source) && !isUnresolved(source);
}

/**
 * Whether Docker's command line takes the source of a bind: it makes those absolute that begin with a dot and refuses
 * other relative ones (docker/cli, opts/mount.go). A variable may become anything.
 */
export function isDockerSource(source: string): boolean {
  return /^(?:[.$/]|\\\\|[A-Za-z]:[\\/])/.test(source);
}

/** Folders of a user as devcontainer.json names them: a value is not read, but on which side it leads is known. */
const homeVariables =
  /^(?:\$\{(?:localEnv|env):(?:HOME|USERPROFILE|APPDATA|LOCALAPPDATA|HOMEDRIVE|HOMEPATH)\})+(?=[\\/]|$)/i;

/** Windows sets all but HOME, a distro HOME alone, and what is not set is empty: together they are the home of either. */
function locateHomeVariables(names: string, rest: string, place: Place, side: Side): Located {
  const hasHome = names.includes(':HOME}');
  const hasOthers = names.replaceAll(':HOME}', '').includes(':');
  if (isUnresolved(rest) || !(side === 'wsl' ? hasHome : hasOthers)) return { kind: 'unknown' };
  return locateHome(place, side);
}

function locateHome(place: Place, side: Side): Located {
  // Compose joins the home of whoever runs it with all that follows "~", so "~bob/x" is a folder in the own home.
  if (place.folder.kind === 'unknown') return { kind: 'unknown' };
  if (side === 'wsl') return { kind: 'linux', path: null, writtenFor: 'both' };
  // Of the profile no more is known than that it is on some drive.
  return { kind: 'drive', drive: null, path: null, writtenFor: 'both' };
}

/** `\\server\share`, `//server/share`, `\\.\pipe\x`, and the `//c/x` that keeps Git Bash from translating. */
function locateDoubleSlash(source: string, place: Place, side: Side): Located {
  const slashed = source.replace(/\\/g, '/');
  if (/^\/\/\.\/pipe\//.test(slashed)) return { kind: 'windowsPipe' };
  const share = parseWslShare(source);
  if (share) {
    const letter = driveBelow(share.path, place.automountRoot);
    return letter === null ? { kind: 'linux', path: source, writtenFor: 'windows' } : drive(letter, source, 'windows');
  }
  if (source.startsWith('\\')) return { kind: 'invalid' };
  const single = normalizePosix(source);
  if (isDockerSocket(single)) return dockerInternal(single, 'both');
  const letter = /^\/([A-Za-z])(?:\/|$)/.exec(single)?.[1];
  if (letter) return drive(letter, single, 'windows');
  // Windows reads a share's name here, Linux a path.
  if (place.folder.kind === 'unknown' && side === 'either') return { kind: 'unknown' };
  return side === 'wsl' ? locatePosix(single, place, side) : { kind: 'invalid' };
}

function locatePosix(path: string, place: Place, side: Side): Located {
  if (isDockerSocket(path)) return dockerInternal(path, 'both');
  const letter = driveBelow(path, place.automountRoot);
  if (letter !== null) return drive(letter, path, 'wsl');
  if (/^\/mnt\/wsl\/docker-desktop/.test(path)) return dockerInternal(path, 'both');
  if (/^\/(?:run\/desktop|mnt\/host|host_mnt)(?:\/|$)/.test(path)) return dockerInternal(path, 'windows');
  // Docker Desktop's Windows side takes /c/x for C:\x. On an unknown machine it may be anybody's folder.
  const root = /^\/([A-Za-z])(?:\/|$)/.exec(path)?.[1];
  if (root && place.folder.kind === 'unknown') return { kind: 'unknown' };
  if (root) return drive(root, path, 'windows');
  // What a distro mounts below its automount root is not there on Windows at all.
  const onlyInDistro = place.folder.kind === 'windows' && path.startsWith(place.automountRoot);
  return { kind: 'linux', path, writtenFor: side === 'either' && !onlyInDistro ? 'both' : 'wsl' };
}

function locateRelative(source: string, place: Place, side: Side): Located {
  const { folder } = place;
  // On Linux a backslash is a character like any other, so the path is meant for Windows.
  const writtenFor: WrittenFor = source.includes('\\') ? 'windows' : 'both';
  if (folder.kind === 'unknown') return { kind: 'unknown' };
  const joined = joinLocation(folder, writtenFor === 'windows' ? source.replace(/\\/g, '/') : source);
  const path = joined.kind === 'unc' && side === 'wsl' ? joined.path : locationPath(joined);
  const letter = driveOf(joined, place.automountRoot);
  return letter === null ? { kind: 'linux', path, writtenFor } : drive(letter, path, writtenFor);
}

/** The letter of the Windows drive on which a location lies; null when it lies elsewhere or nobody knows. */
export function driveOf(location: Location, automountRoot: string): string | null {
  switch (location.kind) {
    case 'windows':
      return location.path.charAt(0);
    case 'distro':
    case 'unc':
      return driveBelow(location.path, automountRoot)?.toUpperCase() ?? null;
    case 'unknown':
      return null;
  }
}

/** The letter in `/mnt/c` or `/mnt/c/x`. WSL mounts drives under lower-case letters only. */
function driveBelow(path: string, automountRoot: string): string | null {
  if (!path.startsWith(automountRoot)) return null;
  return /^([a-z])(?:\/|$)/.exec(path.slice(automountRoot.length))?.[1] ?? null;
}

/** Docker Desktop's own names for a drive inside its VM: `/run/desktop/mnt/host/c`, `/mnt/host/c`, `/host_mnt/c`. */
function dockerInternal(path: string, writtenFor: WrittenFor): Located {
  const letter = /^\/(?:run\/desktop\/mnt\/host|mnt\/host|host_mnt)\/([A-Za-z])(?:\/|$)/.exec(path)?.[1];
  return { kind: 'dockerInternal', drive: letter?.toUpperCase() ?? null, path, writtenFor };
}

function isDockerSocket(path: string): boolean {
  return path === '/var/run/docker.sock' || path === '/run/docker.sock';
}

function drive(letter: string, path: string | null, writtenFor: WrittenFor): Located {
  return { kind: 'drive', drive: letter.toUpperCase(), path, writtenFor };
}
