import { applyEdits } from '../../src/text/edit';
import type { Finding } from '../../src/text/finding';
import { fixAll } from '../../src/text/fixAll';
import type { TextRange } from '../../src/text/range';

/** Milliseconds of processor time that one input may take. */
const longest = 2000;

/** Rounds after which the safe fixes of a text have to be at their end, as the command line makes them. */
const mostRounds = 10;

/** What is wrong with how an input is read, be it that reading it throws or takes too long; null where nothing is. */
export function judged(fault: () => string | null): string | null {
  const start = process.threadCpuUsage();
  let found: string | null;
  try {
    found = fault();
  } catch (error) {
    found = `throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const { user, system } = process.threadCpuUsage(start);
  const took = (user + system) / 1000;
  return found ?? (took > longest ? `takes ${took.toFixed(0)} ms` : null);
}

export function rangesFault(text: string, ranges: readonly TextRange[]): string | null {
  const wrong = ranges.find(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  return wrong ? `a range from ${wrong.start} to ${wrong.end} in ${text.length} units` : null;
}

/** What can be fixed in a text, and what of it cannot be read. */
export interface Fixable {
  readonly fixable: readonly Finding[];
  readonly errors: readonly unknown[];
}

export function fixesFault(text: string, before: Fixable, scan: (text: string) => Fixable): string | null {
  for (const finding of before.fixable) {
    for (const { edits, safe } of finding.fixes()) {
      const where = `a fix of ${finding.rule} at ${finding.range.start}`;
      const fault = rangesFault(text, edits.map(({ range }) => range)); // prettier-ignore
      if (fault) return `${where}: ${fault}`;
      const fixed = applyEdits(text, edits);
      if (fixed === text) return `${where} changes nothing`;
      if (safe && scan(fixed).errors.length > before.errors.length) return `${where} leaves a text that cannot be read`;
    }
  }
  return endlessFault(text, before.fixable, scan);
}

/** The safe fixes, made again and again until none is left. */
function endlessFault(text: string, fixable: readonly Finding[], scan: (text: string) => Fixable): string | null {
  let [now, left] = [text, fixable];
  for (let round = 0; round < mostRounds; round += 1) {
    const { edits } = fixAll(left);
    if (edits.length === 0) return null;
    now = applyEdits(now, edits);
    left = scan(now).fixable;
  }
  return 'the safe fixes come to no end';
}
