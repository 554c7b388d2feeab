import { posix, sep } from 'node:path';
import { joinLocation, normalizePosix, parseLocation, unknownLocation, type Location } from '../text/location';
import type { MachineFile, Platform } from './machineFile';

/** Where the folders of the machine are: its own on a real one, stand-ins under a machine file. */
export interface Places {
  /** Where a real absolute path of this process lives, as the machine's user sees it. */
  locate(path: string): Location;
  /** The real path this process opens for a path as the user writes it. */
  realPath(path: string): string;
}

/** A real machine: paths are what they say. `distro` is the name of the one this process runs in, if any. */
export function realPlaces(platform: Platform, distro: string | null): Places {
  return {
    locate: (path) => (platform === 'other' ? unknownLocation : (parseLocation(path, distro) ?? unknownLocation)),
    realPath: (path) => path,
  };
}

/** A machine file: its drives and shares are folders of the machine this process really runs on. */
export function standInPlaces(file: MachineFile): Places {
  const drives = Object.entries(file.drives).map(([letter, folder]) => ({ root: `${letter}:\\`, folder }));
  const shares = Object.entries(file.uncRoots).map(([root, folder]) => ({ root, folder }));
  // The longest folder first, so that one inside another wins.
  const roots = [...drives, ...shares].sort((a, b) => b.folder.length - a.folder.length);

  return {
    locate(path) {
      for (const { root, folder } of roots) {
        const inside = pathInside(folder, path);
        const base = inside === null ? null : parseLocation(root);
        if (inside !== null && base) return joinLocation(base, inside);
      }
      return file.platform === 'wsl'
        ? (parseLocation(path, file.env['WSL_DISTRO_NAME']) ?? unknownLocation)
        : unknownLocation;
    },
    realPath(path) {
      const wanted = comparable(path);
      const found = roots.find(({ root }) => wanted === comparable(root) || wanted.startsWith(`${comparable(root)}/`));
      if (!found) return path;
      const rest = path.slice(found.root.length).replace(/\\/g, '/');
      return posix.join(found.folder, normalizePosix(rest));
    },
  };
}

/** The part of `path` below `folder` (empty for the folder itself), or null when it lies elsewhere. */
function pathInside(folder: string, path: string): string | null {
  if (path === folder) return '';
  return path.startsWith(folder + sep) ? path.slice(folder.length + 1) : null;
}

function comparable(path: string): string {
  return path.replace(/\\/g, '/').replace(/\/+$/, '').toLowerCase();
}
