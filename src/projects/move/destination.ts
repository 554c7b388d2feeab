import type { Command } from '../../machine/command';
import { mountPointOf, readMountinfo } from '../../text/mountinfo';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import { stagingPlaces } from './stagingPlaces';

/** What a destination in a distro is, as a shell there sees it. */
export interface Destination {
  readonly state: 'new' | 'empty' | 'used';
  /** Whether its folder, or the nearest one above it that is there, may be written to. */
  readonly isWritable: boolean;
  /** That folder with its links followed. */
  readonly above: string;
  /** The destination with the links above it followed: the same for every way in which somebody may write it. */
  readonly real: string;
  /** Where that lies: in the distro's own files, on a drive of Windows, or on something that nobody knows. */
  readonly holds: 'linux' | 'windows' | 'unknown';
  /** Bytes; null where it is not known. */
  readonly free: number | null;
  /** Those of the needed programs that are not there. */
  readonly missing: readonly string[];
  /** Whether `tar` is one that reads long names and times with fractions. */
  readonly isTarUsable: boolean;
  readonly hasGit: boolean;
  /** What the mark of an unfinished copy says; null where there is none, empty where something else has its name. */
  readonly unfinished: string | null;
}

const needed = ['tar', 'find', 'xargs', 'sha256sum', 'readlink', 'mv', 'rm'] as const;

/** Its arguments are the destination, the folder of an unfinished copy, and the file that marks one. */
const script = `
say() { printf '%s=%s\\0' "$1" "$2"; }
dest=$1
if [ -d "$dest" ] && [ ! -L "$dest" ]; then
  inside=$(ls -A "$dest" 2>/dev/null; echo "$?")
  if [ "$inside" = 0 ]; then say state empty; else say state used; fi
elif [ -e "$dest" ] || [ -L "$dest" ]; then say state used
else say state new
fi
above=\${dest%/*}
while [ -n "$above" ] && [ ! -e "$above" ]; do above=\${above%/*}; done
[ -n "$above" ] || above=/
if [ -d "$above" ] && [ -w "$above" ]; then say writable yes; fi
say above "$(readlink -f "$above")"
say real "$(readlink -f "$above")\${dest#"$above"}"
say free "$(df -Pk "$above" 2>/dev/null | { read -r _; read -r _ _ _ free _; echo "$free"; })"
for each in ${needed.join(' ')} git; do
  if command -v "$each" >/dev/null 2>&1; then say has "$each"; fi
done
say tar "$(tar --version 2>/dev/null | { read -r line; echo "$line"; })"
if [ -f "$3" ]; then say unfinished "$(cat "$3")"
elif [ -e "$2" ] || [ -L "$2" ]; then say unfinished ''
fi
say mounts "$(cat /proc/self/mountinfo)"
`;

/** Looks at a destination, an absolute path. Starts the distro. */
export function lookAtDestination(distro: DistroAddress, path: string): Command<Parsed<Destination>> | WslProblem {
  const { staging, mark } = stagingPlaces(path);
  // The script comes by the standard input, since what stands on the command line passes through Windows' own quoting.
  const input = [Buffer.from(script)];
  return runInDistro(distro, ['sh', '-s', '--', path, staging, mark], readDestination, { folder: '/', input });
}

/** Reads what the script says; null where it did not come to its end. */
export function readDestination({ status, stdout }: DistroRun): Destination | null {
  const said = Buffer.from(stdout)
    .toString('utf8')
    .split('\0')
    .slice(0, -1)
    .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  const of = (key: string): string | null => said.find(([name]) => name === key)?.[1] ?? null;
  const state = (['new', 'empty', 'used'] as const).find((each) => each === of('state'));
  const [above, real, mounts] = [of('above'), of('real'), of('mounts')];
  if (status !== 0 || state === undefined || above === null || real === null || mounts === null) return null;
  const has = new Set(said.filter(([name]) => name === 'has').map(([, program]) => program));
  const free = /^\d+$/.exec(of('free') ?? '')?.[0];
  return {
    state,
    isWritable: of('writable') === 'yes',
    above,
    real,
    holds: holdsWhat(above, mounts),
    free: free === undefined ? null : Number(free) * 1024,
    missing: needed.filter((program) => !has.has(program)),
    isTarUsable: /^(?:tar \(GNU tar\)|bsdtar )/.test(of('tar') ?? ''),
    hasGit: has.has('git'),
    unfinished: of('unfinished'),
  };
}

function holdsWhat(path: string, mountinfo: string): Destination['holds'] {
  const kind = mountPointOf(path, readMountinfo(mountinfo))?.holds.kind ?? 'unknown';
  return kind === 'drive' ? 'windows' : kind;
}
