import type { Fix } from '../text/finding';
import { message } from '../text/message';
import { isDrivePath, locationPath } from '../text/location';
import { sideOf } from './locate';
import { isDefaultComposeFileName } from './composeFileNames';
import type { ClassifiedMount, Place } from './mount';

/**
 * The same folder written relative to the file, for an absolute path that lies in the file's own folder. It means the
 * same on both sides, so the file works from Windows, from a distro, and after the project has moved.
 */
export function relativePathFix(mount: ClassifiedMount, place: Place): Fix | null {
  const source = mount.source;
  if (!source) return null;
  const folder = driveForm(locationPath(place.folder), place.automountRoot);
  const path = driveForm(source.value, place.automountRoot);
  if (folder === null || path === null) return null;
  const inside = path === folder ? '' : path.startsWith(`${folder}/`) ? path.slice(folder.length) : null;
  // A bare "." is no bind to Compose's short syntax unless a target follows, which it does here.
  const relative = inside === null ? null : `.${inside}`;
  const newText = relative === null ? null : source.write(relative);
  if (relative === null || newText === null) return null;
  return {
    title: message('Write {0}, which works from Windows and from WSL', relative),
    safe: startsAtOwnFolder(place),
    // It names the same folder: that helps against a wrong name, never against a slow drive.
    cures: mount.class === 'wrong-side',
    edits: [{ range: source.range, newText }],
  };
}

/** The same folder as the other side names it: `C:\a` becomes `/mnt/c/a` in a distro, `/mnt/c/a` becomes `C:/a` on Windows. */
export function otherSideFix(mount: ClassifiedMount, place: Place): Fix | null {
  const source = mount.source;
  const path = source ? driveForm(source.value, place.automountRoot) : null;
  if (!source || path === null) return null;
  const rest = path.slice(2);
  const drive = path.charAt(0);
  const rewritten =
    sideOf(place) === 'wsl'
      ? `${place.automountRoot}${drive.toLowerCase()}${rest}`
      : `${drive.toUpperCase()}:${rest || '/'}`;
  const newText = source.write(rewritten);
  if (newText === null || rewritten === source.value) return null;
  return {
    title: message('Write {0}', rewritten),
    // Nobody has looked where this machine mounts its drives.
    safe: false,
    cures: true,
    edits: [{ range: source.range, newText }],
  };
}

/**
 * Whether relative paths surely start at the file's own folder. Compose starts at the folder of the first of its files,
 * which for one that somebody has to name may be another; a dev container names its files itself.
 */
function startsAtOwnFolder({ file, folder }: Place): boolean {
  const segments = locationPath(folder)?.split(/[\\/]/) ?? [];
  return isDefaultComposeFileName(file) && !segments.includes('.devcontainer');
}

/** `C:\Users\u`, `C:/Users/u/` and `/mnt/c/Users/u` in one form, `c:/Users/u`; null for what is on no drive. */
function driveForm(path: string | null, automountRoot: string): string | null {
  if (path === null) return null;
  const slashed = path.replace(/\\/g, '/').replace(/\/+$/, '');
  if (slashed.split('/').some((segment) => segment === '.' || segment === '..')) return null;
  if (isDrivePath(path)) return `${slashed.charAt(0).toLowerCase()}:${slashed.slice(2)}`;
  if (path.includes('\\') || !path.startsWith(automountRoot)) return null;
  const match = /^([a-z])(\/.*)?$/.exec(slashed.slice(automountRoot.length));
  return match?.[1] ? `${match[1]}:${match[2] ?? ''}` : null;
}
