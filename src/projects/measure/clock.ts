/**
 * Clocks of a distro: `date +%s%N`, or the seconds since the start with two decimals where `date` knows no fractions, as
 * BusyBox's may not.
 */
export type Clock = 'date' | 'uptime';

/** Which of them can be read, by what each says. */
export function chooseClock(date: string, uptime: string): Clock | null {
  if (ticks('date', date) !== null) return 'date';
  return ticks('uptime', uptime.split(' ')[0] ?? '') === null ? null : 'uptime';
}

/** Milliseconds between two times; null where one is none, for what is too short for the clock, and where it was set. */
export function elapsed(clock: Clock, start: string, end: string): number | null {
  const [from, to] = [ticks(clock, start), ticks(clock, end)];
  if (from === null || to === null) return null;
  const milliseconds = Number(to - from) / 1e6;
  return milliseconds > 0 && milliseconds >= shortest[clock] && milliseconds < longest ? milliseconds : null;
}

/** What is less than ten of its steps is not told by a clock. In milliseconds. */
const shortest: Readonly<Record<Clock, number>> = { date: 0, uptime: 100 };

/** Nothing that is measured takes an hour. */
const longest = 3_600_000;

/** Nanoseconds. */
function ticks(clock: Clock, text: string): bigint | null {
  if (clock === 'date') return /^\d{19}$/.test(text) ? BigInt(text) : null;
  const [, seconds, hundredths] = /^(\d{1,12})\.(\d\d)$/.exec(text) ?? [];
  return seconds === undefined || hundredths === undefined ? null : BigInt(`${seconds}${hundredths}`) * 10_000_000n;
}
