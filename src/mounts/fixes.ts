import type { Fix } from '../text/finding';
import { message } from '../text/message';
import { locationPath } from '../text/location';
import { defaultComposeFileRole } from './composeFileNames';
import { isDevcontainerFile, settingsFolder } from './devcontainerFileNames';
import { driveForm } from './drivePath';
import { sideOf } from './locate';
import type { ClassifiedMount, Place } from './mount';

/**
 * The same folder written relative to the file's base, for an absolute path that lies in there. It means the same on both
 * sides, so the file works from Windows, from a distro, and after the project has moved.
 */
export function relativePathFix(mount: ClassifiedMount, place: Place): Fix | null {
  const source = mount.source;
  // Whoever wrote a variable chose it over a path.
  if (!source || source.filledIn) return null;
  const folder = driveForm(locationPath(place.folder), place.automountRoot);
  const path = driveForm(source.value, place.automountRoot);
  if (folder === null || path === null) return null;
  const inside = path === folder ? '' : path.startsWith(`${folder}/`) ? path.slice(folder.length) : null;
  // A bare "." is no bind to Compose's short syntax unless a target follows, which it does here.
  const inDevcontainer = isDevcontainerFile(place.file);
  const start = inDevcontainer ? '${localWorkspaceFolder}' : '.';
  const relative = inside === null ? null : `${start}${inside}`;
  const newText = relative === null ? null : source.write(relative);
  if (relative === null || newText === null) return null;
  return {
    title: message('Write {0}, which works from Windows and from WSL', relative),
    safe: inDevcontainer || startsAtOwnFolder(place),
    // It names the same folder: that helps against a wrong name, never against a slow drive.
    cures: mount.class === 'wrong-side',
    edits: [{ range: source.range, newText }],
  };
}

/** The same folder as the other side names it: `C:\a` becomes `/mnt/c/a` in a distro, `/mnt/c/a` becomes `C:/a` on Windows. */
export function otherSideFix(mount: ClassifiedMount, place: Place): Fix | null {
  const source = mount.source;
  const path = source && !source.filledIn ? driveForm(source.value, place.automountRoot) : null;
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
  return defaultComposeFileRole(file) !== null && !segments.includes(settingsFolder);
}
