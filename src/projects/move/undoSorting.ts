import { folderOf } from '../../mounts/slashPath';
import type { Written } from './record';
import type { UndoPlan } from './undoPlan';

/** What of a record goes and what stays. */
export function sorted(
  written: Written,
  found: {
    readonly gone: readonly string[];
    readonly kept: readonly string[];
    readonly list: readonly string[];
    readonly originals: ReadonlySet<string>;
  },
): Pick<UndoPlan, 'removed' | 'bytes' | 'changed' | 'withoutOriginal' | 'added' | 'gone'> {
  const { files, links, folders } = written;
  const list = new Set(found.list);
  const isOfMove = (path: string): boolean => files.has(path) || links.has(path) || folders.has(path);
  const absent = new Set(found.gone);
  const changed = found.kept.filter((path) => list.has(path));
  // What lay in a folder that is now something else is not there either.
  for (const path of found.kept) if (!list.has(path)) absent.add(path);
  const added = found.list.filter((path) => !isOfMove(path));
  const stay = new Set([...changed, ...added]);
  const withoutOriginal = [...files, ...links].flatMap(([path, entry]) => {
    const isNew = typeof entry === 'object' && entry.isNew === true;
    return isNew || stay.has(path) || absent.has(path) || hasOriginal(path, found.originals) ? [] : [path];
  });
  for (const path of withoutOriginal) stay.add(path);
  for (const path of [...stay]) {
    for (let above = folderOf(path); above !== '' && !stay.has(above); above = folderOf(above)) stay.add(above);
  }
  const goes = ([path]: readonly [string, unknown]): boolean => !stay.has(path) && !absent.has(path);
  const removed: Written = {
    files: new Map([...files].filter(goes)),
    links: new Map([...links].filter(goes)),
    folders: new Set([...folders].filter((path) => goes([path, null]))),
  };
  const bytes = [...removed.files.values()].reduce((sum, { size }) => sum + size, 0);
  const news = new Set(added);
  const outermost = added.filter((path) => !news.has(folderOf(path)));
  return { removed, bytes, changed, withoutOriginal, added: outermost, gone: absent.size };
}

/** Git packs and drops files of its own as it likes: there a repository is what has an original, and not each file. */
function hasOriginal(path: string, originals: ReadonlySet<string>): boolean {
  const ofGit = /^((?:.*\/)?\.git)\//s.exec(path)?.[1];
  return originals.has(path) || (ofGit !== undefined && originals.has(`${ofGit}/HEAD`));
}
