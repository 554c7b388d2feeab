import type { Command } from '../../machine/command';
import { folderOf, nameOf } from '../../mounts/slashPath';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import type { KeptMove, Written } from './record';
import { longestList, longSeconds } from './staging';
import { undoScript } from './undoScript';

type Asked<T> = Command<Parsed<T>> | WslProblem;

/** An entry of a record, as it is looked for or removed. */
interface Entry {
  readonly path: string;
  readonly line: (id: number) => readonly string[];
}

/** What the script said of the entries of a record. */
export type Looked =
  /** The paths of those that are gone, and of those that are not as they were written, or could not be removed. */
  | { readonly kind: 'looked'; readonly gone: readonly string[]; readonly kept: readonly string[] }
  /** The folder is another one than that of the record. */
  | { readonly kind: 'other' }
  | { readonly kind: 'missing'; readonly programs: readonly string[] }
  | { readonly kind: 'broken'; readonly evidence: string };

/** Puts the script where the distro keeps files for a while; its path. It removes itself when it begins. */
export function placeScript(distro: DistroAddress): Asked<string> {
  // By the standard input, of which a shell may read more than it needs: what it is to work on comes to the script itself.
  const text = `file=$(mktemp) && cat >"$file" <<'END OF THE SCRIPT' && printf %s "$file"\n${undoScript}END OF THE SCRIPT\n`;
  const read = ({ status, stdout }: DistroRun): string | null => {
    const path = Buffer.from(stdout).toString('utf8');
    return status === 0 && path.startsWith('/') ? path : null;
  };
  return runInDistro(distro, ['sh', '-s'], read, { folder: '/', input: [Buffer.from(text)] });
}

/** What is to be done with the entries of a record, with which they are looked at or removed. */
export interface UndoWork {
  readonly act: 'look' | 'remove';
  readonly script: string;
  readonly kept: KeptMove;
  /** Called with how many of the entries have been handed over. */
  readonly onEntries: (done: number, all: number) => void;
}

/** Goes through all entries of a record, files and links first and then folders from the innermost on. */
export function goThrough(distro: DistroAddress, { act, script, kept, onEntries }: UndoWork): Asked<Looked> {
  const { folder, inode, wasThere } = kept.record;
  const { written } = kept;
  const entries = [...contents(written), ...foldersOf(written)];
  const last = act === 'remove' && !wasThere ? ['o'] : [];
  const input = linesOf(entries, last, onEntries);
  const read = ({ status, stdout, stderr }: DistroRun): Looked => {
    const lines = Buffer.from(stdout).toString('utf8').split('\n').slice(0, -1);
    const after = (word: string): string[] =>
      lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
    const missing = after('missing');
    if (missing.length > 0) return { kind: 'missing', programs: missing };
    if (lines.at(-1) === 'other') return { kind: 'other' };
    if (lines.at(-1) !== 'end') {
      const told = Buffer.from(stderr).toString('utf8').slice(0, mostEvidence);
      return { kind: 'broken', evidence: `exit ${status}\n${told}`.trim() };
    }
    const paths = (ids: readonly string[]): string[] => ids.map((id) => entries[Number(id)]?.path ?? '');
    return { kind: 'looked', gone: paths(after('gone')), kept: paths(after('kept')) };
  };
  const args = ['sh', script, act, folder, inode] as const;
  const command = runInDistro(distro, args, read, { folder: '/', seconds: longSeconds, input });
  return 'kind' in command ? command : { ...command, outputLimit: longestList };
}

const mostEvidence = 2_000;

function contents({ files, links }: Written): Entry[] {
  const entries = [
    ...[...files].map(([path, { hash }]): Entry => ({
      path,
      line: (id) => [`f ${id} ${hash} ${spelled(nameOf(path))}`],
    })),
    ...[...links].map(([path, target]): Entry => ({
      path,
      line: (id) => [`t ${spelled(target)}`, `l ${id} ${spelled(nameOf(path))}`],
    })),
  ];
  const folders = new Map<string, Entry[]>();
  for (const entry of entries) {
    const folder = folderOf(entry.path);
    const beside = folders.get(folder);
    if (beside) beside.push(entry);
    else folders.set(folder, [entry]);
  }
  return [...folders.values()].flat();
}

function foldersOf({ folders }: Written): Entry[] {
  const depth = (path: string): number => path.split('/').length;
  return [...folders]
    .sort((a, b) => depth(b) - depth(a) || (folderOf(a) < folderOf(b) ? -1 : Number(folderOf(a) !== folderOf(b))))
    .map((path) => ({ path, line: (id) => [`r ${id} ${spelled(nameOf(path))}`] }));
}

const linesAtOnce = 200;

function* linesOf(
  entries: readonly Entry[],
  last: readonly string[],
  onEntries: UndoWork['onEntries'],
): Generator<Uint8Array> {
  let folder: string | null = null;
  let lines: string[] = [];
  for (const [id, { path, line }] of entries.entries()) {
    if (folderOf(path) !== folder) lines.push(`d ${spelled((folder = folderOf(path)))}`);
    lines.push(...line(id));
    if (lines.length < linesAtOnce) continue;
    yield Buffer.from(`${lines.join('\n')}\n`);
    lines = [];
    onEntries(id + 1, entries.length);
  }
  yield Buffer.from(`${[...lines, ...last, 'e'].join('\n')}\n`);
  onEntries(entries.length, entries.length);
}

/** A name on one line, which a shell reads as it is. */
function spelled(text: string): string {
  return text.replace(/\\/g, '\\0134').replace(/\n/g, '\\0012').replace(/\r/g, '\\0015');
}
