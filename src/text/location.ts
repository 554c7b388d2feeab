/**
 * Where a folder lives, as the tools of its user see it:
 * on a Windows drive, inside a distro (seen from within), behind `\\wsl.localhost` (seen from Windows), or nobody knows.
 */
export type Location =
  | { readonly kind: 'windows'; readonly path: string }
  | { readonly kind: 'distro'; readonly name: string | null; readonly path: string }
  | { readonly kind: 'unc'; readonly distro: string; readonly path: string }
  | { readonly kind: 'unknown' };

export const unknownLocation: Location = { kind: 'unknown' };

const wslShare = /^[\\/]{2}(?:wsl\.localhost|wsl\$)[\\/]+([^\\/]+)(.*)$/i;

/**
 * Splits `\\wsl.localhost\Ubuntu\home\u` or `\\wsl$\Ubuntu\home\u` (either slash) into the distro's name and the Linux
 * path in it; null for anything else.
 */
export function parseWslShare(path: string): { distro: string; path: string } | null {
  const match = wslShare.exec(path);
  if (!match?.[1]) return null;
  return { distro: match[1], path: normalizePosix((match[2] ?? '').replace(/\\/g, '/') || '/') };
}

/** Whether a path is absolute on Windows with a drive letter: `C:\x`, `c:/x`. `C:x` is not. */
export function isDrivePath(path: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(path);
}

/**
 * The location a user names with `--location` or that a tool reports as a path; null when it is none of the three
 * absolute forms.
 */
export function parseLocation(path: string, distro: string | null = null): Location | null {
  const share = parseWslShare(path);
  if (share) return { kind: 'unc', ...share };
  if (isDrivePath(path)) return { kind: 'windows', path: normalizeDrivePath(path) };
  if (path.startsWith('/') && !path.startsWith('//'))
    return { kind: 'distro', name: distro, path: normalizePosix(path) };
  return null;
}

/** The location of a relative path (either slash on Windows, `/` elsewhere) below a location. */
export function joinLocation(base: Location, relative: string): Location {
  switch (base.kind) {
    case 'windows':
      return { ...base, path: normalizeDrivePath(`${base.path}\\${relative}`) };
    case 'distro':
    case 'unc':
      return { ...base, path: normalizePosix(`${base.path}/${relative}`) };
    case 'unknown':
      return base;
  }
}

/** The path of a location as its user would write it; null when it is unknown. */
export function locationPath(location: Location): string | null {
  switch (location.kind) {
    case 'windows':
    case 'distro':
      return location.path;
    case 'unc':
      return `\\\\wsl.localhost\\${location.distro}${location.path.replace(/\//g, '\\')}`;
    case 'unknown':
      return null;
  }
}

/** An absolute POSIX path without `.`, `..`, doubled or trailing slashes. */
export function normalizePosix(path: string): string {
  if (path.startsWith('/') && !/\/(?:\.{0,2})(?:\/|$)/.test(path)) return path;
  return `/${resolveSegments(path.split('/')).join('/')}`;
}

/** An absolute drive path with backslashes, an upper-case letter, and without `.`, `..` or doubled separators. */
export function normalizeDrivePath(path: string): string {
  const segments = resolveSegments(path.slice(2).split(/[\\/]/));
  return `${path.charAt(0).toUpperCase()}:\\${segments.join('\\')}`;
}

function resolveSegments(segments: readonly string[]): string[] {
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') resolved.pop();
    else resolved.push(segment);
  }
  return resolved;
}
