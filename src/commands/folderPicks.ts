import { message, type Translate } from '../text/message';
import { normalizePosix } from '../text/location';
import { printable } from '../text/printable';

/** An entry of the pick that walks through a distro's folders. */
export type FolderPick =
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'up' | 'down' | 'typed'; readonly path: string; readonly name: string };

/**
 * What can be chosen in a folder: to open it, to go up, or to go into one of those in it, the hidden ones last. `typed`
 * is what stands in the input: an absolute path is one more way to go.
 */
export function folderPicks(folder: string, names: readonly string[], typed: string, language: string): FolderPick[] {
  const target = typedPick(typed);
  const isHidden = (name: string): boolean => name.startsWith('.');
  const sorted = [...names].sort(
    (a, b) => Number(isHidden(a)) - Number(isHidden(b)) || a.localeCompare(b, language, { numeric: true }),
  );
  return [
    ...(target ? [target] : []),
    { kind: 'open', path: folder },
    ...(folder === '/' ? [] : [{ kind: 'up', path: normalizePosix(`${folder}/..`), name: '..' } as const]),
    ...sorted.map((name) => ({ kind: 'down', path: below(folder, name), name }) as const),
  ];
}

/** The way to an absolute path that is typed; undefined for any other text, which is a filter. */
export function typedPick(typed: string): FolderPick | undefined {
  const path = typed.startsWith('/') ? normalizePosix(typed) : undefined;
  return path === undefined ? undefined : { kind: 'typed', path, name: path };
}

/** How an entry is written. Names may hold anything but a slash. */
export function pickLabel(pick: FolderPick, translate: Translate): string {
  switch (pick.kind) {
    case 'open':
      return translate(message('Open This Folder: {0}', printable(pick.path)));
    case 'typed':
      return translate(message('Go to {0}', printable(pick.path)));
    case 'up':
    case 'down':
      return printable(pick.name);
  }
}

/** A name is one segment, whatever it holds: it is not resolved. */
function below(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
