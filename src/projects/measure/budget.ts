/** How long a measurement takes at most, from the moment somebody wants it to its end. In seconds. */
export const promisedSeconds = 180;

/** By when each part of it is over, whatever it has come to; cleaning up has what is left. */
const ends = { looking: 50, rounds: 95, events: 118, containers: 140, cleaning: promisedSeconds } as const;
export type Phase = keyof typeof ends;

/** The time of one measurement, which begins when this is made. */
export class Budget {
  private readonly started: number;

  /** `now` is in milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.started = now();
  }

  /** How many seconds a part has left. */
  left(phase: Phase): number {
    return Math.max(0, ends[phase] - (this.now() - this.started) / 1000);
  }
}
