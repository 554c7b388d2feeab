import {
  isDrivePath,
  joinLocation,
  locationPath,
  normalizeDrivePath,
  normalizePosix,
  parseWslShare,
  type Location,
} from '../text/location';
import { mountPointOf } from '../text/mountinfo';
import type { Place, Side, UserFolder } from './mount';

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
  // `%` begins a variable of cmd.exe.
  return !/^(?:[\\/~%]|\p{L}:)/u.test(source) && !isUnresolved(source);
}

/**
 * Whether Docker's command line takes the source of a bind: it makes those absolute that begin with a dot and refuses
 * other relative ones (docker/cli, opts/mount.go). A variable may become anything.
 */
export function isDockerSource(source: string): boolean {
  return /^(?:[.$/]|\\\\|[A-Za-z]:[\\/])/.test(source);
}

/** A folder of whoever runs the CLI: its path is not read, but on which side it leads is known. */
export function locateUserFolder(folder: UserFolder, place: Place, side: Side): Located {
  // Windows' own names are as a rule not set in a distro.
  return folder === 'windows' && side === 'wsl' ? { kind: 'unknown' } : locateHome(place, side);
}

/**
 * Where a path leads that goes to the engine as it stands, as the device of a volume does: a path of Windows or a relative
 * one is none there, and Docker Desktop's own names for the drives are right on either side.
 */
export function locateEngineSource(source: string, place: Place, side: Side): Located {
  if (!source.startsWith('/')) return isUnresolved(source) ? { kind: 'unknown' } : { kind: 'invalid' };
  const internal = dockerInternal(normalizePosix(source), 'both');
  if (/^\/(?:run\/desktop|mnt\/host|host_mnt)(?:\/|$)/.test(source)) return internal;
  const located = locateSource(source, place, side);
  // `/c/x` is a name that the CLI on Windows translates, and `//wsl.localhost/x` one that Windows alone knows.
  return 'writtenFor' in located && located.writtenFor === 'windows' ? { kind: 'invalid' } : located;
}

/**
 * Where the path of a node of Kubernetes leads: Docker Desktop's cluster runs in its own machine, which has Windows' drives
 * under names of its own and neither those of Windows nor those of a distro. Of other clusters nothing is known.
 */
export function locateHostPath(path: string, { automountRoot }: Place): Located | null {
  const located = dockerInternal(normalizePosix(path), 'both');
  if (path.startsWith('/') && located.drive !== null) return located;
  return isDrivePath(path) || driveBelow(path, automountRoot) !== null ? null : { kind: 'unknown' };
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
  if (isSharedByDocker(path, place.automountRoot)) return dockerInternal(path, 'both');
  const seen = side === 'wsl' ? locateLive(path, place, 'wsl') : null;
  if (seen) return seen;
  const letter = driveBelow(path, place.automountRoot);
  if (letter !== null) return drive(letter, path, 'wsl');
  if (isOwnName(path)) return dockerInternal(path, 'windows');
  // Docker Desktop's Windows side takes /c/x for C:\x. On an unknown machine it may be anybody's folder.
  const root = /^\/([A-Za-z])(?:\/|$)/.exec(path)?.[1];
  if (root && place.folder.kind === 'unknown') return { kind: 'unknown' };
  if (root) return drive(root, path, 'windows');
  // Docker Desktop's own machine is a Linux as well, and has these folders.
  if (isOfEveryLinux(path)) return { kind: 'linux', path, writtenFor: 'both' };
  // What a distro mounts below its automount root is not there on Windows at all.
  const onlyInDistro = place.folder.kind === 'windows' && path.startsWith(place.automountRoot);
  return { kind: 'linux', path, writtenFor: side === 'either' && !onlyInDistro ? 'both' : 'wsl' };
}

function locateRelative(source: string, place: Place, side: Side): Located {
  const { folder } = place;
  // On Linux a backslash is a character like any other, so the path is meant for Windows.
  const writtenFor: WrittenFor = source.includes('\\') ? 'windows' : 'both';
  if (folder.kind === 'unknown') return { kind: 'unknown' };
  const joined = joinLocation(folder, source.replace(/\\/g, '/'));
  const path = joined.kind === 'unc' && side === 'wsl' ? joined.path : locationPath(joined);
  const seen =
    side === 'wsl' && joined.kind !== 'windows' && path !== null ? locateLive(path, place, writtenFor) : null;
  if (seen) return seen;
  const letter = driveOf(joined, place.automountRoot);
  return letter === null ? { kind: 'linux', path, writtenFor } : drive(letter, path, writtenFor);
}

/**
 * What the distro itself says of a path: links followed, and the file system that is mounted there. Null where it cannot be
 * asked; of a path that does not exist the folders above it tell.
 */
function locateLive(path: string, { distro }: Place, writtenFor: WrittenFor): Located | null {
  if (!distro || distro.mountPoints.length === 0) return null;
  const holds = mountPointOf(distro.realPath(path) ?? path, distro.mountPoints)?.holds ?? { kind: 'unknown' };
  switch (holds.kind) {
    case 'drive':
      return drive(holds.letter, path, writtenFor);
    case 'windows':
      return { kind: 'drive', drive: null, path, writtenFor };
    case 'linux':
      return { kind: 'linux', path, writtenFor };
    case 'unknown':
      return { kind: 'unknown' };
  }
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

/** Of the names that other machines may have as well, only those that go on as Docker Desktop's do. */
function isOwnName(path: string): boolean {
  return /^\/(?:run\/desktop(?:\/|$)|(?:mnt\/host|host_mnt)\/(?:[A-Za-z]|wsl)(?:\/|$))/.test(path);
}

/** Docker Desktop's own names for a drive inside its VM: `/run/desktop/mnt/host/c`, `/mnt/host/c`, `/host_mnt/c`. */
function dockerInternal(path: string, writtenFor: WrittenFor): Extract<Located, { kind: 'dockerInternal' }> {
  const letter = /^\/(?:run\/desktop\/mnt\/host|mnt\/host|host_mnt)\/([A-Za-z])(?:\/|$)/.exec(path)?.[1];
  return { kind: 'dockerInternal', drive: letter?.toUpperCase() ?? null, path, writtenFor };
}

function isOfEveryLinux(path: string): boolean {
  return /^\/(?:$|(?:bin|boot|dev|etc|lib|proc|run|sbin|sys|tmp|usr|var)(?:\/|$))/.test(path);
}

/** What Docker Desktop keeps in the folder that all distros share, which lies beside the drives. */
export function isSharedByDocker(path: string, automountRoot: string): boolean {
  return ['/mnt/', automountRoot].some((root) => path.startsWith(`${root}wsl/docker-desktop`));
}

function isDockerSocket(path: string): boolean {
  return path === '/var/run/docker.sock' || path === '/run/docker.sock';
}

function drive(letter: string, path: string | null, writtenFor: WrittenFor): Located {
  return { kind: 'drive', drive: letter.toUpperCase(), path, writtenFor };
}
