import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { findFiles } from '../machine/findFiles';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import type { Place } from '../mounts/mount';
import { composeFilePatterns } from '../mounts/readers/composeFile';
import type { ReadError } from '../text/finding';
import { joinLocation, unknownLocation } from '../text/location';
import { UsageError, type Invocation } from './invocation';

/** A text to look at, under the name that the output gives it, with what is known of its place. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly place: Place;
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly errors: readonly ReadError[];
}

/** WSL's default. */
const automountRoot = '/mnt/';

/** Whoever names a path on the command line wishes it to be read, be it in a stopped distro. */
const asAsked = { wish: true };

/**
 * Reads what the operands name: standard input, files, or the compose files below folders (the current one by default).
 * A file that cannot be read is an error beside the others, which are still read.
 * @throws UsageError when the operands make no sense together.
 */
export async function readSources(invocation: Invocation, machine: Machine): Promise<Sources> {
  if (invocation.stdin) return { sources: [await readStandardInput(invocation)], errors: [] };
  const operands = invocation.operands.length > 0 ? invocation.operands : ['.'];
  const read = await Promise.all(operands.map((operand) => readOperand(operand, invocation, machine)));
  return together(read);
}

async function readStandardInput(invocation: Invocation): Promise<Source> {
  if (invocation.filename === null)
    throw new UsageError('--stdin needs --filename, which says what kind of file it is.');
  if (invocation.operands.length > 0) throw new UsageError('--stdin and paths exclude each other.');
  const folder = joinLocation(invocation.location ?? unknownLocation, dirname(invocation.filename));
  return {
    file: invocation.filename,
    text: await readAll(process.stdin),
    place: { folder, side: invocation.side, automountRoot },
  };
}

async function readOperand(operand: string, invocation: Invocation, machine: Machine): Promise<Sources> {
  const path = resolve(machine.realPath(operand));
  const kind = await machine.files.kindOf(path, asAsked);
  if (kind.kind !== 'ok') return failed(operand, whyNot(kind));
  if (kind.value === 'file') {
    if (!/\.ya?ml$/i.test(path)) return failed(operand, 'Not a kind of file that Slipway reads.');
    return readFile(path, await projectFolder(path, machine), invocation, machine);
  }
  const found = await findFiles(machine.files, path, composeFilePatterns, asAsked);
  if (found.kind !== 'ok') return failed(operand, whyNot(found));
  return together(await Promise.all(found.value.map((name) => readFile(join(path, name), path, invocation, machine))));
}

async function readFile(path: string, project: string, invocation: Invocation, machine: Machine): Promise<Sources> {
  const file = displayName(path);
  const content = await machine.files.read(path, asAsked);
  if (content.kind !== 'ok') return failed(file, whyNot(content));
  const folder = invocation.location
    ? joinLocation(invocation.location, relative(project, dirname(path)).split(sep).join('/'))
    : machine.locate(dirname(path));
  const place = { folder, side: invocation.side, automountRoot };
  return { sources: [{ file, text: content.value, place }], errors: [] };
}

/** The folder that `--location` speaks of: above `.devcontainer` or `.vscode`, else the repository, else the file's own. */
async function projectFolder(path: string, machine: Machine): Promise<string> {
  const own = dirname(path);
  if (/^\.(?:devcontainer|vscode)$/.test(basename(own))) return dirname(own);
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

function together(parts: readonly Sources[]): Sources {
  return { sources: parts.flatMap((part) => part.sources), errors: parts.flatMap((part) => part.errors) };
}

function whyNot(result: Exclude<FileResult<unknown>, { kind: 'ok' }>): string {
  return result.kind === 'failed' ? result.reason : `Reading it would start ${result.distro}.`;
}

function failed(file: string, reason: string): Sources {
  return { sources: [], errors: [{ file, message: reason }] };
}
