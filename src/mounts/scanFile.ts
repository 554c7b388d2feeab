import { wayToBase } from './devcontainerFileNames';
import { TextCheck } from './check';
import type { Files } from './files';
import type { Place } from './mount';
import { Nearby } from './nearby';
import type { Related } from './related';
import { scannedText, type ScannedText } from './scan';
import { folderOf, joinPath } from './slashPath';
import type { FileSteps } from './steps/step';

/** A package names a tool, and the tool a file of its settings: what is read last asks for nothing more. */
const mostLooks = 4;

/** What was read beside a file, by its path; null for what is not there, undefined for what may not be looked at. */
export type NearbyTexts = Map<string, string | null | undefined>;

/**
 * Scans a text, and asks those rules again that lacked a file, with what it says: most lack none.
 * @param path the file's path as `files` takes it
 * @param known what was read before, as long as none of it has changed; what is read now is added to it
 */
export async function scanFile(
  text: string,
  place: Place,
  related: Related,
  path: string,
  files: Files,
  known: NearbyTexts = new Map(),
): Promise<ScannedText> {
  const subject = { text, place, related };
  const check = new TextCheck(subject);
  const [checked, nearby] = await look((around) => check.with(around), { path, related }, files, known);
  return scannedText({ ...subject, nearby }, checked, nearby.wanted);
}

/** Finds in the same way what can be done about the mounts of a text that stay slow. */
export async function stepsOfFile(
  text: string,
  place: Place,
  related: Related,
  path: string,
  files: Files,
): Promise<FileSteps> {
  // A fix is made once, by what was known then.
  const find = (around: Nearby): FileSteps => new TextCheck({ text, place, related }).steps(around);
  const [steps] = await look(find, { path, related }, files, new Map());
  return steps;
}

/** Asks again until nothing is wanted that nobody has read. */
async function look<T>(
  ask: (nearby: Nearby) => T,
  { path, related }: { readonly path: string; readonly related: Related },
  files: Files,
  known: NearbyTexts,
): Promise<[T, Nearby]> {
  const start = joinPath(joinPath(folderOf(path), wayToBase(path)), related.base ?? '');
  for (let times = 1; ; times += 1) {
    const nearby = new Nearby(known, start);
    const answer = ask(nearby);
    if (nearby.wanted.size === 0 || times === mostLooks) return [answer, nearby];
    await Promise.all(
      [...nearby.wanted].map(async (wanted) => {
        const read = await files.read(wanted);
        known.set(wanted, read.kind === 'text' ? read.text : read.kind === 'absent' ? null : undefined);
      }),
    );
  }
}
