import { locationPath, type Location } from '../text/location';
import { folderOnDrive } from './drivePath';
import { driveOf, sideOf } from './locate';
import type { Place } from './mount';

/** A folder as the tools name it that run on the place's side; null where nobody knows. */
export function localFolder(folder: Location, place: Place): string | null {
  const side = sideOf(place);
  if (side === 'windows' && folder.kind === 'distro') {
    const onDrive = folderOnDrive(folder, place.automountRoot);
    if (onDrive !== null) return `${onDrive.charAt(0).toUpperCase()}:${onDrive.slice(2) || '/'}`.replace(/\//g, '\\');
    return folder.name === null ? null : locationPath({ kind: 'unc', distro: folder.name, path: folder.path });
  }
  if (side !== 'wsl') return locationPath(folder);
  if (folder.kind === 'windows') {
    const letter = driveOf(folder, place.automountRoot)?.toLowerCase() ?? '';
    return `${place.automountRoot}${letter}${folder.path.slice(2).replace(/\\/g, '/')}`;
  }
  return folder.kind === 'unc' ? folder.path : locationPath(folder);
}
