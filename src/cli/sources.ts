import { basename, dirname, isAbsolute, join, posix, resolve, win32 } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { replaceFile } from '../machine/replaceFile';
import { alone, filesNamedBy, isShellScript, isWorthReading, KnownFiles, noFiles, noSettings } from '../mounts';
import type { ComposeProject } from '../mounts/compose/references';
import { wayToBase } from '../mounts/devcontainerFileNames';
import { fileKindOf } from '../mounts/mountFileNames';
import type { NamedFile } from '../mounts/namedFiles';
import { judgeAt, type Judged } from '../projects/judgedPlace';
import type { ReadError } from '../text/finding';
import { joinLocation, type Location } from '../text/location';
import { UsageError, type Invocation } from './invocation';
import { displayName } from './displayName';
import { judge } from './judge';
import { ProjectFiles } from './projectFiles';
import { asAsked, asWished, filesOf, inTurns, readFound, slashed, whyNot } from './sourceFiles';
import { walkFolder, type ReadEntry } from './walkFolder';

/** A text to look at, under the name that the output gives it, with what is known of its place. */
export interface Source extends Judged {
  readonly file: string;
  readonly text: string;
  /** The file's path as `files` takes it. */
  readonly path: string;
  /** The files around it. */
  readonly files: KnownFiles;
  /** The project in which the file that names it reads it; null for one that was found by itself. */
  readonly project: ComposeProject | null;
  /** Reads a file that this one names. */
  readonly open: (named: NamedFile) => Promise<Sources>;
  /** The byte order mark before the text, where it has one. */
  readonly mark: string;
  /** Writes another text in the place of the one it has; null for a text that is no file. */
  readonly replace: ((before: string, after: string) => Promise<FileResult<void>>) | null;
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly errors: readonly ReadError[];
  /** The folders that were named and have no file to read below them. */
  readonly empty: readonly string[];
}

/** What the files that one operand names have in common. */
interface Context {
  readonly files: KnownFiles;
  /** The folder that `--location` speaks of. */
  readonly folder: string;
  /** The distro that the operand wishes to be looked into. */
  readonly wished: string | null;
  readonly projects: ProjectFiles;
  /** Whether a file, by its path with slashes, was left out where its folder was looked through. */
  readonly isPassedBy: (path: string) => boolean;
  readonly invocation: Invocation;
  readonly machine: Machine;
}

/**
 * Reads what the operands name: standard input, files, or those below folders that hold mounts (the current one by
 * default). A file that cannot be read is an error beside the others, which are still read.
 * @throws UsageError when the operands make no sense together.
 */
export async function readSources(invocation: Invocation, machine: Machine): Promise<Sources> {
  if (invocation.stdin) return readStandardInput(invocation, machine);
  const operands = invocation.operands.length > 0 ? invocation.operands : ['.'];
  const read = await Promise.all(operands.map((operand) => readOperand(operand, invocation, machine)));
  const all = together(read);
  return machine.platform === 'windows' ? { ...all, sources: withoutOtherCases(all.sources) } : all;
}

async function readStandardInput(invocation: Invocation, machine: Machine): Promise<Sources> {
  const { filename, location } = invocation;
  if (filename === null) throw new UsageError('--stdin needs --filename, which says what kind of file it is.');
  if (invocation.operands.length > 0) throw new UsageError('--stdin and paths exclude each other.');
  const path = resolve(machine.realPath(filename));
  const text = await readAll(process.stdin);
  if (!isReadable(filename) || (fileKindOf(filename) === null && !isShellScript(text))) {
    return failed(filename, notReadable);
  }
  const projects = new ProjectFiles(machine, null);
  // A name below a location is a name only: what is beside it, nobody can look at.
  const files = new KnownFiles(location ? noFiles : filesOf(machine, null));
  const judged = location
    ? judgeAt(filename, belowLocation(filename, location), location, noSettings, invocation, true)
    : await judge(path, { folder: dirname(path), projects, invocation, machine });
  // Whoever gives one text asks for that alone.
  const open = (): Promise<Sources> => Promise.resolve(together([]));
  const source = {
    file: filename,
    text,
    mark: '',
    path: slashed(path),
    files,
    project: null,
    open,
    replace: null,
    ...judged,
  };
  return { sources: [source], errors: projects.errors, empty: [] };
}

/** Where the folder of a name lives at which its relative paths start, below the location that was given. */
function belowLocation(filename: string, location: Location): Location {
  if (isAbsolute(filename) || win32.isAbsolute(filename)) {
    throw new UsageError(`--filename is relative to --location; it was given "${filename}".`);
  }
  const style = location.kind === 'distro' ? posix : win32;
  return joinLocation(location, `${style.dirname(filename).replace(/\\/g, '/')}/${wayToBase(filename)}`);
}

