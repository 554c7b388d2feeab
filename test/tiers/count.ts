/** What a tier came to. Titles rather than numbers, so that a summary can name them; a failure says in one line why. */
export interface TierCounts {
  passed: number;
  failed: string[];
  skipped: string[];
  /** Those that passed or failed only at a second try; each is one of the above too. */
  retried: string[];
}

/**
 * What a finished tier counts as.
 * @param counts what its reporter wrote, if it came to its end
 * @param code the exit code of its process
 */
export function judge(counts: TierCounts | undefined, code: number, timedOut: boolean): TierCounts {
  const failure = (title: string): TierCounts => ({
    passed: counts?.passed ?? 0,
    failed: [...(counts?.failed ?? []), title],
    skipped: counts?.skipped ?? [],
    retried: counts?.retried ?? [],
  });
  if (timedOut) return failure('(the tier was ended at its time limit)');
  if (!counts) return failure(`(the tier ended with exit code ${code} before it had counted its tests)`);
  if (counts.passed + counts.failed.length + counts.skipped.length === 0) return failure('(the tier has no test)');
  // mocha's exit code is the number of failures; any other story means something broke after the count.
  if (code !== 0 && counts.failed.length === 0) return failure(`(the tier exited with ${code} and no failed test)`);
  return counts;
}

/** The line that programs read: nothing else may stand on it. */
export function totalLine(all: readonly TierCounts[]): string {
  const sum = (of: (counts: TierCounts) => number): number => all.reduce((total, counts) => total + of(counts), 0);
  return `${sum((c) => c.passed)} passed, ${sum((c) => c.failed.length)} failed, ${sum((c) => c.skipped.length)} skipped`;
}

/** Whether the run as a whole is good. */
export function succeeded(all: readonly TierCounts[], skipsAllowed: boolean): boolean {
  return all.every((counts) => counts.failed.length === 0 && (skipsAllowed || counts.skipped.length === 0));
}
