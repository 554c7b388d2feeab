import type { Machine } from '../../machine/machine';
import { isDrivePath, type Location } from '../../text/location';
import { folderOf, pathBetween } from '../../mounts/slashPath';

/**
 * What a link of a project is in the distro: one that leads to something in the project, by a relative path; null for one
 * that leads out of it, which would lead to something else there, or into nothing.
 *
 * @param path the link's own, below the project, with slashes
 * @param target what the link says
 * @param source where the project lies
 */
export function linkInDistro(
  path: string,
  target: string,
  source: Location,
  machine: Pick<Machine, 'platform' | 'locate'>,
): string | null {
  const slashed = machine.platform === 'windows' ? target.replace(/\\/g, '/') : target;
  if (slashed === '') return null;
  if (!slashed.startsWith('/') && !isDrivePath(slashed)) {
    return wayInside(folderOf(path), slashed) === null ? null : slashed;
  }
  const way = wayBelow(source, machine.locate(target));
  if (way === null) return null;
  return pathBetween(inProject(folderOf(path)), inProject(way)) || '.';
}

/** Below a name of its own, so that the project's folder has a path as well. */
function inProject(way: string): string {
  return way === '' ? 'project' : `project/${way}`;
}

/** The path below the project to which a relative one leads from a folder in it; null where it leads out. */
function wayInside(folder: string, relative: string): string | null {
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join('/');
}

/** The path of a place below another, with slashes; null where it lies elsewhere. Windows compares names without case. */
export function wayBelow(above: Location, place: Location): string | null {
  if (above.kind === 'windows' && place.kind === 'windows') {
    const [root, path] = [above.path, place.path].map((each) => each.replace(/\\+/g, '/').replace(/\/$/, ''));
    if (root === undefined || path === undefined) return null;
    return below(root.toLowerCase(), path.toLowerCase()) === null ? null : path.slice(root.length + 1);
  }
  if (above.kind === 'distro' && place.kind === 'distro') return below(above.path, place.path);
  return null;
}

function below(root: string, path: string): string | null {
  if (path === root) return '';
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
}
