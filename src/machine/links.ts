import { lstat, readlink } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';

/** More links than that in one path go in a circle; whoever opens it is told so by the system. */
const mostLinks = 40;

/**
 * For how many milliseconds a folder on the way to something is what it was when it was looked at. A refresh touches some ten
 * files whose ways are mostly the same, and asking the system for each part of each way costs more than all else it does.
 */
const sameFor = 1000;
/** Ways that are remembered at once; a walk through a large tree passes more. */
const mostRemembered = 2000;

interface Seen {
  readonly at: number;
  readonly target: Promise<string | null>;
}

/** Finds where paths lead by their symbolic links and junctions. */
export class Links {
  private readonly folders = new Map<string, Seen>();

  /**
   * Follows the symbolic links and junctions of a path one by one, looking at names only, until `stop` says that the path
   * they have led to must not be touched; that path, or null when there is none such. A link is a way into a distro's
   * share that the path itself does not show.
   */
  async findBehind(path: string, stop: (path: string) => boolean): Promise<string | null> {
    let way = resolve(path);
    for (let links = 0, at = parse(way).root.length; at < way.length && links <= mostLinks;) {
      const next = way.indexOf(sep, at);
      const here = next < 0 ? way : way.slice(0, next);
      // What is to be touched itself is looked at each time: it is written and replaced, the folders above it hardly ever.
      const target = await (next < 0 ? targetOf(here) : this.targetOfFolder(here));
      if (target === null) {
        at = here.length + 1;
        continue;
      }
      links += 1;
      way = join(resolve(dirname(here), target), way.slice(here.length));
      if (stop(way)) return way;
      at = parse(way).root.length;
    }
    return null;
  }

  private targetOfFolder(path: string): Promise<string | null> {
    const now = performance.now();
    const known = this.folders.get(path);
    if (known && now - known.at < sameFor) return known.target;
    if (this.folders.size >= mostRemembered) this.folders.clear();
    const target = targetOf(path);
    this.folders.set(path, { at: now, target });
    return target;
  }
}

/** Where a link leads; null for anything else, which costs no error this way, and for what is not there. */
async function targetOf(path: string): Promise<string | null> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : null;
  } catch {
    return null;
  }
}
