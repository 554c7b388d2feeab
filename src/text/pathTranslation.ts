import { isDrivePath } from './location';
import { message, type Message } from './message';
import { mountPointOf, type MountedFolder } from './mountinfo';
import { printable } from './printable';

/**
 * Where a distro has the drives of Windows: below one folder, each under its letter in lower case, or as its mount table
 * says. `root` ends with a slash.
 */
export type Drives = { readonly root: string } | { readonly mounts: readonly MountedFolder[] };

/** The distro whose side of a path is asked for. */
export interface DistroSide {
  /** Null where it is not known: then nothing of its own files has a path on Windows. */
  readonly name: string | null;
  readonly drives: Drives;
}

/** Why a path has none on the other side. */
export type NoPath =
  /** It is behind the share of another distro. */
  | { readonly reason: 'otherDistro'; readonly distro: string }
  /** The distro has not mounted this drive. */
  | { readonly reason: 'notMounted'; readonly drive: string }
  /** It lies in a distro whose name is not known. */
  | { readonly reason: 'unknownDistro' }
  /** A folder of a server, or one relative to the current folder of a drive. */
  | { readonly reason: 'noAddress' };

export type Translated = { readonly path: string } | NoPath;

/** What people are told of a path that the other side does not have. */
export function explainNoPath(none: NoPath): Message {
  switch (none.reason) {
    case 'otherDistro':
      return message('No path for it here: it is in another distro, {0}.', printable(none.distro));
    case 'notMounted':
      return message('No path for it there: the distro has not mounted drive {0}.', none.drive);
    case 'unknownDistro':
      return message('No path for it on Windows: it is in a distro, and in which one is not known.');
    case 'noAddress':
      return message('No path for it on the other side: it is on a server, or relative to a drive.');
  }
}

/**
 * The path that a distro has for a path of Windows, as WSL's own wslpath gives it (its tests are the measure, MIT): slashes,
 * no matter whether anything is there; a slash at the end stays; a relative path stays relative. Characters that Windows
 * cannot have in names are turned back where the distro's own files are meant, and on a drive they are not.
 */
export function toLinuxPath(windowsPath: string, side: DistroSide): Translated {
  const path = withoutDevicePrefix(windowsPath);
  const share = /^[\\/]{2}(?:wsl\.localhost|wsl\$)[\\/]+([^\\/]+)(.*)$/is.exec(path);
  if (share?.[1] !== undefined) {
    if (side.name !== null && share[1].toLowerCase() !== side.name.toLowerCase()) {
      return { reason: 'otherDistro', distro: share[1] };
    }
    return { path: fromPrivateUse(slashed(share[2] ?? '')) || '/' };
  }
  if (isDrivePath(path)) return onDrive(path.charAt(0).toUpperCase(), slashed(path.slice(2)), side.drives);
  if (/^[\\/]{2}/.test(path) || /^[A-Za-z]:/.test(path)) return { reason: 'noAddress' };
  // A Linux path already, or a relative one.
  return { path: path.startsWith('/') ? path : slashed(path) };
}

/** The path by which Windows reaches a path of a distro: on a drive, or through the distro's share. */
export function toWindowsPath(linuxPath: string, side: DistroSide): Translated {
  if (!linuxPath.startsWith('/')) return { path: backslashed(linuxPath) };
  const path = linuxPath.replace(/\/{2,}/g, '/');
  const found = driveOf(path, side.drives);
  if (found === 'foreign') return { reason: 'noAddress' };
  if (found) return { path: `${found.letter}:${backslashed(found.rest === '' ? '/' : found.rest)}` };
  if (side.name === null) return { reason: 'unknownDistro' };
  return { path: `\\\\wsl.localhost\\${side.name}${backslashed(path)}` };
}

function onDrive(letter: string, rest: string, drives: Drives): Translated {
  if ('root' in drives) return { path: `${drives.root}${letter.toLowerCase()}${rest}` };
  for (const mount of drives.mounts) {
    if (mount.holds.kind !== 'drive' || mount.holds.letter !== letter) continue;
    const below = pathBelow(mount.root, rest);
    if (below === null) continue;
    const path = `${mount.path}${below}`;
    // Something else may be mounted over it.
    if (mountPointOf(path.replace(/(.)\/+$/, '$1'), drives.mounts) === mount) return { path };
  }
  return { reason: 'notMounted', drive: letter };
}

/** What of a path is left below a folder, beginning with a slash; empty for the folder itself. Windows knows no case. */
function pathBelow(folder: string, path: string): string | null {
  const prefix = folder === '/' ? '' : folder;
  if (path.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return null;
  const rest = path.slice(prefix.length);
  return rest === '' || rest.startsWith('/') ? rest : null;
}

/** The drive on which a path lies, null for the distro's own files, `foreign` for what Windows has under no letter. */
function driveOf(path: string, drives: Drives): { letter: string; rest: string } | 'foreign' | null {
  if ('root' in drives) {
    const letter = path.startsWith(drives.root)
      ? /^[a-z](?=\/|$)/.exec(path.slice(drives.root.length))?.[0]
      : undefined;
    return letter === undefined
      ? null
      : { letter: letter.toUpperCase(), rest: path.slice(drives.root.length + letter.length) };
  }
  const plain = path.replace(/(.)\/+$/, '$1');
  const mount = drives.mounts.findLast((each) => each === mountPointOf(plain, drives.mounts));
  if (mount?.holds.kind === 'windows') return 'foreign';
  if (mount?.holds.kind !== 'drive') return null;
  const rest = path.slice(mount.path.length);
  return { letter: mount.holds.letter, rest: mount.root === '/' ? rest : `${mount.root}${rest}` };
}

/** `\\?\C:\x` and `\\?\UNC\server\x` say what `C:\x` and `\\server\x` say. */
function withoutDevicePrefix(path: string): string {
  return path.replace(/^\\\\[?.]\\(UNC\\)?/i, (_, unc: string | undefined) => (unc === undefined ? '' : '\\\\'));
}

function slashed(path: string): string {
  return path.replace(/\\/g, '/').replace(/\/{2,}/g, '/');
}

/** What Windows forbids in names has a place of its own in Unicode's private use area: U+F000 and the character's number. */
function backslashed(path: string): string {
  return path
    .replace(/[\u0001-\u001f"*:<>?|\\]/g, (forbidden) => String.fromCharCode(0xf000 + forbidden.charCodeAt(0)))
    .replace(/\//g, '\\');
}

function fromPrivateUse(path: string): string {
  return path.replace(/[\uF001-\uF01F\uF022\uF02A\uF03A\uF03C\uF03E\uF03F\uF05C\uF07C]/g, (stand) =>
    String.fromCharCode(stand.charCodeAt(0) - 0xf000),
  );
}
