import { works, type Passes, type Sample, type Side, type Work } from './work';

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
/** What one measured time may grow by on the slower side. */
const patience = 3_000;
const most: Passes = { create: 6, stat: 200, list: 500, remove: 6, write: 4, read: 60, git: 12 };
export const onePass: Passes = { create: 1, stat: 1, list: 1, remove: 1, write: 1, read: 1, git: 1 };
/** How much more of what was too short for the clock. */
const step = 16;

/** How often each is done from now on, by how long one pass took. */
export function passesFor(sample: Sample, before: Passes): Passes {
  const passes = { ...onePass };
  for (const work of works) {
    const took = sample[work];
    const wanted = took === null ? before[work] * step : Math.ceil(target / took);
    passes[work] = Math.min(most[work], Math.max(1, wanted));
  }
  return passes;
}

/**
 * The same, of both sides. Files are made and removed as many on one side as on the other, since a thousand do not cost each
 * what a hundred do.
 */
export function passesForBoth(
  samples: Readonly<Record<Side, Sample>>,
  before: Readonly<Record<Side, Passes>>,
): Record<Side, Passes> {
  const drive = passesFor(samples.drive, before.drive);
  const linux = passesFor(samples.linux, before.linux);
  const wanted = Math.max(drive.create, drive.remove, linux.create, linux.remove);
  const slowest = Math.max(
    ...[samples.drive, samples.linux].flatMap(({ create, remove }) => [create ?? 0, remove ?? 0]),
  );
  const folders = Math.max(1, Math.min(wanted, Math.floor(patience / Math.max(1, slowest))));
  return {
    drive: { ...drive, create: folders, remove: folders },
    linux: { ...linux, create: folders, remove: folders },
  };
}
