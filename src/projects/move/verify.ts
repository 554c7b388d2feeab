import type { Command } from '../../machine/command';
import type { Parsed, WslProblem } from '../../wsl/problem';
import type { DistroAddress } from '../../wsl/run';
import type { Copied } from './sender';
import { askLinks, askSums } from './staging';

/** Where a copy is compared, and how the distro is asked. */
export interface Checking {
  readonly distro: DistroAddress;
  readonly folder: string;
  readonly ask: <T>(command: Command<Parsed<T>> | WslProblem) => Promise<T>;
}

/** What one call may be asked at most: its answer is larger, and is kept whole. */
const mostBytes = 1024 * 1024;
const mostPaths = 8_000;

/** The paths of the files and links that are not in the distro as they should be: its own programs say what they are there. */
export async function differing(
  { distro, folder, ask }: Checking,
  { files, links }: Pick<Copied, 'files' | 'links'>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const some of inTurns(files)) {
    const sums = await ask(
      askSums(
        distro,
        some.map(([path]) => `${folder}/${path}`),
      ),
    );
    some.forEach(([path, { hash }], index) => {
      if (sums[index] !== hash) wrong.push(path);
    });
  }
  for (const some of inTurns(links)) {
    const isSame = await ask(
      askLinks(
        distro,
        some.map(([path, target]) => [`${folder}/${path}`, target]),
      ),
    );
    if (!isSame) wrong.push(...some.map(([path]) => path));
  }
  return wrong;
}

function* inTurns<T>(entries: ReadonlyMap<string, T>): Generator<[string, T][]> {
  let some: [string, T][] = [];
  let bytes = 0;
  for (const entry of entries) {
    some.push(entry);
    bytes += entry[0].length;
    if (some.length < mostPaths && bytes < mostBytes) continue;
    yield some;
    [some, bytes] = [[], 0];
  }
  if (some.length > 0) yield some;
}
