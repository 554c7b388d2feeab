/** Paths with slashes, of any root: `/home/u`, `/c:/work`, `//server/share`. Pure text, no file is looked at. */

/** The folder of a path; empty for a bare name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path that a relative one leads to from a folder. */
export function joinPath(folder: string, relative: string): string {
  // Most are names.
  if (!relative.includes('/') && !/^\.{0,2}$/.test(relative)) return `${folder}/${relative}`;
  const segments = folder.split('/');
  for (const segment of relative.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

/** The way from one folder to another; empty when they are the same. */
export function pathBetween(from: string, to: string): string {
  const [start, end] = [from.split('/'), to.split('/')];
  let common = 0;
  while (common < start.length && common < end.length && start[common] === end[common]) common += 1;
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].join('/');
}
