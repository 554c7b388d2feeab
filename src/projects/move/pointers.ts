import { createHash } from 'node:crypto';
import type { Machine } from '../../machine/machine';
import type { SourceTree } from '../../machine/sourceTree';
import { ask } from '../../state/ask';
import { isComposeFileName } from '../../mounts/composeFileNames';
import { nameOf } from '../../mounts/slashPath';
import { parseLocation } from '../../text/location';
import { unifiedDiff } from '../../text/unifiedDiff';
import { startTimeout, type DistroAddress } from '../../wsl/run';
import { withNewPlace } from './oldPlace';
import type { MoveRequest } from './request';
import { askSums, writeStaged } from './staging';

/** A file of the moved project that is to be changed. */
export interface PointerEdit {
  /** Below the project, with slashes. */
  readonly path: string;
  /** Null where there is no such file yet. */
  readonly before: string | null;
  readonly after: string;
  /** As `git apply` and `patch` read it. */
  readonly diff: string;
}

const mostBytes = 1024 * 1024;
const envFile = '.env';

/**
 * What in a project names the place from which it moves, or would be another there: absolute paths of the old place, and the
 * name that Compose takes from the folder, with which go containers, networks and volumes.
 */
export async function findPointers(
  tree: SourceTree,
  paths: readonly string[],
  { windowsPath, pathInDistro, destination }: Pick<MoveRequest, 'windowsPath' | 'pathInDistro' | 'destination'>,
): Promise<PointerEdit[]> {
  const old = parseLocation(windowsPath);
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = await readText(tree, path);
    if (text !== null) texts.set(path, text);
  }
  const changed = new Map<string, string>();
  const drivePaths = pathInDistro === null ? [] : [pathInDistro];
  for (const [path, text] of texts) {
    const fresh = old ? withNewPlace(text, old, drivePaths, destination) : null;
    if (fresh !== null) changed.set(path, fresh);
  }
  const name = nameToKeep(texts, windowsPath, destination);
  if (name !== null) {
    const text = changed.get(envFile) ?? texts.get(envFile) ?? '';
    const end = text === '' || text.endsWith('\n') ? '' : '\n';
    changed.set(envFile, `${text}${end}COMPOSE_PROJECT_NAME=${name}\n`);
  }
  return [...changed].map(([path, after]) => {
    const before = texts.get(path) ?? null;
    return { path, before, after, diff: unifiedDiff(path, before ?? '', after) };
  });
}

/**
 * Writes what was changed into the moved project, as far as its files are still what they were; the paths of those that are
 * written, as the distro reads them back. Null when it was cancelled.
 */
export async function applyPointers(
  machine: Machine,
  distro: DistroAddress,
  folder: string,
  edits: readonly PointerEdit[],
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const sums = async (some: readonly PointerEdit[]): Promise<readonly (string | null)[] | null> => {
    if (some.length === 0) return [];
    const paths = some.map(({ path }) => `${folder}/${path}`);
    const answer = await ask(machine, askSums(distro, paths), startTimeout, signal);
    return answer?.ok ? answer.value : null;
  };
  const found = await sums(edits);
  const open = edits.filter(({ before }, at) => found?.[at] === (before === null ? null : hashOf(before)));
  for (const { path, after } of open) {
    await ask(machine, writeStaged(distro, `${folder}/${path}`, Buffer.from(after)), startTimeout, signal);
  }
  if (signal.aborted) return null;
  const written = await sums(open);
  return open.filter(({ after }, at) => written?.[at] === hashOf(after)).map(({ path }) => path);
}

/** The text of a file, but of one that is large or no text in UTF-8: what is written back must be the same elsewhere. */
async function readText(tree: SourceTree, path: string): Promise<string | null> {
  const read = await tree.readSteady(path);
  if (read.kind !== 'ok' || read.content.length > mostBytes) return null;
  const text = read.content.toString('utf8');
  return Buffer.from(text).equals(read.content) ? text : null;
}

/** The name that Compose gave the project so far, where it would have another one in the new folder; else null. */
function nameToKeep(texts: ReadonlyMap<string, string>, windowsPath: string, destination: string): string | null {
  const [old, fresh] = [windowsPath.replace(/\\/g, '/'), destination].map((path) => composeName(nameOf(path)));
  if (old === undefined || old === '' || old === fresh) return null;
  const own = [...texts].filter(([path]) => !path.includes('/') && isComposeFileName(path));
  // Said by the project itself: then the folder plays no part.
  const isNamed = own.some(([, text]) => /^["']?name["']?\s*:/m.test(text));
  const isInEnv = /^\s*(?:export\s+)?COMPOSE_PROJECT_NAME\s*=/m.test(texts.get(envFile) ?? '');
  return own.length === 0 || isNamed || isInEnv ? null : old;
}

/** How Compose makes a name of a folder's. */
export function composeName(folder: string): string {
  return folder
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
