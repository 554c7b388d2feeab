import type { Command } from '../../machine/command';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import { elapsed, type Clock } from './clock';
import { guarded } from './guarded';
import { graceInside } from './within';

/** What is measured, in its order. */
export const works = ['create', 'stat', 'list', 'remove', 'write', 'read', 'git'] as const;
export type Work = (typeof works)[number];

/** How often each of them is done within one measured time: what is fast is done often, so that the clock can tell. */
export type Passes = Readonly<Record<Work, number>>;

/** How much a pass is: the same on both sides. */
export const fileCount = 200;
export const megabytes = 16;

/** Milliseconds that one pass took; null where there is no answer. */
export type Sample = Readonly<Record<Work, number | null>>;

/** Where a measurement has its files: a folder of its own on each side, as the distro sees them. */
export interface Bases {
  readonly drive: string;
  readonly linux: string;
}

export type Side = keyof Bases;
export const sides: readonly Side[] = ['drive', 'linux'];

/** Both sides, measured within seconds of each other. */
export type Round = Readonly<Record<Side, Sample>>;

/** By these statuses a round says on which side it could not go on. */
export const brokenSides: Readonly<Record<number, Side>> = { 3: 'drive', 4: 'linux' };

/**
 * Its arguments after those of the guard, whose folders are the drive's and the Linux side's: the clock, the sides in their
 * order, how many files, how many megabytes, and for each side how often each. What is done by the shell itself needs no
 * process for each file, whose start would take longer than what is measured. All files are alike, so a repository of them has
 * one object; times in the past keep git from reading them again to be sure.
 */
const script = guarded(`
  on_drive=$base/work on_linux=$other/work child=
  behind() {
    [ -z "$child" ] || kill "$child" 2>/dev/null
    rm -rf "$on_drive" "$on_linux"
  }
  case $1 in
    date) now() { now=$(date +%s%N); } ;;
    *) now() { read -r now _ </proc/uptime; } ;;
  esac
  order=$2 files=$3 megabytes=$4 often_on_drive=$5 often_on_linux=$6
  # A shell hears of its end only between its programs, or while it waits for one.
  patiently() {
    "$@" &
    child=$!
    wait "$child"
    ended=$?
    child=
    return "$ended"
  }
  broken() {
    case $side in
      drive) exit 3 ;;
      *) exit 4 ;;
    esac
  }
  go_to() {
    case $1 in
      drive) work=$on_drive; set -- $often_on_drive ;;
      *) work=$on_linux; set -- $often_on_linux ;;
    esac
    creates=$1 stats=$2 lists=$3 writes=$5 reads=$6 statuses=$7
  }
  timed() {
    for side in $order; do
      go_to "$side"
      now; start=$now
      "do_$1"; status=$?
      now; printf '%s %s %s %s %s\\n' "$side" "$1" "$start" "$now" "$status"
      if [ "$1" = create ] && [ "$status" != 0 ]; then broken; fi
    done
  }
  do_create() {
    pass=0
    while [ "$pass" -lt "$creates" ]; do
      mkdir "$work/$pass" || return 1
      each=0
      while [ "$each" -lt "$files" ]; do
        echo slipway >"$work/$pass/file-$each" || return 1
        each=$((each + 1))
      done
      pass=$((pass + 1))
    done
  }
  do_stat() {
    pass=0
    while [ "$pass" -lt "$stats" ]; do
      each=0
      while [ "$each" -lt "$files" ]; do
        [ -s "$work/0/file-$each" ] || return 1
        each=$((each + 1))
      done
      pass=$((pass + 1))
    done
  }
  do_list() {
    pass=0
    while [ "$pass" -lt "$lists" ]; do
      set -- "$work"/0/*
      [ "$#" -eq "$files" ] || return 1
      pass=$((pass + 1))
    done
  }
  do_remove() { patiently rm -rf "$work"/[0-9]*; }
  do_write() {
    pass=0
    while [ "$pass" -lt "$writes" ]; do
      patiently dd if=/dev/zero of="$work/large" bs=1048576 count="$megabytes" conv=fsync 2>/dev/null || return 1
      pass=$((pass + 1))
    done
  }
  do_read() {
    pass=0
    while [ "$pass" -lt "$reads" ]; do
      patiently dd if="$work/large" of=/dev/null bs=1048576 2>/dev/null || return 1
      pass=$((pass + 1))
    done
  }
  git_here() {
    git -C "$work/0" -c safe.directory='*' -c core.fsmonitor=false -c core.untrackedCache=false \\
      -c core.hooksPath=/dev/null -c commit.gpgSign=false -c gc.auto=0 -c core.autocrlf=false \\
      -c user.name=slipway -c user.email=slipway@localhost "$@" </dev/null 2>/dev/null
  }
  do_git() {
    pass=0
    while [ "$pass" -lt "$statuses" ]; do
      changes=$(git_here status --porcelain) || return 1
      [ -z "$changes" ] || return 1
      pass=$((pass + 1))
    done
  }
  make_repository() {
    go_to "$1"
    touch -t 202001010000 "$work"/0/* && git_here init -q --template= && git_here add -A && git_here commit -q -m slipway
  }
  for side in $order; do
    go_to "$side"
    rm -rf "$work" && mkdir "$work" || broken
  done
  timed create
  timed stat
  timed list
  if command -v git >/dev/null 2>&1; then
    unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY
    GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
    export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
    if make_repository drive && make_repository linux; then timed git; fi
    rm -rf "$on_drive/0/.git" "$on_linux/0/.git"
  fi
  timed remove
  timed write
  timed read
  echo end
`);

