import { defaultAutomountRoot, type Place } from '../mounts/mount';
import { driveForm } from '../mounts/drivePath';
import { isDrivePath, locationPath, normalizeDrivePath, parseWslShare } from '../text/location';

/** A path by its name on the other side. */
export interface TwinPath {
  readonly side: 'windows' | 'wsl';
  readonly path: string;
}

/**
 * What the other side calls a path: `/mnt/c/x` is `C:\x` on Windows, and `/home/u` of Ubuntu `\\wsl.localhost\Ubuntu\home\u`.
 * Null where it has no name there, or nobody knows the distro.
 */
export function twinOf(
  path: string,
  { folder, automountRoot }: Pick<Place, 'folder' | 'automountRoot'>,
): TwinPath | null {
  const share = parseWslShare(path);
  if (share) return { side: 'wsl', path: share.path };
  const onDrive = driveForm(path, automountRoot) ?? driveForm(ofDocker(path), defaultAutomountRoot);
  if (onDrive !== null) {
    return isDrivePath(path)
      ? { side: 'wsl', path: `${automountRoot}${onDrive.replace(':', '')}` }
      : { side: 'windows', path: normalizeDrivePath(onDrive) };
  }
  const distro = folder.kind === 'unc' ? folder.distro : folder.kind === 'distro' ? folder.name : null;
  if (distro === null || !path.startsWith('/')) return null;
  const twin = locationPath({ kind: 'unc', distro, path });
  return twin === null ? null : { side: 'windows', path: twin };
}

/** Docker Desktop's own name for a drive as a distro has it by default. */
function ofDocker(path: string): string | null {
  const match = /^\/(?:run\/desktop\/mnt\/host|mnt\/host|host_mnt)\/([A-Za-z])(\/.*)?$/.exec(path);
  return match?.[1] ? `${defaultAutomountRoot}${match[1].toLowerCase()}${match[2] ?? ''}` : null;
}
