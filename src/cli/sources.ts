import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep, win32 } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { findFiles } from '../machine/findFiles';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { isDevcontainerFile, pathFromBase, wayToBase } from '../mounts/devcontainerFileNames';
import { defaultAutomountRoot, type Place } from '../mounts/mount';
import { mountFilePatterns } from '../mounts/mountFileNames';
import { noFiles, type Files, type FileText } from '../mounts/related';
import type { ReadError } from '../text/finding';
import { joinLocation, type Location } from '../text/location';
import { UsageError, type Invocation } from './invocation';

/** A text to look at, under the name that the output gives it, with what is known of its place. */
interface Source {
  readonly file: string;
  readonly text: string;
  readonly place: Place;
  /** The file's path as `files` takes it. */
  readonly path: string;
  /** The files around it. */
  readonly files: Files;
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
 * Reads what the operands name: standard input, files, or those below folders that hold mounts (the current one by
 * default). A file that cannot be read is an error beside the others, which are still read.
 * @throws UsageError when the operands make no sense together.
 */
export async function readSources(invocation: Invocation, machine: Machine): Promise<Sources> {
  if (invocation.stdin) return readStandardInput(invocation, machine);
  const operands = invocation.operands.length > 0 ? invocation.operands : ['.'];
  const read = await Promise.all(operands.map((operand) => readOperand(operand, invocation, machine)));
  return together(read);
}

async function readStandardInput(invocation: Invocation, machine: Machine): Promise<Sources> {
  const { filename, location } = invocation;
  if (filename === null) throw new UsageError('--stdin needs --filename, which says what kind of file it is.');
  if (invocation.operands.length > 0) throw new UsageError('--stdin and paths exclude each other.');
  const path = resolve(machine.realPath(filename));
  const folder = location ? belowLocation(filename, location) : machine.locate(folderOfBase(path));
  const text = await readAll(process.stdin);
  if (!isReadable(filename)) return failed(filename, notReadable);
  const place = placeOf(location ? filename : path, folder, location ?? folder, invocation);
  // A name below a location is a name only: what is beside it, nobody can look at.
  const files = location ? noFiles : filesOf(machine, null);
  return { sources: [{ file: filename, text, place, path: slashed(path), files }], errors: [], empty: [] };
}

/** Where the folder of a name lives at which its relative paths start, below the location that was given. */
function belowLocation(filename: string, location: Location): Location {
  if (isAbsolute(filename) || win32.isAbsolute(filename)) {
    throw new UsageError(`--filename is relative to --location; it was given "${filename}".`);
  }
  const style = location.kind === 'distro' ? posix : win32;
  return joinLocation(location, `${style.dirname(filename).replace(/\\/g, '/')}/${wayToBase(filename)}`);
}

/** The folder at which a file's relative paths start. */
function folderOfBase(path: string): string {
  return join(dirname(path), wayToBase(path));
}

function placeOf(path: string, folder: Location, project: Location, { side }: Invocation): Place {
  return { file: pathFromBase(path), folder, project, side, automountRoot: defaultAutomountRoot };
}

async function readOperand(operand: string, invocation: Invocation, machine: Machine): Promise<Sources> {
  const path = resolve(machine.realPath(operand));
  const unasked = await machine.files.kindOf(path);
  const kind = unasked.kind === 'wouldStart' ? await machine.files.kindOf(path, asAsked) : unasked;
  if (kind.kind !== 'ok') return failed(operand, whyNot(kind));
  const wished = unasked.kind === 'wouldStart' ? unasked.distro : null;
  const files = filesOf(machine, wished);
  if (kind.value === 'file') {
    if (!isReadable(path)) return failed(operand, notReadable);
    const content = await machine.files.read(path, asAsked);
    return toSource(path, content, files, await projectFolder(path, machine), invocation, machine);
  }
  const found = await findFiles(machine.files, path, mountFilePatterns, asAsked);
  if (found.kind !== 'ok') return failed(operand, whyNot(found));
  if (found.value.length === 0) return { sources: [], errors: [], empty: [operand] };
  const contents = await inTurns(found.value, async (name): Promise<[string, FileResult<string>]> => {
    const file = join(path, name);
    return [file, await readFound(file, wished, machine)];
  });
  const known = filesAmong(path, new Map(contents.map(([file, content]) => [slashed(file), content])), files);
  return together(contents.map(([file, content]) => toSource(file, content, known, path, invocation, machine)));
}

/** The files of the machine, as rules ask for them. */
function filesOf(machine: Machine, wished: string | null): Files {
  return { read: async (path) => asFileText(await readFound(path, wished, machine)) };
}

/** The files of a folder that has been walked: what was read is at hand, and what was not found there is not there. */
function filesAmong(folder: string, read: ReadonlyMap<string, FileResult<string>>, elsewhere: Files): Files {
  const inside = `${slashed(folder).replace(/\/$/, '')}/`;
  return {
    read(path) {
      const content = read.get(path);
      if (content) return Promise.resolve(asFileText(content));
      return path.startsWith(inside) ? noFiles.read(path) : elsewhere.read(path);
    },
  };
}

function asFileText(content: FileResult<string>): FileText {
  if (content.kind === 'ok') return { kind: 'text', text: content.value };
  return { kind: content.kind === 'failed' && /^ENO(?:ENT|TDIR)$/.test(content.code) ? 'absent' : 'closed' };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
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
  files: Files,
  project: string,
  invocation: Invocation,
  machine: Machine,
): Sources {
  const file = displayName(path);
  if (content.kind !== 'ok') return failed(file, whyNot(content));
  const { location } = invocation;
  const base = folderOfBase(path);
  const folder = location ? joinLocation(location, slashed(relative(project, base))) : machine.locate(base);
  const place = placeOf(path, folder, location ?? machine.locate(project), invocation);
  // Editors do not count a byte order mark as a column.
  const text = content.value.replace(/^\uFEFF/, '');
  return { sources: [{ file, text, place, path: slashed(path), files }], errors: [], empty: [] };
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
  return slashed(fromHere.startsWith('..') ? path : fromHere);
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
  return /\.ya?ml$/i.test(filename) || isDevcontainerFile(filename);
}

function whyNot(result: Exclude<FileResult<unknown>, { kind: 'ok' }>): string {
  return result.kind === 'failed' ? result.reason : `Reading it would start ${result.distro}.`;
}

function failed(file: string, reason: string): Sources {
  return { sources: [], errors: [{ file, message: reason }], empty: [] };
}
