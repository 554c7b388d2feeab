import { createHash } from 'node:crypto';
import type { Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import type { SourceTree } from '../../machine/sourceTree';
import { ask } from '../../state/ask';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { archiveOf, type ArchiveEntry } from './archive';
import {
  askSettings,
  askStatus,
  changeModes,
  checkRepository,
  listExecutables,
  listIndex,
  listLineEnds,
  listLinks,
  noteAgain,
  writeSetting,
  type IndexEntry,
  type Repository,
} from './gitCalls';
import type { MoveRequest } from './request';
import { askSums, longSeconds, unpack } from './staging';

/** What is to be changed in a moved repository, so that it is one of Linux. */
export interface GitSetup {
  readonly settings: readonly { readonly key: string; readonly before: string; readonly after: string }[];
  /** Files that are programs by the index, and those that are none. */
  readonly toExecutable: readonly string[];
  readonly toPlain: readonly string[];
  /** Files that stand for links, since the drive was to have none. */
  readonly links: readonly Rewritten[];
  /** Files of which the attributes say LF, and that differ from the index by their line ends alone. */
  readonly lineEnds: readonly Rewritten[];
  /** Files with line ends of Windows of which the attributes say nothing: git shows them as changed. */
  readonly unsaid: number;
}

/** A file of the old folder that is written anew. */
export interface Rewritten {
  readonly path: string;
  readonly mode: string;
}

/** What came of it, as git says. */
export interface GitSetupEnd {
  /** Nothing of what was to be changed is left to change. */
  readonly isDone: boolean;
  readonly isWhole: boolean;
  /** What one side sees as changed and the other does not; null where the old folder could not be asked. */
  readonly differing: readonly string[] | null;
}

const timeout = longSeconds * 1000;

/** The values that Git for Windows writes for its own file system, and those of Linux. */
const ofLinux: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'core.filemode': ['false', 'true'],
  'core.symlinks': ['false', 'true'],
  'core.ignorecase': ['true', 'false'],
};

/** Looks what would have to be changed; nothing is. Null where git did not answer, or somebody cancelled. */
export async function planGitSetup(
  machine: Machine,
  request: Pick<MoveRequest, 'distro' | 'destination' | 'tree'>,
  signal: AbortSignal,
): Promise<GitSetup | null> {
  const repository = { distro: request.distro, folder: request.destination };
  const settings = await answer(machine, askSettings(repository), signal);
  const index = await answer(machine, listIndex(repository), signal);
  const executables = await answer(machine, listExecutables(repository), signal);
  const made = await answer(machine, listLinks(repository), signal);
  const lineEnds = await answer(machine, listLineEnds(repository), signal);
  if (!settings || !index || !executables || !made || !lineEnds) return null;
  const links = new Set(made);
  const executable = new Set(executables);
  const byPath = new Map(index.map((entry) => [entry.path, entry]));
  const crlf = lineEnds.filter((each) => each.index === 'lf' && each.working === 'crlf');
  const saidLf = crlf.filter(({ attributes }) => /^text\b/.test(attributes) && !/\beol=crlf\b/.test(attributes));
  return {
    settings: Object.entries(ofLinux).flatMap(([key, [before, after]]) =>
      settings.get(key)?.toLowerCase() === before ? [{ key, before, after }] : [],
    ),
    toExecutable: index.filter(({ path, mode }) => mode === '100755' && !executable.has(path)).map(({ path }) => path),
    toPlain: index.filter(({ path, mode }) => mode === '100644' && executable.has(path)).map(({ path }) => path),
    links: await those(
      index.filter(({ path, mode }) => mode === '120000' && !links.has(path)),
      request.tree,
      (content) => content,
    ),
    lineEnds: await those(
      saidLf.flatMap(({ path }) => byPath.get(path) ?? []),
      request.tree,
      withoutCr,
    ),
    unsaid: crlf.filter(({ attributes }) => attributes === '').length,
  };
}

