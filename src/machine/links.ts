import { lstat, readlink } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';

/** More links than that in one path go in a circle; whoever opens it is told so by the system. */
const mostLinks = 40;

/**
 * Follows the symbolic links and junctions of a path one by one, looking at names only, until `stop` says that the path
 * they have led to must not be touched; that path, or null when there is none such. A link is a way into a distro's
 * share that the path itself does not show.
 */
export async function findBehindLinks(path: string, stop: (path: string) => boolean): Promise<string | null> {
  let done = parse(resolve(path)).root;
  let ahead = namesIn(path);
  for (let links = 0; ahead.length > 0 && links <= mostLinks;) {
    const [name = '', ...rest] = ahead;
    const here = join(done, name);
    const target = await targetOf(here);
    if (target === null) {
      done = here;
      ahead = rest;
      continue;
    }
    links += 1;
    const led = join(resolve(dirname(here), target), ...rest);
    if (stop(led)) return led;
    done = parse(led).root;
    ahead = namesIn(led);
  }
  return null;
}

/** Where a link leads; null for anything else, which costs no error this way, and for what is not there. */
async function targetOf(path: string): Promise<string | null> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : null;
  } catch {
    return null;
  }
}

function namesIn(path: string): string[] {
  const absolute = resolve(path);
  return absolute
    .slice(parse(absolute).root.length)
    .split(sep)
    .filter((name) => name !== '');
}
