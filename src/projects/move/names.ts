import type { TreeEntry } from '../../machine/sourceTree';
import type { Platform } from '../../machine/machineFile';

/** What Linux file systems take at most, in bytes. */
const longestName = 255;
const longestPath = 4096;

/** Characters that Windows has no place for in names, and that WSL writes as others: U+F000 and the character's number. */
const standIns = /[\uF001-\uF01F\uF022\uF02A\uF03A\uF03C\uF03E\uF03F\uF07C]/g;

/**
 * The path of an entry in the distro. A name that a Linux program gave to a file of the drive, as `a:b`, is spelled with
 * stand-ins where Windows shows it; in the distro it has its own spelling.
 */
export function linuxPath(path: string, platform: Platform): string {
  if (platform !== 'windows') return path;
  return path.replace(standIns, (each) => String.fromCharCode(each.charCodeAt(0) - 0xf000));
}

/** Why something cannot be copied as it is. */
export type NotCopiedReason = 'nameTooLong' | 'pathTooLong' | 'nameNotText' | 'linkOutside' | 'special' | 'unreadable';

/**
 * What keeps an entry from being copied by its name or kind; null where nothing does. Links are judged elsewhere.
 * @param below the path in the distro of the folder that the entry's own path is added to
 */
export function whyNotCopied(entry: TreeEntry, path: string, below: string): NotCopiedReason | null {
  if (entry.kind === 'unreadable') return isText(entry.path) ? 'unreadable' : 'nameNotText';
  // Nobody could open it by that name, here or there.
  if (!isText(path)) return 'nameNotText';
  if (entry.kind === 'other') return 'special';
  if (path.split('/').some((name) => Buffer.byteLength(name) > longestName)) return 'nameTooLong';
  return Buffer.byteLength(`${below}/${path}`) >= longestPath ? 'pathTooLong' : null;
}

/** Whether a name came out whole: one that is no UTF-8 or UTF-16 shows as replacement characters or lone surrogates. */
function isText(name: string): boolean {
  return !/\uFFFD|\p{Surrogate}/u.test(name);
}

/** The names of a folder that differ in case alone, in groups: on most Windows drives one of them would not be there. */
export function caseTwins(names: ReadonlySet<string>): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const folded = name.toLowerCase();
    const group = groups.get(folded);
    if (group) group.push(name);
    else groups.set(folded, [name]);
  }
  if (groups.size === names.size) return [];
  return [...groups.values()].filter((group) => group.length > 1);
}
