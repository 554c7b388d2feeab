import { randomUUID } from 'node:crypto';
import type { Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import type { Leftover } from './look';
import type { Bases } from './work';

/** What the folders of a measurement are called: by the process that makes them, `w` for one of Windows, and like no other. */
export function baseName({ platform }: Pick<Machine, 'platform'>): string {
  return `.slipway-measure-${platform === 'windows' ? 'w' : 'd'}${process.pid}-${randomUUID().slice(0, 8)}`;
}

const named = /\/\.slipway-measure-(?:w(\d+)|d\d+)-[0-9a-f]{8}$/;

/**
 * Those that nobody works in any more: nothing has been done in them for longer than a measurement takes, or the process that
 * made them is gone, as far as this one can tell.
 */
export function abandoned(
  leftovers: readonly Leftover[],
  { platform }: Pick<Machine, 'platform'>,
  isAlive: (pid: number) => boolean,
): string[] {
  return leftovers.flatMap(({ path, isOld }) => {
    const name = named.exec(path);
    if (!name) return [];
    const isGone = platform === 'windows' && name[1] !== undefined && !isAlive(Number(name[1]));
    return isOld || isGone ? [path] : [];
  });
}

const notSeen = 3;

/**
 * Makes the folder on the Linux side, and sees that the one on the drive, which Windows has made, is there in the distro: else
 * something else would be measured than what is named.
 */
export function prepareBases(distro: DistroAddress, bases: Bases): Command<Parsed<'ready' | 'notSeen'>> | WslProblem {
  const input = [Buffer.from(`[ -d "$1" ] || exit ${notSeen}; mkdir "$2"\n`)];
  const read = ({ status }: DistroRun): 'ready' | 'notSeen' | null =>
    status === 0 ? 'ready' : status === notSeen ? 'notSeen' : null;
  return runInDistro(distro, ['sh', '-s', '--', bases.drive, bases.linux], read, { folder: '/', input });
}

/** A script that was told to end may still write for a moment, and a folder into which somebody writes is not removed. */
const removal = `
gone() {
  for each do
    [ ! -e "$each" ] || return 1
  done
}
tries=0
until rm -rf "$@" 2>/dev/null; gone "$@"; do
  tries=$((tries + 1))
  [ "$tries" -lt 5 ] || exit 1
  sleep 1
done
`;

/** Removes folders of measurements with all that is in them. */
export function removeBases(distro: DistroAddress, paths: readonly string[]): Command<Parsed<true>> | WslProblem {
  const input = [Buffer.from(removal)];
  const read = ({ status }: DistroRun): true | null => (status === 0 ? true : null);
  return runInDistro(distro, ['sh', '-s', '--', ...paths], read, { folder: '/', seconds: 60, input });
}
