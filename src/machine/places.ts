import { realpathSync } from 'node:fs';
import { posix, resolve, sep } from 'node:path';
import {
  isDrivePath,
  joinLocation,
  normalizePosix,
  parseLocation,
  parseWslShare,
  unknownLocation,
  type Location,
} from '../text/location';
import type { DriveMount } from './driveMounts';
import type { MachineFile, Platform } from './machineFile';

/** Where the folders of the machine are: its own on a real one, stand-ins under a machine file. */
export interface Places {
  /** Where a real absolute path of this process lives, as the machine's user sees it. */
  readonly locate: (path: string) => Location;
  /** The real path this process opens for a path as the user writes it. */
  readonly realPath: (path: string) => string;
  /** The real path for an absolute path of the distro this process runs in. */
  readonly pathInOwnDistro: (path: string) => string;
}

/**
 * A real machine: paths are what they say. `distro` is the name of the one this process runs in, if any, and `drives` are
 * what it has mounted of Windows.
 */
export function realPlaces(platform: Platform, distro: string | null, drives: readonly DriveMount[] = []): Places {
  return {
    locate: (path) =>
      platform === 'other' ? unknownLocation : (parseLocation(withoutDevicePrefix(path), distro) ?? unknownLocation),
    pathInOwnDistro: (path) => path,
    realPath(path) {
      const letter = drives.length > 0 && isDrivePath(path) ? path.charAt(0).toUpperCase() : null;
      const drive = drives.find((each) => each.letter === letter);
      return drive ? posix.join(drive.mountPoint, normalizePosix(path.slice(2).replace(/\\/g, '/'))) : path;
    },
  };
}

/** A folder of this machine that stands for a drive or a share of the described one. */
interface StandIn {
  readonly root: string;
  readonly location: Location;
  readonly folder: string;
}

/** A machine file: its drives and shares are folders of the machine this process really runs on. */
export function standInPlaces(file: Pick<MachineFile, 'platform' | 'env' | 'drives' | 'uncRoots'>): Places {
  // From inside a distro a drive is where that distro mounts it, and the distro's own share is its root.
  const inside = file.platform === 'wsl' ? (file.env['WSL_DISTRO_NAME'] ?? null) : null;
  const drives = Object.entries(file.drives).map(([letter, folder]) =>
    standIn(
      `${letter}:\\`,
      folder,
      inside === null ? null : { kind: 'distro', name: inside, path: `/mnt/${letter.toLowerCase()}` },
    ),
  );
  const shares = Object.entries(file.uncRoots).map(([root, folder]) =>
    standIn(root, folder, isShareOf(root, inside) ? { kind: 'distro', name: inside, path: '/' } : null),
  );
  const standIns = [...drives, ...shares];
  // A folder may be reached under two names when one above it is a link. The longest first, so that one inside another
  // wins.
  const folders = standIns
    .flatMap(({ location, folder }) => [...new Set([folder, withoutLinks(folder)])].map((name) => ({ location, name })))
    .sort((a, b) => b.name.length - a.name.length);

  const own = standIns.find(({ location }) => location.kind === 'distro' && location.path === '/')?.folder ?? null;
  return {
    pathInOwnDistro: (path) => (own === null ? path : posix.join(own, normalizePosix(path))),
    locate(path) {
      // A share the file does not name is still a share: whoever touches it on the real machine starts its distro.
      const named = parseLocation(withoutDevicePrefix(path));
      if (named?.kind === 'unc') return named;
      const real = resolve(path);
      for (const { location, name } of folders) {
        const inside = pathInside(name, real);
        if (inside !== null) return joinLocation(location, inside);
      }
      return file.platform === 'wsl'
        ? (parseLocation(real, file.env['WSL_DISTRO_NAME']) ?? unknownLocation)
        : unknownLocation;
    },
    realPath(path) {
      const plain = withoutDevicePrefix(path);
      const wanted = comparable(plain);
      const found = standIns.find(
        ({ root }) => wanted === comparable(root) || wanted.startsWith(`${comparable(root)}/`),
      );
      if (!found) return path;
      const rest = plain.slice(comparable(found.root).length).replace(/\\/g, '/');
      return posix.join(found.folder, normalizePosix(rest));
    },
  };
}

function standIn(root: string, folder: string, seenAs: Location | null): StandIn {
  return { root, location: seenAs ?? parseLocation(root) ?? unknownLocation, folder: resolve(folder) };
}

function isShareOf(root: string, distro: string | null): boolean {
  return distro !== null && parseWslShare(root)?.distro.toLowerCase() === distro.toLowerCase();
}

function withoutLinks(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** `\\?\C:\x` and `\\?\UNC\server\x` say what `C:\x` and `\\server\x` say, past Windows' own rules for paths. */
function withoutDevicePrefix(path: string): string {
  return path.replace(/^[\\/]{2}[?.][\\/](?:UNC[\\/]+|(?=[A-Za-z]:))/i, (prefix) =>
    /unc/i.test(prefix) ? '\\\\' : '',
  );
}

/** The part of `path` below `folder` (empty for the folder itself), or null when it lies elsewhere. */
function pathInside(folder: string, path: string): string | null {
  if (path === folder) return '';
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}

/** A path for comparing, of the same length as the part of the original that it stands for. */
function comparable(path: string): string {
  return path
    .replace(/\\/g, '/')
    .replace(/\/+$/, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
