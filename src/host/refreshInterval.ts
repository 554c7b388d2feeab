const defaultSeconds = 15;
const leastSeconds = 5;
/** A day: a timer cannot wait for as long as a number can say. */
const mostSeconds = 86_400;

/** The interval that somebody wrote in seconds, in milliseconds; null where it is switched off with 0. */
export function refreshIntervalOf(written: unknown): number | null {
  const seconds = typeof written === 'number' && !Number.isNaN(written) ? written : defaultSeconds;
  return seconds <= 0 ? null : Math.min(Math.max(seconds, leastSeconds), mostSeconds) * 1000;
}
