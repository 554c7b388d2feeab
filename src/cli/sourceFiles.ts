import { sep } from 'node:path';
import type { FileOptions, FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import type { SeenNames } from '../machine/seenNames';
import { envFileName, noFiles } from '../mounts';
import type { Files, FileText } from '../mounts/files';
import { isMountFile } from '../mounts/mountFileNames';
import { nameOf } from '../mounts/slashPath';

/** Whoever names a path on the command line wishes it to be read, be it in a stopped distro. */
export const asAsked = { wish: true };

/** The files of the machine, as rules ask for them. */
export function filesOf(machine: Machine, wished: string | null): Files {
  return { read: async (path) => asFileText(await readFound(path, wished, machine)) };
}

/** What is known of a folder that has been walked. */
interface KnownNames {
  readonly folder: string;
  /** What was read, by path with slashes. */
  readonly read: ReadonlyMap<string, FileResult<string>>;
  readonly seen: SeenNames;
  readonly isPassedBy: (path: string) => boolean;
}

/**
 * The files of a folder that has been walked: what was read is at hand, and what was looked for and not found there is not
 * there; nor is what the walk has not seen. Nothing is known of what the walk passed by.
 */
export function filesAmong(
  { folder, read, seen, isPassedBy }: KnownNames,
  machine: Machine,
  wished: string | null,
): Files {
  const inside = `${slashed(folder).replace(/\/$/, '')}/`;
  const elsewhere = filesOf(machine, wished);
  return {
    async read(path) {
      const content = read.get(path);
      if (content) return asFileText(content);
      if (!path.startsWith(inside)) return elsewhere.read(path);
      const wasLookedFor = isMountFile(path) || nameOf(path) === envFileName;
      const way = path.slice(inside.length);
      const at = wasLookedFor && !isPassedBy(path) ? 'absent' : seen.at(way);
      if (at === 'absent') return noFiles.read(path);
      if (at === 'unknown') return elsewhere.read(path);
      const found = await machine.files.readBelow(folder, [way], asAsked);
      if (found.kind !== 'ok') return asFileText(found);
      const [only] = found.value;
      return only ? asFileText(only) : elsewhere.read(path);
    },
  };
}

function asFileText(content: FileResult<string>): FileText {
  if (content.kind === 'ok') return { kind: 'text', text: content.value };
  return { kind: content.kind === 'failed' && /^ENO(?:ENT|TDIR)$/.test(content.code) ? 'absent' : 'closed' };
}

export function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/**
 * Reads a file that nobody named: it was found below a folder. A link among such files may lead anywhere, so only the
 * distro that the folder itself lies in, if it does, is started for it.
 */
export function readFound(path: string, wished: string | null, machine: Machine): Promise<FileResult<string>> {
  return asWished(wished, (options) => machine.files.read(path, options));
}

/** Touches a file, and once more as somebody's wish where it lies in the distro that is wished to be looked into. */
export async function asWished<T>(
  wished: string | null,
  touch: (options: FileOptions) => Promise<FileResult<T>>,
): Promise<FileResult<T>> {
  const result = await touch({});
  const isWished = result.kind === 'wouldStart' && result.distro.toLowerCase() === wished?.toLowerCase();
  return isWished ? touch(asAsked) : result;
}

/** Why a file could not be had, for people. */
export function whyNot(result: Exclude<FileResult<unknown>, { kind: 'ok' }>): string {
  return result.kind === 'failed' ? result.reason : `Reading it would start ${result.distro}.`;
}

/** Does something for each item, for a few of them at a time: a process may not hold any number of files open. */
export async function inTurns<T, U>(items: readonly T[], act: (item: T) => Promise<U>): Promise<U[]> {
  const atOnce = 64;
  const results: U[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(act))));
  }
  return results;
}
