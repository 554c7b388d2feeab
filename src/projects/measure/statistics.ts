import { works, type Passes, type Sample, type Work } from './work';

/** What several rounds say of one value: the middle one, and the lowest and the highest that were seen. */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
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

/** Null where too few rounds have the value. */
export function figureOf(samples: readonly Sample[], work: Work): Figure | null {
  const values = samples.map((sample) => sample[work]).filter((value) => value !== null);
  if (values.length < fewestRounds) return null;
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/**
 * How many times as long something takes: of the medians; and how far that can be off, by the rounds that speak most for the
 * one side and for the other.
 */
export function ratioOf(over: Figure, under: Figure): Figure {
  return { median: over.median / under.median, low: over.low / under.high, high: over.high / under.low };
}

/** Milliseconds that a measured time should have at least: reading the clock takes one or two. */
const target = 100;
const mostPasses: Passes = { create: 6, stat: 60, list: 200, remove: 6, write: 4, read: 24, git: 12 };
export const onePass: Passes = { create: 1, stat: 1, list: 1, remove: 1, write: 1, read: 1, git: 1 };

/** How often each is done from now on, by how long one took. What was too short for the clock is done as often as may be. */
export function passesFor(sample: Sample): Passes {
  const passes = { ...onePass };
  for (const work of works) {
    const took = sample[work];
    passes[work] = Math.min(mostPasses[work], Math.max(1, Math.ceil(took === null ? Infinity : target / took)));
  }
  // What was created is what is removed.
  const folders = Math.max(passes.create, passes.remove);
  return { ...passes, create: folders, remove: folders };
}
