import type { Command } from '../../machine/command';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import { longSeconds } from './staging';

type Asked<T> = Command<Parsed<T>> | WslProblem;

/** A repository in a distro, or on a drive as the distro sees it. */
export interface Repository {
  readonly distro: DistroAddress;
  readonly folder: string;
}

/** An entry of the index. */
export interface IndexEntry {
  readonly path: string;
  readonly mode: string;
  /** The hash of its content, as git makes it. */
  readonly blob: string;
}

/** What git says of the line ends of a file. */
export interface LineEnds {
  readonly path: string;
  readonly index: string;
  readonly working: string;
  readonly attributes: string;
}

/** Hundreds of thousands of paths. */
const longestOutput = 256 * 1024 * 1024;

/** The settings that Git for Windows writes into a repository, and that mean something else on Linux. */
export function askSettings(repository: Repository): Asked<ReadonlyMap<string, string>> {
  const pattern = '^core\\.(filemode|symlinks|ignorecase)$';
  // 1: there are none.
  return git(repository, ['config', '--local', '-z', '--get-regexp', pattern], ({ status, stdout }) =>
    status > 1
      ? null
      : new Map(
          parted(stdout).map((each): [string, string] => {
            const end = each.indexOf('\n');
            return end === -1 ? [each, 'true'] : [each.slice(0, end), each.slice(end + 1)];
          }),
        ),
  );
}

export function writeSetting(repository: Repository, key: string, value: string): Asked<true> {
  return git(repository, ['config', '--local', key, value], ({ status }) => (status === 0 ? true : null));
}

export function listIndex(repository: Repository): Asked<readonly IndexEntry[]> {
  return git(repository, ['ls-files', '--stage', '-z'], ({ status, stdout }) =>
    status !== 0
      ? null
      : parted(stdout).flatMap((each): IndexEntry[] => {
          const [, mode, blob, stage, path] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(each) ?? [];
          // What is in conflict has several stages, and is left as it is.
          return mode && blob && path && stage === '0' && isPlainPath(path) ? [{ path, mode, blob }] : [];
        }),
  );
}

export function listLineEnds(repository: Repository): Asked<readonly LineEnds[]> {
  return git(repository, ['ls-files', '--eol', '-z'], ({ status, stdout }) =>
    status !== 0
      ? null
      : parted(stdout).flatMap((each): LineEnds[] => {
          const [, index, working, attributes, path] = /^i\/(\S*) +w\/(\S*) +attr\/(.*?) *\t(.*)$/s.exec(each) ?? [];
          return path !== undefined && isPlainPath(path)
            ? [{ path, index: index ?? '', working: working ?? '', attributes: attributes ?? '' }]
            : [];
        }),
  );
}

/** Has git note sizes and times of files whose content is what the index has: by their sizes it takes them for changed. */
export function noteAgain(repository: Repository, paths: readonly string[]): Asked<true> {
  const input = [Buffer.from(paths.map((path) => `${path}\0`).join(''))];
  const read = ({ status }: DistroRun): true | null => (status === 0 ? true : null);
  return git(repository, ['update-index', '-z', '--stdin'], read, { input });
}

/** Whether git finds the repository whole. */
export function checkRepository(repository: Repository): Asked<boolean> {
  return git(repository, ['fsck', '--no-dangling', '--no-progress'], ({ status }) => status === 0);
}

/**
 * What git sees as changed, under settings that hold on both sides. Nothing is written, not even to refresh the index: one
 * of the repositories is the old one.
 */
export function askStatus(repository: Repository): Asked<readonly string[]> {
  const alike = ['-c', 'core.fileMode=false', '-c', 'core.ignoreCase=false', '-c', 'safe.directory=*'];
  return git(
    repository,
    ['status', '--porcelain', '-z', '--no-renames'],
    ({ status, stdout }) => (status === 0 ? parted(stdout) : null),
    { more: alike },
  );
}

/** The paths of all files that may be executed, but for git's own, from the folder on. */
export function listExecutables(repository: Repository): Asked<readonly string[]> {
  return find(repository, ['-type', 'f', '-perm', '-100']);
}

/** The paths of all links. */
export function listLinks(repository: Repository): Asked<readonly string[]> {
  return find(repository, ['-type', 'l']);
}

function find({ distro, folder }: Repository, wanted: readonly string[]): Asked<readonly string[]> {
  const whole = ['find', folder, '-name', '.git', '-prune', '-o', ...wanted, '-print0'] as const;
  const read = ({ status, stdout }: DistroRun): readonly string[] | null =>
    status === 0 ? parted(stdout).map((path) => path.slice(folder.length + 1)) : null;
  return withRoom(runInDistro(distro, whole, read, { folder: '/', seconds: longSeconds }));
}

/** Lets files be executed, or not any more. */
export function changeModes(
  { distro, folder }: Repository,
  change: 'a+x' | 'a-x',
  paths: readonly string[],
): Asked<true> {
  const input = [Buffer.from(paths.map((path) => `${folder}/${path}\0`).join(''))];
  const read = ({ status }: DistroRun): true | null => (status === 0 ? true : null);
  return runInDistro(distro, ['xargs', '-0', 'chmod', change], read, { folder: '/', seconds: longSeconds, input });
}

function git<T>(
  { distro, folder }: Repository,
  args: readonly string[],
  read: (run: DistroRun) => T | null,
  { more = [], input }: { readonly more?: readonly string[]; readonly input?: readonly Uint8Array[] } = {},
): Asked<T> {
  // What the repository would have git run besides is not wanted here.
  const careful = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...more];
  const whole = ['git', '-C', folder, ...careful, ...args] as const;
  return withRoom(runInDistro(distro, whole, read, { folder: '/', seconds: longSeconds, ...(input ? { input } : {}) }));
}

function withRoom<T>(command: Asked<T>): Asked<T> {
  return 'kind' in command ? command : { ...command, outputLimit: longestOutput };
}

function parted(bytes: Uint8Array): string[] {
  return Buffer.from(bytes).toString('utf8').split('\0').slice(0, -1);
}

/** An index may say anything: what would lead out of the folder, or into git's own, is none of ours. */
function isPlainPath(path: string): boolean {
  return !path.split('/').some((name) => name === '' || name === '.' || name === '..' || /^\.git$/i.test(name));
}
