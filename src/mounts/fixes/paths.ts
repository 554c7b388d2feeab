import { locationPath, normalizePosix, parseWslShare } from '../../text/location';
import type { Fix } from '../../text/finding';
import { message } from '../../text/message';
import { defaultComposeFileRole } from '../composeFileNames';
import { isDevcontainerFile, settingsFolder } from '../devcontainerFileNames';
import { driveForm } from '../drivePath';
import { sideOf } from '../locate';
import type { ClassifiedMount, Place } from '../mount';

/**
 * The same folder written relative to the file's base, for an absolute path that lies in there. It means the same on both
 * sides, so the file works from Windows, from a distro, and after the project has moved.
 */
export function relativePathFix(mount: ClassifiedMount, place: Place): Fix | null {
  const source = mount.source;
  // Whoever wrote a variable chose it over a path; the engine and a program that somebody else starts know no relative one.
  if (!source || source.filledIn || mount.resolver === 'engine' || mount.startsAssumed) return null;
  const folder = driveForm(locationPath(place.folder), place.automountRoot);
  const path = driveForm(source.value, place.automountRoot);
  if (folder === null || path === null) return null;
  const inside = path === folder ? '' : path.startsWith(`${folder}/`) ? path.slice(folder.length) : null;
  // A bare "." is no bind to Compose's short syntax unless a target follows, which it does here.
  const inDevcontainer = isDevcontainerFile(place.file);
  const start = inDevcontainer ? '${localWorkspaceFolder}' : '.';
  if (inside === null) return null;
  return rewrite(mount, `${start}${inside}`, {
    title: message('Write {0}, which works from Windows and from WSL', `${start}${inside}`),
    safe: inDevcontainer || startsAtOwnFolder(place),
    // It names the same folder: that helps against a wrong name, never against a slow drive.
    cures: mount.class === 'wrong-side',
  });
}

/** The same folder as the side names it on which Docker is called. */
export function otherSideFix(mount: ClassifiedMount, place: Place): Fix | null {
  const source = mount.source;
  if (!source) return null;
  if (mount.kind === 'host-path') return clusterPathFix(mount, place);
  const side = sideOf(place);
  const relative = /^\.{1,2}\\/.test(source.value) && side === 'wsl' ? source.value.replace(/\\/g, '/') : null;
  const path = relative ?? pathOnSide(source.value, place, side === 'wsl');
  if (path === null || path === source.value) return null;
  return rewrite(mount, path, {
    title:
      relative === null
        ? message('Write {0}', path)
        : message('Write {0}, which works from Windows and from WSL', path),
    // With slashes a relative path means the same everywhere. For others nobody has looked where this machine mounts its drives.
    safe: relative !== null,
    cures: true,
  });
}

/** A folder of a drive as the cluster of Docker Desktop has it: there is no other name for it. */
function clusterPathFix(mount: ClassifiedMount, place: Place): Fix | null {
  const path = driveForm(mount.source?.value ?? null, place.automountRoot);
  if (path === null) return null;
  const inside = `/run/desktop/mnt/host/${path.charAt(0)}${path.slice(2)}`;
  return rewrite(mount, inside, { title: message('Write {0}', inside), safe: false, cures: true });
}

/** The folder behind a path of Docker Desktop's own machine, as Windows names it. */
export function internalPathFix(mount: ClassifiedMount, place: Place): Fix | null {
  const path = mount.source && sideOf(place) !== 'wsl' ? pathOnSide(mount.source.value, place, false) : null;
  return path === null ? null : rewrite(mount, path, { title: message('Write {0}', path), safe: false, cures: true });
}

/** A path of any spelling as one side names it; null where it has no name there. */
function pathOnSide(source: string, place: Place, inDistro: boolean): string | null {
  const share = parseWslShare(source);
  if (share) {
    const { folder } = place;
    const own = folder.kind === 'distro' ? folder.name : folder.kind === 'unc' ? folder.distro : null;
    return inDistro && share.distro.toLowerCase() === own?.toLowerCase() ? share.path : null;
  }
  const path = driveForm(source, place.automountRoot) ?? driveByOtherName(source);
  if (path === null) return null;
  const [drive, rest] = [path.charAt(0), path.slice(2)];
  return inDistro ? `${place.automountRoot}${drive.toLowerCase()}${rest}` : `${drive.toUpperCase()}:${rest || '/'}`;
}

/** `/c/work`, `//c/work` and the names that Docker Desktop's machine has for `C:\work`, as `c:/work`. */
function driveByOtherName(source: string): string | null {
  if (source.includes('\\') || /(?:^|\/)\.{1,2}(?:\/|$)/.test(source)) return null;
  const match = /^\/(?:(?:run\/desktop\/mnt\/host|mnt\/host|host_mnt)\/)?([A-Za-z])(\/.*)?$/.exec(
    normalizePosix(source),
  );
  return match?.[1] ? `${match[1].toLowerCase()}:${match[2] ?? ''}` : null;
}

function rewrite(mount: ClassifiedMount, value: string, fix: Omit<Fix, 'edits'>): Fix | null {
  const { source } = mount;
  const newText = source && !source.filledIn ? source.write(value) : null;
  return source && newText !== null ? { ...fix, edits: [{ range: source.range, newText }] } : null;
}

/**
 * Whether relative paths surely start at the file's own folder. Compose starts at the folder of the first of its files,
 * which for one that somebody has to name may be another; a dev container names its files itself.
 */
function startsAtOwnFolder({ file, folder }: Place): boolean {
  const segments = locationPath(folder)?.split(/[\\/]/) ?? [];
  return defaultComposeFileRole(file) !== null && !segments.includes(settingsFolder);
}
