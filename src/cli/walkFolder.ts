import { basename, dirname, join } from 'node:path';
import { findFiles } from '../machine/findFiles';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { SeenNames } from '../machine/seenNames';
import { envFileName, projectFileName } from '../mounts';
import type { Files } from '../mounts/files';
import { isMountFile } from '../mounts/mountFileNames';
import { ProjectFiles } from './projectFiles';
import { asAsked, filesAmong, inTurns, readFound, slashed } from './sourceFiles';

/** The absolute path of a file, and what reading it gave. */
export type ReadEntry = readonly [path: string, content: FileResult<string>];

/** What was read below a folder. */
export interface WalkedFolder {
  readonly mountFiles: readonly ReadEntry[];
  readonly envFiles: readonly ReadEntry[];
  readonly files: Files;
  readonly projects: ProjectFiles;
  /** Whether a file, by its path with slashes, is one that git or its project leave out. */
  readonly isPassedBy: (path: string) => boolean;
}

/**
 * Reads the files below a folder that may hold mounts, as far as neither git nor a project leaves them out. Files that only
 * say how others are read are often ignored by git, and are read all the same.
 */
export async function walkFolder(
  folder: string,
  wished: string | null,
  machine: Machine,
): Promise<FileResult<WalkedFolder>> {
  const tellsOfOthers = (path: string): boolean => [envFileName, projectFileName].includes(basename(path));
  // The folder itself may be one that tells what the files in it are.
  const isWanted = (path: string): boolean => tellsOfOthers(path) || isMountFile(`${slashed(folder)}/${path}`);
  const seen = new SeenNames();
  const found = await findFiles(machine.files, folder, isWanted, asAsked, seen);
  if (found.kind !== 'ok') return found;
  const at = (way: string): string => join(folder, way);
  const { links, ignored, closed, repositories } = found.value;
  const all = [...found.value.files, ...ignored.filter(tellsOfOthers)];
  const projects = new ProjectFiles(machine, wished, {
    folder,
    repositories: new Set(repositories.map(at)),
    projectFiles: new Set(all.filter((way) => basename(way) === projectFileName).map(at)),
  });
  const excluded = new Set<string>();
  for (const way of all) if ((await projects.of(dirname(at(way)))).isExcluded(at(way))) excluded.add(way);

  const wanted = all.filter((way) => basename(way) !== projectFileName && !excluded.has(way));
  const plain = wanted.filter((way) => !links.has(way));
  const read = await machine.files.readBelow(folder, plain, asAsked);
  if (read.kind !== 'ok') return read;
  const contents = new Map(plain.map((way, index) => [way, read.value[index]]));
  const entries = await inTurns(wanted, async (way): Promise<ReadEntry> => [
    at(way),
    contents.get(way) ?? (await readFound(at(way), wished, machine)),
  ]);
  const passedBy = new Set([...ignored, ...excluded].map((way) => slashed(at(way))));
  const shut = closed.map((way) => `${slashed(at(way))}/`);
  const isPassedBy = (path: string): boolean => passedBy.has(path) || shut.some((each) => path.startsWith(each));
  const known = new Map(entries.map(([path, content]) => [slashed(path), content]));
  const envFiles = entries.filter(([path]) => tellsOfOthers(path));
  const mountFiles = entries.filter(([path]) => !tellsOfOthers(path));
  const files = filesAmong({ folder, read: known, seen, isPassedBy }, machine, wished);
  return { kind: 'ok', value: { mountFiles, envFiles, files, projects, isPassedBy } };
}