async function readOperand(operand: string, invocation: Invocation, machine: Machine): Promise<Sources> {
  const path = resolve(machine.realPath(operand));
  const unasked = await machine.files.kindOf(path);
  const kind = unasked.kind === 'wouldStart' ? await machine.files.kindOf(path, asAsked) : unasked;
  if (kind.kind !== 'ok') return failed(operand, whyNot(kind));
  const wished = unasked.kind === 'wouldStart' ? unasked.distro : null;
  const context = { wished, invocation, machine, isPassedBy: () => false };
  if (kind.value === 'file') {
    if (!isReadable(path)) return failed(operand, notReadable);
    const content = await machine.files.read(path, asAsked);
    const folder = await projectFolder(path, machine);
    const projects = new ProjectFiles(machine, wished);
    const files = new KnownFiles(filesOf(machine, wished));
    return withErrors(await toSource(path, content, { ...context, files, folder, projects }), projects);
  }
  const walked = await walkFolder(path, wished, machine);
  if (walked.kind !== 'ok') return failed(operand, whyNot(walked));
  const { mountFiles, envFiles, files, projects, isPassedBy } = walked.value;
  const known = { ...context, files: new KnownFiles(files), folder: path, projects, isPassedBy };
  const isWorth = ([file, content]: ReadEntry): boolean =>
    isWorthReading(slashed(file), content.kind === 'ok' ? content.value : null);
  const read = together([
    ...(await inTurns(mountFiles.filter(isWorth), ([file, content]) => toSource(file, content, known))),
    await openNamed(envFiles, known),
  ]);
  return withErrors(read.sources.length + read.errors.length === 0 ? { ...read, empty: [operand] } : read, projects);
}

/** What is wrong in project files is told beside the rest. */
function withErrors(read: Sources, projects: ProjectFiles): Sources {
  return { ...read, errors: [...projects.errors, ...read.errors] };
}

/** The compose files that `.env` files name: what they are called need not tell what they are. */
async function openNamed(envFiles: readonly ReadEntry[], context: Context): Promise<Sources> {
  const named = envFiles.flatMap(([path, content]) =>
    content.kind === 'ok' ? filesNamedBy(slashed(path), content.value, alone) : [],
  );
  return together(await inTurns(named, (each) => openFile(each, context)));
}

/** A file that another one names. One that is not there, or may not or shall not be looked at, is the other's matter. */
async function openFile({ path, project }: NamedFile, context: Context): Promise<Sources> {
  const { isExcluded } = await context.projects.of(dirname(resolve(path)));
  if (context.isPassedBy(path) || isExcluded(resolve(path))) return together([]);
  const content = await readFound(path, context.wished, context.machine);
  return content.kind === 'ok' ? toSource(resolve(path), content, context, project) : together([]);
}

async function toSource(
  path: string,
  content: FileResult<string>,
  context: Context,
  project: ComposeProject | null = null,
): Promise<Sources> {
  const { files, machine, wished } = context;
  const file = displayName(path);
  if (content.kind !== 'ok') return failed(file, whyNot(content));
  // Editors do not count a byte order mark as a column.
  const mark = content.value.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = content.value.slice(mark.length);
  if (fileKindOf(path) === null && !isShellScript(text)) return failed(file, notReadable);
  const source: Source = {
    file,
    text,
    mark,
    path: slashed(path),
    files,
    project,
    open: (named) => openFile(named, context),
    replace: (before, after) =>
      asWished(wished, (options) => replaceFile(machine.files, path, mark + before, mark + after, options)),
    ...(await judge(path, context)),
  };
  return { sources: [source], errors: [], empty: [] };
}

/** The folder that `--location` speaks of: above `.devcontainer` or `.vscode`, else the repository, else the file's own. */
async function projectFolder(path: string, machine: Machine): Promise<string> {
  const own = dirname(path);
  // A project may have several dev containers, each in a folder below.
  const settings = [own, dirname(own)].find((folder) =>
    /^\.(?:devcontainer|vscode|cursor|claude)$/.test(basename(folder)),
  );
  if (settings !== undefined) return dirname(settings);
  for (let folder = own; dirname(folder) !== folder; folder = dirname(folder)) {
    const repository = await machine.files.kindOf(join(folder, '.git'), asAsked);
    if (repository.kind === 'ok') return folder;
  }
  return own;
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

/** On Windows a name in another case is the same file, unless its folder tells cases apart: then the texts differ. */
function withoutOtherCases(sources: readonly Source[]): Source[] {
  const known = new Map<string, string>();
  return sources.filter(({ file, text }) => {
    const name = file.toLowerCase();
    if (known.get(name) === text) return false;
    known.set(name, text);
    return true;
  });
}

const notReadable = 'Not a kind of file that Slipway reads.';

/** Of a file without an ending only its first line can tell. */
function isReadable(filename: string): boolean {
  return fileKindOf(filename) !== null || !/\.[^./\\]*$/.test(filename);
}

function failed(file: string, reason: string): Sources {
  return { sources: [], errors: [{ file, message: reason }], empty: [] };
}
