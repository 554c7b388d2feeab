import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import { writeOwnText } from '../../machine/ownFiles';
import type { Answer } from '../../state/ask';
import type { Parsed, WslProblem } from '../../wsl/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import { guarded, pauseFunction } from './guarded';
import { askWithin, graceInside } from './within';
import type { Bases, Side } from './work';

const answers = ['raised', 'missing', 'noWatch', 'notSeen', 'deaf'] as const;

/** Why nothing is known of an event. */
export type NoEvent =
  /** inotifywait is not there, or could not watch. */
  | 'noInotifywait'
  | 'noWatch'
  /** This runs in a distro, and is not Windows. */
  | 'fromInside'
  /** The change did not come to be there. */
  | 'notSeen'
  /** A change made in the distro itself raised none either. */
  | 'deaf'
  /** Docker Desktop does not answer in the distro. */
  | 'noEngine'
  /** No image could be made of the distro's programs, or no container of it could be run. */
  | 'noContainer'
  /** The time for it was over. */
  | 'noTime';

/** Whether a change made by Windows raised an event in the distro. */
export type EventSeen = 'raised' | 'missing' | { readonly unknown: NoEvent };

/** So long is waited for the change, and for its event once it is there. In tenths of a second. */
const patience = 200;
const grace = 30;

/**
 * Its argument after those of the guard is a folder of the distro's own for notes. Where no event comes, a change of its own
 * tells whether any would.
 */
const script = guarded(`
  notes=$1/heard watched=$base/watched watcher=
  behind() {
    [ -z "$watcher" ] || kill "$watcher" 2>/dev/null
    rm -rf "$watched" "$base/ready" "$notes"
  }
  ${pauseFunction}
  watch() {
    : >"$notes"
    inotifywait -q -t 60 -e create -e modify -e moved_to "$watched" >"$notes" 2>/dev/null &
    watcher=$!
    tries=0
    until grep -q '^inotify wd:' "/proc/$watcher/fdinfo/"* 2>/dev/null; do
      tries=$((tries + 1))
      if [ "$tries" -gt 100 ] || ! kill -0 "$watcher" 2>/dev/null; then return 1; fi
      pause
    done
  }
  heard() {
    tries=0
    until [ -s "$notes" ]; do
      tries=$((tries + 1))
      [ "$tries" -le "$1" ] || return 1
      pause
    done
  }
  answer() { echo "event $1"; exit 0; }
  mkdir "$watched" || exit 3
  watch || answer noWatch
  mkdir "$base/ready" || exit 3
  tries=0
  until [ -e "$watched/change" ] || [ -s "$notes" ]; do
    tries=$((tries + 1))
    [ "$tries" -le ${patience} ] || answer notSeen
    pause
  done
  if heard ${grace}; then answer raised; fi
  kill "$watcher" 2>/dev/null
  watch || answer noWatch
  : >"$watched/own"
  if heard ${grace}; then answer missing; fi
  answer deaf
`);

function watchSide(
  distro: DistroAddress,
  { bases, side, left }: Pick<Watch, 'bases' | 'side' | 'left'>,
): Command<Parsed<EventSeen>> | WslProblem {
  const other = side === 'drive' ? bases.linux : bases.drive;
  const args = ['sh', '-s', '--', bases[side], other, bases.linux] as const;
  return runInDistro(distro, args, readEvent, { folder: '/', seconds: Math.ceil(left) + graceInside, input: script() });
}

/** Reads what the script says; null for what is no answer. */
export function readEvent({ status, stdout }: DistroRun): EventSeen | null {
  const said = /^event (\w+)\n$/.exec(Buffer.from(stdout).toString('latin1'))?.[1];
  const answer = answers.find((each) => each === said);
  if (status !== 0 || answer === undefined) return null;
  return answer === 'raised' || answer === 'missing' ? answer : { unknown: answer };
}

interface Watch {
  readonly bases: Bases;
  readonly side: Side;
  /** That side's folder as this process opens it. */
  readonly base: string;
  /** For so many seconds. */
  readonly left: number;
}

const askEvery = 50;

/** Has the distro watch a folder, and this process, on Windows, make a change in it. Null when cancelled. */
export async function seekEvent(
  machine: Machine,
  distro: DistroAddress,
  watch: Watch,
  signal: AbortSignal,
): Promise<Answer<EventSeen> | null> {
  const { base, left } = watch;
  const ended = new AbortController();
  const watching = askWithin(machine, watchSide(distro, watch), left, signal).finally(() => ended.abort());
  while (!ended.signal.aborted) {
    const ready = await machine.files.kindOf(join(base, 'ready'));
    if (ready.kind === 'ok') {
      await writeOwnText(machine.files, join(base, 'watched', 'change'), 'slipway\n');
      break;
    }
    await wait(askEvery, undefined, { signal: ended.signal }).catch(() => undefined);
  }
  return watching;
}
