import { isDrivePath, locationPath, type Location } from '../text/location';

/** `C:\Users\u`, `C:/Users/u/` and `/mnt/c/Users/u` in one form, `c:/Users/u`; null for what is on no drive. */
export function driveForm(path: string | null, automountRoot: string): string | null {
  if (path === null) return null;
  const slashed = path.replace(/\\/g, '/').replace(/\/+$/, '');
  if (slashed.split('/').some((segment) => segment === '.' || segment === '..')) return null;
  if (isDrivePath(path)) return `${slashed.charAt(0).toLowerCase()}:${slashed.slice(2)}`;
  if (path.includes('\\') || !path.startsWith(automountRoot)) return null;
  const match = /^([a-z])(\/.*)?$/.exec(slashed.slice(automountRoot.length));
  return match?.[1] ? `${match[1]}:${match[2] ?? ''}` : null;
}

/** Whether a path leads into a folder of a Windows drive, by whichever name. Windows compares without case. */
export function isInside(path: string | null, folder: Location, automountRoot: string): boolean {
  const inner = driveForm(path, automountRoot)?.toLowerCase();
  const outer = folderOnDrive(folder, automountRoot)?.toLowerCase();
  if (inner === undefined || outer === undefined) return false;
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** A folder in that form, also one of a drive that is looked at through a distro; null when it is on no drive. */
export function folderOnDrive(folder: Location, automountRoot: string): string | null {
  return driveForm(folder.kind === 'unc' ? folder.path : locationPath(folder), automountRoot);
}
