import type { Command } from '../../machine/command';
import { mountPointOf, readMountinfo, type MountPoint } from '../../text/mountinfo';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import { chooseClock, type Clock } from './clock';

/** One side as the distro sees it. */
export interface Ground {
  /** With its links followed. */
  readonly path: string;
  readonly isWritable: boolean;
  readonly holds: MountPoint['holds']['kind'];
  /** As the kernel names it; null where it does not say. */
  readonly fileSystem: string | null;
  /** Bytes; null where it is not known. */
  readonly free: number | null;
}

/** A folder of a measurement that is still there. */
export interface Leftover {
  readonly path: string;
  /** Whether nothing was done in it for longer than a measurement goes without. */
  readonly isOld: boolean;
}

/** What a distro says before anything is measured. */
export interface Look {
  /** Null where the distro has no such folder. */
  readonly drive: Ground | null;
  /** The home of the default user. */
  readonly linux: Ground | null;
  /** Null where none can be read. */
  readonly clock: Clock | null;
  readonly programs: ReadonlySet<string>;
  readonly leftovers: readonly Leftover[];
}

/** Its argument is the folder on the drive. */
const script = `
say() { printf '%s=%s\\0' "$1" "$2"; }
ground() {
  [ -d "$2" ] || return
  say "$1" "$(readlink -f "$2")"
  if [ -w "$2" ]; then say "$1-writable" yes; fi
  say "$1-free" "$(df -Pk "$2" 2>/dev/null | { read -r _; read -r _ _ _ free _; echo "$free"; })"
  for each in "$2"/.slipway-measure-*; do
    if [ ! -d "$each" ] || [ -L "$each" ]; then continue; fi
    if [ -n "$(find "$each" -prune -mmin +5)" ]; then say old "$each"; else say young "$each"; fi
  done
}
ground drive "$1"
ground linux "$HOME"
say date "$(date +%s%N 2>/dev/null)"
say uptime "$(cat /proc/uptime 2>/dev/null)"
for each in dd git inotifywait; do
  if command -v "$each" >/dev/null 2>&1; then say has "$each"; fi
done
say mounts "$(cat /proc/self/mountinfo)"
say end ''
`;

/** Looks at both sides; `folder` is the path that the distro has for the folder on the drive. Starts the distro. */
export function lookAround(distro: DistroAddress, folder: string): Command<Parsed<Look>> | WslProblem {
  const input = [Buffer.from(script)];
  return runInDistro(distro, ['sh', '-s', '--', folder], readLook, { folder: '/', input });
}

/** Reads what the script says; null where it did not come to its end. */
export function readLook({ status, stdout }: DistroRun): Look | null {
  const said = Buffer.from(stdout)
    .toString('utf8')
    .split('\0')
    .slice(0, -1)
    .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  if (status !== 0 || said.at(-1)?.[0] !== 'end') return null;
  const all = (key: string): string[] => said.filter(([name]) => name === key).map(([, value]) => value);
  const of = (key: string): string | null => all(key)[0] ?? null;
  const mounts = readMountinfo(of('mounts') ?? '');
  const ground = (side: 'drive' | 'linux'): Ground | null => {
    const path = of(side);
    if (path?.startsWith('/') !== true) return null;
    const mount = mountPointOf(path, mounts);
    const free = /^\d{1,15}$/.exec(of(`${side}-free`) ?? '')?.[0];
    return {
      path,
      isWritable: of(`${side}-writable`) === 'yes',
      holds: mount?.holds.kind ?? 'unknown',
      fileSystem: mount?.fileSystem ?? null,
      free: free === undefined ? null : Number(free) * 1024,
    };
  };
  return {
    drive: ground('drive'),
    linux: ground('linux'),
    clock: chooseClock(of('date') ?? '', of('uptime') ?? ''),
    programs: new Set(all('has')),
    leftovers: ['old', 'young'].flatMap((key) => all(key).map((path) => ({ path, isOld: key === 'old' }))),
  };
}
