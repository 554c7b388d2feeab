import { isRecord } from '../text/isRecord';

/** Absolute paths by the name of their distro in lower case, the one opened last first. */
export type FolderLists = ReadonlyMap<string, readonly string[]>;

/** As many as a distro's row can show below itself without hiding the next one. */
const most = 8;

/** What was kept. Whatever is no list of absolute paths is left out: an older or newer Slipway may have written it. */
export function readFolderLists(kept: unknown): FolderLists {
  const entries = isRecord(kept) ? Object.entries(kept) : [];
  return new Map(entries.flatMap(([distro, paths]) => (isPathList(paths) ? [[distro, paths]] : [])));
}

export function withFolder(lists: FolderLists, distro: string, path: string): FolderLists {
  const key = distro.toLowerCase();
  const others = (lists.get(key) ?? []).filter((each) => each !== path);
  return new Map([...lists, [key, [path, ...others].slice(0, most)]]);
}

/** A distro with none is not kept: it may be gone. */
export function withoutFolder(lists: FolderLists, distro: string, path: string): FolderLists {
  const key = distro.toLowerCase();
  const rest = new Map(
    [...lists].map(([name, paths]) => [name, name === key ? paths.filter((each) => each !== path) : paths]),
  );
  if (rest.get(key)?.length === 0) rest.delete(key);
  return rest;
}

function isPathList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && each.startsWith('/'));
}
