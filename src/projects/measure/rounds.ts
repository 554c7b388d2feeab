import type { Machine } from '../../machine/machine';
import type { DistroAddress } from '../../wsl/run';
import type { Budget } from './budget';
import type { Clock } from './clock';
import { isOverTime, problemInside } from './problem';
import type { Refusal } from './request';
import { fewestRounds, onePass, passesAfter, passesForBoth } from './statistics';
import { askWithin } from './within';
import { measureRound, type Bases, type Passes, type Round, type Side, type Within } from './work';

export interface RoundsProgress {
  readonly phase: 'rounds';
  readonly round: number;
  /** At most. */
  readonly of: number;
}

/** What the rounds gave. */
export interface Rounds {
  readonly rounds: readonly Round[];
  /** Whether the last one was broken off, since its time was over: then nothing is left of the folders. */
  readonly isBrokenOff: boolean;
}

/** Rounds that tell how often each work has to be done, and have all read and made for the first time; none of them counts. */
const warmUps = 2;
/** After one of so many seconds there is no other: what is so slow has to be done but once. */
const longWarmUp = 10;
const mostRounds = 11;
/** When so many rounds are done, and so many seconds are over, there is no other. */
const enoughRounds = 5;
const enoughSeconds = 30;
/** A round takes as long as the one before, or somewhat longer. */
const caution = 1.5;
const shortestRound = 2;

interface RoundsWish {
  readonly bases: Bases;
  readonly clock: Clock;
  readonly budget: Budget;
  /** Absent where they are done in the distro itself. */
  readonly within?: Within;
}

/** Measures both sides in turn, each first as often as the other. Null when cancelled. */
export async function runRounds(
  machine: Machine,
  distro: DistroAddress,
  { bases, clock, budget, within }: RoundsWish,
  signal: AbortSignal,
  onProgress: (progress: RoundsProgress) => void,
): Promise<{ readonly ok: true; readonly value: Rounds } | Refusal | null> {
  const atFirst = budget.left('rounds');
  const rounds: Round[] = [];
  let passes: Readonly<Record<Side, Passes>> = { drive: onePass, linux: onePass };
  let [begun, coming, longest, isBrokenOff] = [0, warmUps, 0, false];
  for (;;) {
    const left = budget.left('rounds');
    const isEnough = rounds.length >= enoughRounds && atFirst - left >= enoughSeconds;
    if (isEnough || rounds.length === mostRounds || left < Math.max(shortestRound, longest * caution)) break;
    begun += 1;
    onProgress({ phase: 'rounds', round: begun, of: warmUps + mostRounds });
    const first: Side = begun % 2 === 1 ? 'drive' : 'linux';
    const asked = await askWithin(
      machine,
      measureRound(distro, { bases, first, clock, passes, left, within }),
      left,
      signal,
    );
    if (!asked) return null;
    if (!asked.ok) {
      isBrokenOff = isOverTime(asked.problem);
      if (isBrokenOff) break;
      return { ok: false, problem: problemInside(asked.problem, bases) };
    }
    longest = left - budget.left('rounds');
    if (coming === 0) {
      rounds.push(asked.value);
      passes = passesAfter(asked.value, passes);
    } else {
      coming = longest > longWarmUp ? 0 : coming - 1;
      passes = passesForBoth(asked.value, passes, clock);
    }
  }
  return rounds.length < fewestRounds
    ? { ok: false, problem: { kind: 'tooSlow', seconds: Math.round(atFirst) } }
    : { ok: true, value: { rounds, isBrokenOff } };
}
