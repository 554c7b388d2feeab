import { compare, type Figure } from './statistics';
import { works, type Round, type Work } from './work';

/** How many times as fast a drive was afterwards, and between what that lies. */
export interface Times {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** In how many of all pairs of measurements what is said of low and high holds. */
  readonly confidence: number;
}

/** What became of one kind of work on a drive between two measurements. */
export interface Gain {
  readonly work: Work;
  /** How long it took; null where it was not measured. */
  readonly before: Figure | null;
  readonly after: Figure | null;
  /** Null where one of the two does not tell. */
  readonly times: Times | null;
  /** `within`: what lies between the two measurements may be nothing but their spread. */
  readonly verdict: 'faster' | 'slower' | 'within' | 'unknown';
}

type Rounds = readonly Round[];

/**
 * Compares the drive of two measurements by what each says of it beside the Linux side, which was measured within the same seconds:
 * that the whole computer was slower one day than the other is no gain. A gain is told only where the two spreads do not touch.
 */
export function gainsOf(before: Rounds, after: Rounds): Gain[] {
  return works.map((work) => {
    const [old, fresh] = [compare(before, work), compare(after, work)];
    const times = timesOf(old.ratio, fresh.ratio);
    const verdict = times === null ? 'unknown' : times.low > 1 ? 'faster' : times.high < 1 ? 'slower' : 'within';
    return { work, before: old.drive, after: fresh.drive, times, verdict };
  });
}

function timesOf(before: Figure | null, after: Figure | null): Times | null {
  if (!before || !after) return null;
  return {
    median: before.median / after.median,
    low: before.low / after.high,
    high: before.high / after.low,
    // Either may be wrong.
    confidence: Math.max(0, before.confidence + after.confidence - 1),
  };
}
