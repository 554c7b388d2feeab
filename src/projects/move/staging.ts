import type { Command } from '../../machine/command';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { programNotFound, runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import { readSums } from './sums';

type Asked<T> = Command<Parsed<T>> | WslProblem;

/** Longer than anything takes: ending it is breaking it off. */
export const longSeconds = 24 * 60 * 60;

/** How a program of the copy ended: its status and what it complained of. */
export interface Step {
  readonly isDone: boolean;
  readonly evidence: string;
}

function readStep({ status, stdout, stderr }: DistroRun): Step | null {
  if (status === programNotFound) return null;
  const output = [stdout, stderr].map((bytes) => Buffer.from(bytes).toString('utf8').trim()).join('\n');
  return { isDone: status === 0, evidence: `exit ${status}\n${output}`.trim().slice(0, mostEvidence) };
}

const mostEvidence = 2_000;

/** Makes the folders of a copy and marks them as ours; what is there of an earlier one stays. */
export function makeStaging(
  distro: DistroAddress,
  { files, journal, mark }: { readonly files: string; readonly journal: string; readonly mark: string },
  text: string,
): Asked<Step> {
  const script = 'mkdir -p "$1" "$2" && printf %s "$4" >"$3"\n';
  const args = ['sh', '-s', '--', files, journal, mark, text] as const;
  return runInDistro(distro, args, readStep, { folder: '/', input: [Buffer.from(script)] });
}

/** Unpacks an archive as it comes. Owners are the default user's, times and modes those of the archive. */
export function unpack(distro: DistroAddress, folder: string, input: AsyncIterable<Uint8Array>): Asked<Step> {
  const tar = ['tar', '-x', '-p', '-o', '-f', '-', '-C', folder] as const;
  return runInDistro(distro, tar, readStep, { folder: '/', seconds: longSeconds, input });
}

/** Asks for the SHA-256 of files by their absolute paths; null for one that cannot be read. */
export function askSums(distro: DistroAddress, paths: readonly string[]): Asked<(string | null)[]> {
  const read = ({ status, stdout }: DistroRun): (string | null)[] | null =>
    // 123: some of its calls failed.
    status === 0 || status === 123 ? readSums(Buffer.from(stdout).toString('utf8'), paths) : null;
  return onEach(distro, ['sha256sum'], paths, read);
}

/** Asks for the sizes of files, by their absolute paths, in bytes; no answer where one of them is not there. */
export function askSizes(distro: DistroAddress, paths: readonly string[]): Asked<number[]> {
  const read = ({ status, stdout }: DistroRun): number[] | null =>
    status === 0 ? Buffer.from(stdout).toString('utf8').trim().split('\n').map(Number) : null;
  return onEach(distro, ['stat', '-c', '%s'], paths, read);
}

/** Asks where links lead, by their absolute paths: whether it is there where they should. */
export function askLinks(
  distro: DistroAddress,
  links: readonly (readonly [path: string, target: string])[],
): Asked<boolean> {
  const expected = links.map(([, target]) => `${target}\n`).join('');
  const read = ({ stdout }: DistroRun): boolean => Buffer.from(stdout).toString('utf8') === expected;
  return onEach(
    distro,
    ['-n', '1', 'readlink'],
    links.map(([path]) => path),
    read,
  );
}

/** Lists all that is in a folder, itself not, by paths from there on. */
export function listStaged(distro: DistroAddress, folder: string): Asked<readonly string[]> {
  return listAll(distro, folder, ({ status }) => status === 0);
}

/** The same of a folder in which others work: of what in it may not be looked into there is the name. */
export function listVisible(distro: DistroAddress, folder: string): Asked<readonly string[]> {
  return listAll(distro, folder, ({ status }) => status <= 1);
}

function listAll(
  distro: DistroAddress,
  folder: string,
  isAnswer: (run: DistroRun) => boolean,
): Asked<readonly string[]> {
  const read = (run: DistroRun): string[] | null =>
    isAnswer(run)
      ? Buffer.from(run.stdout)
          .toString('utf8')
          .split('\0')
          .slice(0, -1)
          .map((path) => path.slice(folder.length + 1))
      : null;
  const command = runInDistro(distro, ['find', folder, '-mindepth', '1', '-print0'], read, {
    folder: '/',
    seconds: longSeconds,
  });
  return 'kind' in command ? command : { ...command, outputLimit: longestList };
}

/** Hundreds of thousands of paths. */
export const longestList = 256 * 1024 * 1024;

/** Removes files and folders by their absolute paths, which are in the staging folder. */
export function removeStaged(distro: DistroAddress, paths: readonly string[]): Asked<Step> {
  return onEach(distro, ['rm', '-rf'], paths, readStep);
}

/** The names of the pieces of the journal. */
export function listJournal(distro: DistroAddress, folder: string): Asked<readonly string[]> {
  const read = ({ status, stdout }: DistroRun): string[] | null =>
    status === 0
      ? Buffer.from(stdout)
          .toString('utf8')
          .split('\n')
          .filter((name) => /^\d{6}$/.test(name))
          .sort()
      : null;
  return runInDistro(distro, ['ls', '-A', folder], read, { folder: '/' });
}

/** The texts of files, one behind the other. */
export function readStaged(distro: DistroAddress, paths: readonly string[]): Asked<string> {
  const read = ({ status, stdout }: DistroRun): string | null =>
    status === 0 ? Buffer.from(stdout).toString('utf8') : null;
  return onEach(distro, ['cat'], paths, read);
}

/** Writes a file, which keeps its mode if it is there. */
export function writeStaged(distro: DistroAddress, path: string, content: Uint8Array): Asked<Step> {
  return runInDistro(distro, ['tee', path], readStep, { folder: '/', input: [content] });
}

/** Gives a copy its name. A folder that is there gives way only if it is empty: the system sees to that. */
export function putInPlace(distro: DistroAddress, files: string, destination: string): Asked<Step> {
  return runInDistro(distro, ['mv', '-T', files, destination], readStep, { folder: '/' });
}

/** Removes those of some folders that are empty, in their order. */
export function removeEmptyFolders(distro: DistroAddress, folders: readonly string[]): Asked<true> {
  return onEach(distro, ['rmdir'], folders, () => true);
}

/** Asks for the number by which the file system knows a folder, whatever it is called. */
export function askInode(distro: DistroAddress, folder: string): Asked<string> {
  const read = ({ stdout }: DistroRun): string | null =>
    /^\s*(\d+) /.exec(Buffer.from(stdout).toString('utf8'))?.[1] ?? null;
  return runInDistro(distro, ['ls', '-di', folder], read, { folder: '/' });
}

/** Removes a staging folder with all that is in it. */
export function removeStaging(distro: DistroAddress, staging: string): Asked<Step> {
  return runInDistro(distro, ['rm', '-rf', staging], readStep, { folder: '/', seconds: longSeconds });
}

/** Names pass by the standard input, of which there may be any number. */
function onEach<T>(
  distro: DistroAddress,
  program: readonly string[],
  paths: readonly string[],
  read: (run: DistroRun) => T | null,
): Asked<T> {
  const input = [Buffer.from(paths.map((path) => `${path}\0`).join(''))];
  return runInDistro(distro, ['xargs', '-0', ...program], read, { folder: '/', seconds: longSeconds, input });
}
