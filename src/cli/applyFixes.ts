import type { Finding, ReadError } from '../text/finding';
import { fixRounds, type FixRound } from '../text/fixAll';
import { whyNot } from './sourceFiles';
import type { ScannedText } from '../mounts/scan';
import type { ScannedSource } from './scanSources';

/** A file with all that can be fixed in it. */
export type FixableFile = ScannedSource & Pick<ScannedText, 'fixable'>;

/** What the safe fixes make of a file. */
export interface FixPlan {
  readonly file: FixableFile;
  readonly text: string;
  readonly applied: readonly Finding[];
  /** Those of them that are findings of the text as it is; the others came up on the way. */
  readonly first: readonly Finding[];
}

/** `open`: nothing was tried. */
export type Outcome = 'fixed' | 'rolledBack' | 'failed' | 'open';

/** The texts of the files in which something can be fixed safely, until nothing is left to fix in them. */
export async function planFixes(files: readonly FixableFile[]): Promise<FixPlan[]> {
  const plans: FixPlan[] = [];
  for (const file of files) {
    const rescan = async (text: string): Promise<readonly Finding[]> => (await file.rescan(text)).fixable;
    const rounds: FixRound[] = [];
    for await (const round of fixRounds(file.text, file.fixable, rescan)) rounds.push(round);
    const text = rounds.at(-1)?.text ?? file.text;
    const applied = rounds.flatMap((round) => round.applied);
    if (text !== file.text) plans.push({ file, text, applied, first: rounds[0]?.applied ?? [] });
  }
  return plans;
}

/**
 * Writes the planned texts, looks again, and puts back each file in which a finding is still there. What cannot be written
 * is left as it is, and told.
 * @param look scans all files anew, from the disk
 */
export async function applyPlans(
  plans: readonly FixPlan[],
  look: () => Promise<readonly FixableFile[]>,
  signal: AbortSignal,
): Promise<{ readonly outcomes: ReadonlyMap<FixPlan, Outcome>; readonly errors: readonly ReadError[] }> {
  const outcomes = new Map<FixPlan, Outcome>(plans.map((plan) => [plan, 'open']));
  const errors: ReadError[] = [];
  const replace = async ({ file }: FixPlan, before: string, after: string): Promise<boolean> => {
    const written = await file.replace?.(before, after);
    if (written?.kind === 'ok') return true;
    if (written) errors.push({ file: file.file, message: whyNot(written) });
    return false;
  };
  for (const plan of plans) {
    if (signal.aborted) break;
    outcomes.set(plan, (await replace(plan, plan.file.text, plan.text)) ? 'fixed' : 'failed');
  }
  const written = plans.filter((plan) => outcomes.get(plan) === 'fixed');
  const seen = new Map((written.length > 0 ? await look() : []).map((file) => [file.file, file]));
  for (const plan of written) {
    const now = seen.get(plan.file.file);
    // What somebody else has written since is theirs; then putting back refuses too.
    if (now && isFixed(plan, now)) continue;
    const isBack = await replace(plan, plan.text, plan.file.text);
    outcomes.set(plan, isBack ? 'rolledBack' : 'failed');
  }
  return { outcomes, errors };
}

/** Whether the text that was meant is there, and its findings are gone without new errors. */
function isFixed({ file, text, first }: FixPlan, now: FixableFile): boolean {
  if (now.text !== text || now.errors.length > file.errors.length) return false;
  const [before, after, answered] = [file.fixable, now.fixable, first].map(countByIdentity);
  return [...(answered ?? [])].every(([id, count]) => (after?.get(id) ?? 0) <= (before?.get(id) ?? 0) - count);
}

function countByIdentity(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, evidence } of findings) {
    const id = JSON.stringify([rule, evidence.source]);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
