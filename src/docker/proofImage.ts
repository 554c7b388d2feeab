import { message, type Message } from '../text/message';

/** What the container of a proof runs: one reads, the other waits for changes. */
const programs = ['cat', 'tail'] as const;
const folders = ['/usr/bin', '/bin'] as const;

/** Where the programs may be in a distro. */
export const programCandidates: readonly string[] = programs.flatMap((name) =>
  folders.map((folder) => `${folder}/${name}`),
);

/** Where a distro has them. */
export type Programs = Readonly<Record<(typeof programs)[number], string>>;

/** Finds the programs in what `ls` printed of the candidates; a message where one is missing. */
export function findPrograms(listed: string): Programs | Message {
  const there = new Set(listed.split('\n'));
  const pathOf = (name: string): string | undefined =>
    folders.map((folder) => `${folder}/${name}`).find((path) => there.has(path));
  const [cat, tail] = [pathOf('cat'), pathOf('tail')];
  if (cat === undefined || tail === undefined) {
    return noProgram(cat === undefined ? 'cat' : 'tail');
  }
  return { cat, tail };
}

/** Without that program there is no image. */
export function noProgram(name: string): Message {
  return message('This distro has no {0} in its usual place, so no image can be made of its programs.', name);
}

/**
 * Reads the libraries that `ldd` names, loader included: none for programs that need none. A message where one was not
 * found, or lies where no image could have it under the same name.
 */
export function readLibraries(printed: string): readonly string[] | Message {
  const found = new Set<string>();
  for (const line of printed.split('\n')) {
    const missing = /^\s+(\S+) => not found/.exec(line)?.[1];
    if (missing !== undefined) return message('The library {0} was not found in this distro.', missing);
    const path = /^\s+(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/.exec(line)?.[1];
    if (path === undefined) continue;
    if (!isPlainPath(path)) return message('The library {0} was not found in this distro.', path);
    found.add(path);
  }
  return [...found];
}

/** A path that a name in an archive can stand for: from the root, without steps back, and no option. */
function isPlainPath(path: string): boolean {
  return path
    .split('/')
    .slice(1)
    .every((name) => /^[\w+@~][\w.+@~-]*$/.test(name));
}

/** How `tar` packs files of the distro, links followed, and one of the proof's own folder. */
export function packArgs(
  archive: string,
  files: readonly string[],
  own: { readonly folder: string; readonly name: string },
): readonly [program: string, ...rest: readonly string[]] {
  const names = files.map((path) => path.slice(1));
  return ['tar', '-c', '-h', '-f', archive, '-C', '/', ...names, '-C', own.folder, own.name];
}