type Call = readonly [program: string, ...rest: readonly string[]];

/** How a program is called in the distro, where it is to run elsewhere: in a container. Its input goes along. */
export type Within = (call: Call) => Call;

/** Does all of it once on both sides, and takes away what it made. `left` is how many seconds it is waited for. */
export function measureRound(
  distro: DistroAddress,
  {
    bases,
    first,
    clock,
    passes,
    left,
    within = (call) => call,
  }: {
    bases: Bases;
    first: Side;
    clock: Clock;
    passes: Readonly<Record<Side, Passes>>;
    left: number;
    within?: Within | undefined;
  },
): Command<Parsed<Round>> | WslProblem {
  const order = first === 'drive' ? sides : sides.toReversed();
  const often = sides.map((side) => works.map((work) => passes[side][work]).join(' '));
  const amounts = [String(fileCount), String(megabytes)];
  const args = ['sh', '-s', '--', bases.drive, bases.linux, clock, order.join(' '), ...amounts, ...often] as const;
  const read = (run: DistroRun): Round | null => readRound(run, clock, passes);
  const seconds = Math.ceil(left) + graceInside;
  return runInDistro(distro, within(args), read, { folder: '/', seconds, input: script() });
}

/** Reads what the script says; null where it did not come to its end, or says what it cannot say. */
export function readRound(
  { status, stdout }: DistroRun,
  clock: Clock,
  passes: Readonly<Record<Side, Passes>>,
): Round | null {
  const lines = Buffer.from(stdout).toString('latin1').split('\n');
  if (status !== 0 || lines.pop() !== '' || lines.pop() !== 'end') return null;
  const round: Record<Side, Record<Work, number | null>> = { drive: noSample(), linux: noSample() };
  const seen = new Set<string>();
  for (const line of lines) {
    const [where = '', name = '', start = '', end = '', failed, ...more] = line.split(' ');
    const side = sides.find((each) => each === where);
    const work = works.find((each) => each === name);
    const both = `${where} ${name}`;
    if (!side || !work || failed === undefined || more.length > 0 || seen.has(both)) return null;
    seen.add(both);
    const took = failed === '0' ? elapsed(clock, start, end) : null;
    round[side][work] = took === null ? null : took / passes[side][work];
  }
  const isWhole = sides.every((side) => works.every((work) => work === 'git' || seen.has(`${side} ${work}`)));
  return isWhole ? round : null;
}

function noSample(): Record<Work, number | null> {
  return { create: null, stat: null, list: null, remove: null, write: null, read: null, git: null };
}
