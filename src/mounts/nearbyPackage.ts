import type { ClassifiedMount } from './mount';
import type { Nearby } from './nearby';
import { isRelativeSource } from './locate';
import type { Package } from './watchers/recognise';

/** The package in the folder of a mount, or in the one above it: `./src` is mounted, and `package.json` lies beside it. */
export function packageOf(mount: ClassifiedMount, nearby: Nearby): Package & { readonly isAsked: boolean } {
  let isAsked = false;
  let folders: readonly string[] | undefined;
  const textIn = (name: string): string | null | undefined => {
    isAsked = true;
    folders ??= packageFolders(mount);
    if (folders.length === 0) return undefined;
    for (const path of folders.map((each) => joinRelative(each, name))) {
      const text = nearby.textOf(path);
      if (text !== null) return text;
    }
    return null;
  };
  let scripts: Readonly<Record<string, unknown>> | undefined;
  return {
    /** Whether somebody wished to know something of it. */
    get isAsked() {
      return isAsked;
    },
    file: textIn,
    scripts(name) {
      scripts ??= scriptsIn(textIn('package.json') ?? '');
      const script = Object.hasOwn(scripts, name) ? scripts[name] : null;
      return typeof script === 'string' ? script : null;
    },
  };
}

function packageFolders(mount: ClassifiedMount): string[] {
  const folder = nearbyFolder(mount);
  return folder === null ? [] : [folder, ...(/^(?:\.\.|$)/.test(folder) ? [] : [joinRelative(folder, '..')])];
}

/** Where the source of a mount lies below the folder at which relative sources start; null where nobody can tell. */
export function nearbyFolder({ source, base }: ClassifiedMount): string | null {
  if (!source || source.filledIn || base === null || !isRelativeSource(source.value)) return null;
  return joinRelative(base, source.value.replace(/\\/g, '/'));
}

/** A relative path below a relative folder; one that leads out of where both start keeps its dots. */
export function joinRelative(folder: string, path: string): string {
  const joined: string[] = [];
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '..' && joined.length > 0 && joined.at(-1) !== '..') joined.pop();
    else if (segment !== '' && segment !== '.') joined.push(segment);
  }
  return joined.join('/');
}

function scriptsIn(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {};
  try {
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const scripts: unknown = typeof read === 'object' && read !== null && 'scripts' in read ? read.scripts : null;
    return typeof scripts === 'object' && scripts !== null ? { ...scripts } : {};
  } catch {
    return {};
  }
}
