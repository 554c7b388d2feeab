/** Longer than anything takes between two looks while the computer is awake, in milliseconds. */
const longestLap = 60_000;

/**
 * How long somebody has waited so far, for what has to come within a limit. It goes by a clock that nobody sets: the computer's own
 * may be put right in the middle of a wait. Hours in which it slept are no time in which anything could have come, and count as one lap.
 */
export class Stopwatch {
  private total = 0;
  private last: number;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.last = now();
  }

  /** Milliseconds waited; to be asked in every round of the wait. */
  lap(): number {
    const now = this.now();
    this.total += Math.min(now - this.last, longestLap);
    this.last = now;
    return this.total;
  }
}
