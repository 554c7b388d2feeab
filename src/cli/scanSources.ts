import { filesNamedBy, gatherRelated, leveled, scanFile } from '../mounts';
import type { ClassifiedMount } from '../mounts/mount';
import type { Related } from '../mounts/related';
import type { ScannedText } from '../mounts/scan';
import { DistroDrives } from '../projects/distroDrives';
import { readErrorsIn } from '../text/readErrors';
import type { CommandContext } from './context';
import { readSources, type Source, type Sources } from './sources';
import { limitYoungObjects } from './youngObjects';

/** A file that was read and scanned, whatever is kept of what was found in it. */
export interface ScannedSource
  extends Pick<ScannedText, 'errors' | 'lines'>, Pick<Source, 'file' | 'text' | 'mark' | 'replace'> {
  /** Whether it has a mount that would be judged if somebody said where it lives. */
  readonly isUnjudged: boolean;
  /** Scans another text as if it stood in the file. */
  readonly rescan: (text: string) => Promise<ScannedText>;
}

/** So many files are worth a word to the engine. */
const many = 1000;

/** Nobody's files name each other for longer. */
const mostNamed = 1000;

/**
 * The files that a call names, and those that these name in turn, read and scanned; what could not be read, in whole or in
 * part, is in `errors`.
 * @param keep takes of each file what the command needs in the end. Findings and mounts hold on to the whole file as it was
 * parsed, of which thousands would fill the memory.
 */
export async function scanSources<Kept extends object>(
  { invocation, machine }: CommandContext,
  keep: (scanned: ScannedText) => Kept,
): Promise<Pick<Sources, 'errors' | 'empty'> & { readonly files: readonly (ScannedSource & Kept)[] }> {
  const read = await readSources(invocation, machine);
  if (read.sources.length > many) limitYoungObjects();
  const files = new Map<string, ScannedSource & Kept>();
  const drives = new DistroDrives(machine, !invocation.stdin);
  const waiting = [...read.sources];
  const seen = new Set(waiting.map(({ path }) => path));
  // One after the other: a process may not hold any number of files open.
  for (const next of waiting) {
    const { file, text, mark, path, files: around, project, levels, replace } = next;
    // A location that was named need not be of this machine.
    const place = { ...next.place, ...(next.isPlaceNamed ? {} : await drives.of(next.place.folder)) };
    const gather = (of: string): Promise<Related> =>
      gatherRelated({ path, text: of, variables: place.variables, project }, around);
    const judge = async (of: string, related: Related): Promise<ScannedText> =>
      leveled(await scanFile(of, place, related, path, around), levels);
    const related = await gather(text);
    const rescan = async (other: string): Promise<ScannedText> => judge(other, await gather(other));
    const scanned = await judge(text, related);
    const { errors, lines } = scanned;
    const isOpen = (mount: ClassifiedMount): boolean => mount.type === 'bind' && mount.class === 'unknown';
    const isUnjudged = place.folder.kind === 'unknown' && scanned.mounts.some(isOpen);
    files.set(file, { file, text, mark, replace, isUnjudged, rescan, errors, lines, ...keep(scanned) });
    for (const named of filesNamedBy(path, text, related)) {
      if (seen.has(named.path) || seen.size > read.sources.length + mostNamed || !/\.ya?ml$/i.test(named.path))
        continue;
      seen.add(named.path);
      waiting.push(...(await next.open(named)).sources);
    }
  }
  const all = [...files.values()];
  return {
    files: all,
    errors: [...read.errors, ...all.flatMap(({ file, errors, lines }) => readErrorsIn(file, errors, lines))],
    empty: read.empty,
  };
}
