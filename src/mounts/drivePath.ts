import { isDrivePath, locationPath, type Location } from '../text/location';

/** `C:\Users\u`, `C:/Users/u/` and `/mnt/c/Users/u` in one form, `c:/Users/u`; null for what is on no drive. */
export function driveForm(path: string | null, automountRoot: string): string | null {
  if (path === null) return null;
  const slashed = path.replace(/\\/g, '/').replace(/\/+$/, '');
  if (/\/\.{1,2}(?:\/|$)/.test(slashed)) return null;
  if (isDrivePath(path)) return `${slashed.charAt(0).toLowerCase()}:${slashed.slice(2)}`;
  if (path.includes('\\') || !path.startsWith(automountRoot)) return null;
  const match = /^([a-z])(\/.*)?$/.exec(slashed.slice(automountRoot.length));
  return match?.[1] ? `${match[1]}:${match[2] ?? ''}` : null;
}

/**
 * Whether a path in that form leads into one of several folders. Windows compares without case.
 * @param folders in that form and in lower case
 */
export function isInside(path: string | null, folders: readonly string[]): boolean {
  const inner = path?.toLowerCase();
  return inner !== undefined && folders.some((outer) => inner === outer || inner.startsWith(`${outer}/`));
}

/** A folder in that form, also one of a drive that is looked at through a distro; null when it is on no drive. */
export function folderOnDrive(folder: Location, automountRoot: string): string | null {
  return driveForm(folder.kind === 'unc' ? folder.path : locationPath(folder), automountRoot);
}
