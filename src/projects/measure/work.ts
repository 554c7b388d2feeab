import type { Command } from '../../machine/command';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import { elapsed, type Clock } from './clock';
import { guarded } from './guarded';

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

/** After how many seconds one side is given up. */
export const roundSeconds = 120;

/**
 * Its arguments after those of the guard: the clock, how many files, how many megabytes, and how often each. What is done by
 * the shell itself needs no process for each file, whose start would take longer than what is measured. All files are alike,
 * so a repository of them has one object; times in the past keep git from reading them again to be sure.
 */
const script = guarded(`
  work=$base/work
  behind() { rm -rf "$work"; }
  case $1 in
    date) now() { now=$(date +%s%N); } ;;
    *) now() { read -r now _ </proc/uptime; } ;;
  esac
  files=$2 megabytes=$3 creates=$4 stats=$5 lists=$6 writes=$8 reads=$9
  shift 9
  statuses=$1
  timed() {
    now; start=$now
    "do_$1"; status=$?
    now; printf '%s %s %s %s\\n' "$1" "$start" "$now" "$status"
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
  do_remove() { rm -rf "$work"/[0-9]*; }
  do_write() {
    pass=0
    while [ "$pass" -lt "$writes" ]; do
      dd if=/dev/zero of="$work/large" bs=1048576 count="$megabytes" conv=fsync 2>/dev/null || return 1
      pass=$((pass + 1))
    done
  }
  do_read() {
    pass=0
    while [ "$pass" -lt "$reads" ]; do
      dd if="$work/large" of=/dev/null bs=1048576 2>/dev/null || return 1
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
  rm -rf "$work" && mkdir "$work" || exit 3
  timed create
  [ "$status" = 0 ] || exit 4
  timed stat
  timed list
  if command -v git >/dev/null 2>&1; then
    unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY
    GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
    export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
    touch -t 202001010000 "$work"/0/*
    if git_here init -q --template= && git_here add -A && git_here commit -q -m slipway; then timed git; fi
    rm -rf "$work/0/.git"
  fi
  timed remove
  timed write
  timed read
  echo end
`);

/** Does all of it once on one side, and takes away what it made. */
export function measureSide(
  distro: DistroAddress,
  { bases, side, clock, passes }: { bases: Bases; side: Side; clock: Clock; passes: Passes },
): Command<Parsed<Sample>> | WslProblem {
  const base = bases[side];
  const other = side === 'drive' ? bases.linux : bases.drive;
  const often = works.map((work) => String(passes[work]));
  const args = ['sh', '-s', '--', base, other, clock, String(fileCount), String(megabytes), ...often] as const;
  const read = (run: DistroRun): Sample | null => readSample(run, clock, passes);
  return runInDistro(distro, args, read, { folder: '/', seconds: roundSeconds, input: script() });
}

/** Reads what the script says; null where it did not come to its end, or says what it cannot say. */
export function readSample({ status, stdout }: DistroRun, clock: Clock, passes: Passes): Sample | null {
  const lines = Buffer.from(stdout).toString('latin1').split('\n');
  if (status !== 0 || lines.pop() !== '' || lines.pop() !== 'end') return null;
  const sample: Record<Work, number | null> = {
    create: null,
    stat: null,
    list: null,
    remove: null,
    write: null,
    read: null,
    git: null,
  };
  const seen = new Set<string>();
  for (const line of lines) {
    const [name = '', start = '', end = '', failed, ...more] = line.split(' ');
    const work = works.find((each) => each === name);
    if (work === undefined || failed === undefined || more.length > 0 || seen.has(name)) return null;
    seen.add(name);
    const took = failed === '0' ? elapsed(clock, start, end) : null;
    sample[work] = took === null ? null : took / passes[work];
  }
  return works.every((work) => work === 'git' || seen.has(work)) ? sample : null;
}
