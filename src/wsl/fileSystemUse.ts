import type { Command } from '../machine/command';
import type { Parsed, WslProblem } from './problem';
import { runInDistro, type DistroAddress } from './run';

/** How full the file system of a distro is, in bytes. */
export interface FileSystemUse {
  readonly size: number;
  readonly used: number;
}

/** Asks `df` in a distro for its root. This would start it: it is for those that run. */
export function queryFileSystemUse(distro: DistroAddress): Command<Parsed<FileSystemUse>> | WslProblem {
  return runInDistro(distro, ['env', 'LC_ALL=C', 'df', '-P', '-k', '/'], ({ status, stdout }) =>
    status === 0 ? readUse(Buffer.from(stdout).toString('utf8')) : null,
  );
}

/** Six columns in the last line, of which the first, the name of a device, may hold anything. */
function readUse(text: string): FileSystemUse | null {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  const [, size, used] = /\s(\d+)\s+(\d+)\s+-?\d+\s+\S+\s+\/$/.exec(line) ?? [];
  return size === undefined || used === undefined ? null : { size: Number(size) * 1024, used: Number(used) * 1024 };
}