/** How many files and settings are to be changed. */
export function sizeOf({ settings, toExecutable, toPlain, links, lineEnds }: GitSetup): number {
  return settings.length + toExecutable.length + toPlain.length + links.length + lineEnds.length;
}

/** Carries it out, as far as the files are still those that were copied, and looks what git says then. */
export async function runGitSetup(
  machine: Machine,
  request: Pick<MoveRequest, 'distro' | 'destination' | 'tree' | 'pathInDistro'>,
  setup: GitSetup,
  signal: AbortSignal,
): Promise<GitSetupEnd> {
  const { distro, destination, tree, pathInDistro } = request;
  const repository = { distro, folder: destination };
  for (const { key, after } of setup.settings) await answer(machine, writeSetting(repository, key, after), signal);
  for (const [change, paths] of [
    ['a+x', setup.toExecutable],
    ['a-x', setup.toPlain],
  ] as const) {
    if (paths.length > 0) await answer(machine, changeModes(repository, change, paths), signal);
  }
  const entries = await entriesOf(machine, repository, tree, setup, signal);
  if (entries.length > 0) {
    const unpacked = await answer(machine, unpack(distro, destination, archiveOf(entries)), signal);
    const written = entries.map(({ name }) => name);
    // Of what was not written git would note something else.
    if (unpacked?.isDone) await answer(machine, noteAgain(repository, written), signal);
  }
  const left = await planGitSetup(machine, request, signal);
  const isWhole = (await answer(machine, checkRepository(repository), signal)) === true;
  const fresh = await answer(machine, askStatus(repository), signal);
  const old = pathInDistro === null ? null : await answer(machine, askStatus({ distro, folder: pathInDistro }), signal);
  const differing = fresh && old ? [...onlyIn(fresh, old), ...onlyIn(old, fresh)] : null;
  return { isDone: left !== null && sizeOf(left) === 0, isWhole, differing };
}

/** Those whose content in the old folder is what the index has once it is changed so. */
async function those(
  entries: readonly IndexEntry[],
  tree: SourceTree,
  change: (content: Buffer) => Buffer,
): Promise<Rewritten[]> {
  const found: Rewritten[] = [];
  for (const { path, mode, blob } of entries) {
    // A link that was copied as one cannot be read as a file.
    const read = await tree.readSteady(path);
    if (read.kind === 'ok' && blobOf(change(read.content), blob) === blob) found.push({ path, mode });
  }
  return found;
}

/** The hash that git gives to a content, by the algorithm of a hash of that length. */
function blobOf(content: Buffer, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** A content with the line ends of Linux. */
export function withoutCr(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replace(/\r\n/g, '\n'), 'latin1');
}

/** What is written anew: files first, so that none goes by way of a link. Somebody may have changed the copy meanwhile. */
async function entriesOf(
  machine: Machine,
  { distro, folder }: Repository,
  tree: SourceTree,
  { links, lineEnds }: GitSetup,
  signal: AbortSignal,
): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const all = [...lineEnds, ...links];
  if (all.length === 0) return [];
  const sums = await answer(
    machine,
    askSums(
      distro,
      all.map(({ path }) => `${folder}/${path}`),
    ),
    signal,
  );
  for (const [at, { path, mode }] of all.entries()) {
    const read = await tree.readSteady(path);
    if (read.kind !== 'ok' || sums?.[at] !== createHash('sha256').update(read.content).digest('hex')) continue;
    const common = { name: path, mtimeMs: read.mtimeMs };
    if (mode === '120000') {
      entries.push({ ...common, type: 'symlink', mode: 0o777, target: read.content.toString('utf8') });
    } else {
      const content = withoutCr(read.content);
      entries.push({ ...common, type: 'file', mode: mode === '100755' ? 0o755 : 0o644, content });
    }
  }
  return entries;
}

function onlyIn(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return some.filter((each) => !known.has(each));
}

async function answer<T>(
  machine: Machine,
  command: Command<Parsed<T>> | WslProblem,
  signal: AbortSignal,
): Promise<T | null> {
  const given = await ask(machine, command, timeout, signal);
  return given?.ok ? given.value : null;
}
