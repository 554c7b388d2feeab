import type { Clock } from './clock';
import { works, type Passes, type Round, type Sample, type Side, type Work } from './work';

/** What several rounds say of one value: the middle one, and between what the middle of all rounds there could be lies. */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  /** In how many of all measurements what is said of low and high holds. */
  readonly confidence: number;
}

/** What the rounds say of one kind of work. */
export interface Comparison {
  readonly drive: Figure | null;
  readonly linux: Figure | null;
  /** How many times as long the drive takes; null where too few rounds tell of both sides. */
  readonly ratio: Figure | null;
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/** Fewer rounds have no spread. */
export const fewestRounds = 3;

/** How sure a spread is at least, where there are rounds enough. */
const wantedConfidence = 0.9;

/**
 * The narrowest spread between two of the values that holds the middle with the wanted confidence, or that of all values where
 * even these do not. It asks for no distribution: each round falls above the middle as a coin falls.
 */
export function figureOf(values: readonly number[]): Figure | null {
  const count = values.length;
  if (count < fewestRounds) return null;
  let dropped = 0;
  while (confidenceOf(count, dropped + 1) >= wantedConfidence) dropped += 1;
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[dropped], sorted[count - 1 - dropped]];
  if (low === undefined || high === undefined) return null;
  return { median: median(values), low, high, rounds: count, confidence: confidenceOf(count, dropped) };
}

/** How surely the middle lies within so many values when as many of them are dropped at either end. */
export function confidenceOf(count: number, dropped: number): number {
  let [ways, outside] = [1, 0];
  for (let above = 0; above <= dropped; above += 1) {
    outside += ways;
    ways = (ways * (count - above)) / (above + 1);
  }
  return 1 - (2 * outside) / 2 ** count;
}

/**
 * What is told of one kind of work. The ratio is that of each round, whose two sides were done one right after the other: a
 * moment in which the computer is busy makes both longer.
 */
export function compare(rounds: readonly Round[], work: Work): Comparison {
  const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
  return {
    drive: figureOf(known(rounds.map(({ drive }) => drive[work]))),
    linux: figureOf(known(rounds.map(({ linux }) => linux[work]))),
    ratio: figureOf(
      known(
        rounds.map(({ drive: { [work]: over }, linux: { [work]: under } }) =>
          over === null || under === null ? null : over / under,
        ),
      ),
    ),
  };
}

/** A ratio whose highest value is more than so many times its lowest says nothing but that. */
const widest = 3;

/** Whether a ratio is sure enough to be named by one number. */
export function isSteady({ low, high }: Figure): boolean {
  return high <= low * widest;
}

/** Milliseconds that a measured time should have at least: reading the one takes one or two, the other counts in tens. */
const targets: Readonly<Record<Clock, number>> = { date: 100, uptime: 200 };
/** What one measured time may grow by on the slower side. */
const patience = 3_000;
const most: Passes = { create: 6, stat: 800, list: 2_000, remove: 6, write: 2, read: 60, git: 12 };
export const onePass: Passes = { create: 1, stat: 1, list: 1, remove: 1, write: 1, read: 1, git: 1 };
/** How much more of what was too short for the clock. */
const step = 16;

/** How often each is done from now on, by how long one pass took. */
export function passesFor(sample: Sample, before: Passes, clock: Clock): Passes {
  const passes = { ...onePass };
  for (const work of works) {
    const took = sample[work];
    const wanted = took === null ? before[work] * step : Math.ceil(targets[clock] / took);
    passes[work] = Math.min(most[work], Math.max(1, wanted));
  }
  return passes;
}

/**
 * The same, of both sides. Files are made and removed as many on one side as on the other, since a thousand do not cost each
 * what a hundred do.
 */
export function passesForBoth(
  round: Round,
  before: Readonly<Record<Side, Passes>>,
  clock: Clock,
): Record<Side, Passes> {
  const drive = passesFor(round.drive, before.drive, clock);
  const linux = passesFor(round.linux, before.linux, clock);
  const wanted = Math.max(drive.create, drive.remove, linux.create, linux.remove);
  const slowest = Math.max(...[round.drive, round.linux].flatMap(({ create, remove }) => [create ?? 0, remove ?? 0]));
  const folders = Math.max(1, Math.min(wanted, Math.floor(patience / Math.max(1, slowest))));
  return {
    drive: { ...drive, create: folders, remove: folders },
    linux: { ...linux, create: folders, remove: folders },
  };
}

/** How much more after a round that counts, whose time is not to grow by much. */
const smallStep = 4;

/**
 * More of what a round was too short to tell, since the one before it was slower; all else stays as it is. Files are made and
 * removed as often as before.
 */
export function passesAfter(round: Round, before: Readonly<Record<Side, Passes>>): Record<Side, Passes> {
  const after = (side: Side): Passes => {
    const passes = { ...before[side] };
    for (const work of works) {
      if (work === 'create' || work === 'remove' || round[side][work] !== null) continue;
      passes[work] = Math.min(most[work], passes[work] * smallStep);
    }
    return passes;
  };
  return { drive: after('drive'), linux: after('linux') };
}
