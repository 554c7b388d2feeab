import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep, win32 } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { findFiles } from '../machine/findFiles';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { composeFilePatterns } from '../mounts/composeFileNames';
import { defaultAutomountRoot, type Place } from '../mounts/mount';
import type { ReadError } from '../text/finding';
import { joinLocation, type Location } from '../text/location';
import { UsageError, type Invocation } from './invocation';

/** A text to look at, under the name that the output gives it, with what is known of its place. */
interface Source {
  readonly file: string;
  readonly text: string;
  readonly place: Place;
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly errors: readonly ReadError[];
  /** The folders that were named and have no file to read below them. */
  readonly empty: readonly string[];
}

/** Whoever names a path on the command line wishes it to be read, be it in a stopped distro. */
const asAsked = { wish: true };

/**
 * Reads what the operands name: standard input, files, or the compose files below folders (the current one by default).
 * A file that cannot be read is an error beside the others, which are still read.
 * @throws UsageError when the operands make no sense together.
 */
export async function readSources(invocation: Invocation, machine: Machine): Promise<Sources> {
  if (invocation.stdin) return readStandardInput(invocation, machine);
  const operands = invocation.operands.length > 0 ? invocation.operands : ['.'];
  const read = await Promise.all(operands.map((operand) => readOperand(operand, invocation, machine)));
  return together(read);
}

async function readStandardInput({ filename, ...invocation }: Invocation, machine: Machine): Promise<Sources> {
  if (filename === null) throw new UsageError('--stdin needs --filename, which says what kind of file it is.');
  if (invocation.operands.length > 0) throw new UsageError('--stdin and paths exclude each other.');
  const place = {
    file: win32.basename(filename),
    folder: folderOf(filename, invocation.location, machine),
    side: invocation.side,
    automountRoot: defaultAutomountRoot,
  };
  const text = await readAll(process.stdin);
  return isReadable(filename)
    ? { sources: [{ file: filename, text, place }], errors: [], empty: [] }
    : failed(filename, notReadable);
}

/** Where the folder of a named text lives: below the location that was given, else where the name leads from here. */
function folderOf(filename: string, location: Location | null, machine: Machine): Location {
  if (location === null) return machine.locate(dirname(resolve(machine.realPath(filename))));
  if (isAbsolute(filename) || win32.isAbsolute(filename)) {
    throw new UsageError(`--filename is relative to --location; it was given "${filename}".`);
  }
  const style = location.kind === 'distro' ? posix : win32;
  return joinLocation(location, style.dirname(filename).replace(/\\/g, '/'));
}

async function readOperand(operand: string, invocation: Invocation, machine: Machine): Promise<Sources> {
  const path = resolve(machine.realPath(operand));
  const unasked = await machine.files.kindOf(path);
  const kind = unasked.kind === 'wouldStart' ? await machine.files.kindOf(path, asAsked) : unasked;
  if (kind.kind !== 'ok') return failed(operand, whyNot(kind));
  if (kind.value === 'file') {
    if (!isReadable(path)) return failed(operand, notReadable);
    const content = await machine.files.read(path, asAsked);
    return toSource(path, content, await projectFolder(path, machine), invocation, machine);
  }
  const found = await findFiles(machine.files, path, composeFilePatterns, asAsked);
  if (found.kind !== 'ok') return failed(operand, whyNot(found));
  if (found.value.length === 0) return { sources: [], errors: [], empty: [operand] };
  const wished = unasked.kind === 'wouldStart' ? unasked.distro : null;
  const read = await inTurns(found.value, async (name) => {
    const file = join(path, name);
    return toSource(file, await readFound(file, wished, machine), path, invocation, machine);
  });
  return together(read);
}

/**
 * Reads a file that nobody named: it was found below a folder. A link among such files may lead anywhere, so only the
 * distro that the folder itself lies in, if it does, is started for it.
 */
async function readFound(path: string, wished: string | null, machine: Machine): Promise<FileResult<string>> {
  const content = await machine.files.read(path);
  const isWished = content.kind === 'wouldStart' && content.distro.toLowerCase() === wished?.toLowerCase();
  return isWished ? machine.files.read(path, asAsked) : content;
}

/** Does something for each item, for a few of them at a time: a process may not hold any number of files open. */
async function inTurns<T, U>(items: readonly T[], act: (item: T) => Promise<U>): Promise<U[]> {
  const atOnce = 64;
  const results: U[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(act))));
  }
  return results;
}

function toSource(
  path: string,
  content: FileResult<string>,
  project: string,
  invocation: Invocation,
  machine: Machine,
): Sources {
  const file = displayName(path);
  if (content.kind !== 'ok') return failed(file, whyNot(content));
  const folder = invocation.location
    ? joinLocation(invocation.location, relative(project, dirname(path)).split(sep).join('/'))
    : machine.locate(dirname(path));
  const place = { file: basename(path), folder, side: invocation.side, automountRoot: defaultAutomountRoot };
  // Editors do not count a byte order mark as a column.
  const text = content.value.replace(/^\uFEFF/, '');
  return { sources: [{ file, text, place }], errors: [], empty: [] };
}

/** The folder that `--location` speaks of: above `.devcontainer` or `.vscode`, else the repository, else the file's own. */
async function projectFolder(path: string, machine: Machine): Promise<string> {
  const own = dirname(path);
  // A project may have several dev containers, each in a folder below.
  const settings = [own, dirname(own)].find((folder) => /^\.(?:devcontainer|vscode)$/.test(basename(folder)));
  if (settings !== undefined) return dirname(settings);
  for (let folder = own; dirname(folder) !== folder; folder = dirname(folder)) {
    const repository = await machine.files.kindOf(join(folder, '.git'), asAsked);
    if (repository.kind === 'ok') return folder;
  }
  return own;
}

function displayName(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return (fromHere.startsWith('..') ? path : fromHere).split(sep).join('/');
}

/** All parts as one; a file that several operands name is looked at once. */
function together(parts: readonly Sources[]): Sources {
  const sources = new Map<string, Source>();
  for (const source of parts.flatMap((part) => part.sources)) {
    if (!sources.has(source.file)) sources.set(source.file, source);
  }
  return {
    sources: [...sources.values()],
    errors: parts.flatMap((part) => part.errors),
    empty: parts.flatMap((part) => part.empty),
  };
}

const notReadable = 'Not a kind of file that Slipway reads.';

function isReadable(filename: string): boolean {
  return /\.ya?ml$/i.test(filename);
}

function whyNot(result: Exclude<FileResult<unknown>, { kind: 'ok' }>): string {
  return result.kind === 'failed' ? result.reason : `Reading it would start ${result.distro}.`;
}

function failed(file: string, reason: string): Sources {
  return { sources: [], errors: [{ file, message: reason }], empty: [] };
}
