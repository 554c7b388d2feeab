import { createHash } from 'node:crypto';
import type { Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import type { SourceTree } from '../../machine/sourceTree';
import { ask } from '../../state/ask';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { startTimeout } from '../../wsl/run';
import { listLinks } from './gitCalls';
import { withoutCr, type GitSetup } from './gitSetup';
import { keepMove, keptMove } from './kept';
import type { MovePlan } from './plan';
import type { PointerEdit } from './pointers';
import type { WrittenFile } from './record';
import { askSizes, askSums } from './staging';

/** What git itself writes when a repository is set up. */
const filesOfGit = ['.git/config', '.git/index'];

/** What was changed in the new folder since the copy: by a set-up of the repository, and by edits of files. */
export interface Rewriting {
  readonly setup?: GitSetup;
  readonly edits?: readonly PointerEdit[];
}

/**
 * Notes what of the new folder was written anew by the move itself, so that it does not pass for the user's work when the
 * move is taken back. Only what is there as it was to be written is noted.
 */
export async function renewKept(
  machine: Machine,
  { request, place }: Pick<MovePlan, 'request' | 'place'>,
  { setup, edits = [] }: Rewriting,
): Promise<void> {
  const kept = await keptMove(machine, place);
  if (!kept) return;
  const { distro, destination: folder, tree } = request;
  const { files, links } = kept.written;
  const expected = [...(setup ? await lineEndsOf(setup, tree) : []), ...edits.map(afterEdit)];
  const ofGit = setup ? filesOfGit.filter((path) => files.has(path)) : [];
  const paths = [...new Set([...expected.map(([path]) => path), ...ofGit])];
  const inFolder = (some: readonly string[]): string[] => some.map((path) => `${folder}/${path}`);
  const sums = paths.length > 0 ? await answered(machine, askSums(distro, inFolder(paths))) : [];
  const sizes = ofGit.length > 0 ? await answered(machine, askSizes(distro, inFolder(ofGit))) : [];
  for (const [at, path] of paths.entries()) {
    const [hash, size] = [sums?.[at], sizes?.[ofGit.indexOf(path)]];
    const file = expected.find(([name, each]) => name === path && each.hash === hash)?.[1];
    if (file) files.set(path, file);
    else if (ofGit.includes(path) && typeof hash === 'string' && size !== undefined) files.set(path, { size, hash });
  }
  const made = setup && setup.links.length > 0 ? await answered(machine, listLinks({ distro, folder })) : [];
  for (const { path } of setup?.links ?? []) {
    const read = made?.includes(path) === true ? await tree.readSteady(path) : null;
    if (read?.kind !== 'ok') continue;
    files.delete(path);
    links.set(path, read.content.toString('utf8'));
  }
  await keepMove(machine, kept);
}

async function lineEndsOf({ lineEnds }: GitSetup, tree: SourceTree): Promise<[string, WrittenFile][]> {
  const files: [string, WrittenFile][] = [];
  for (const { path } of lineEnds) {
    const read = await tree.readSteady(path);
    if (read.kind === 'ok') files.push([path, fileOf(withoutCr(read.content))]);
  }
  return files;
}

function afterEdit({ path, before, after }: PointerEdit): [string, WrittenFile] {
  return [path, { ...fileOf(Buffer.from(after)), ...(before === null ? { isNew: true } : {}) }];
}

function fileOf(content: Buffer): WrittenFile {
  return { size: content.length, hash: createHash('sha256').update(content).digest('hex') };
}

async function answered<T>(machine: Machine, command: Command<Parsed<T>> | WslProblem): Promise<T | null> {
  const answer = await ask(machine, command, startTimeout);
  return answer?.ok ? answer.value : null;
}
