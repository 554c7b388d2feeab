import { inEnglish } from '../text/message';
import { printable } from '../text/printable';
import { safeFixOf } from '../text/fixAll';
import { unifiedDiff } from '../text/unifiedDiff';
import { applyPlans, planFixes, type FixPlan, type Outcome } from './applyFixes';
import type { CommandContext, ExitCode } from './context';
import { complainOf, complainOfEmpty } from './errors';
import { UsageError } from './invocation';
import { scanSources } from './scanSources';
import { shownDiff } from './shownDiff';
import { SourceRoot } from './sourceRoot';
import { count } from './table';

/**
 * `slipway fix [path…]`: carries out the safe fixes, file by file, and looks whether they hold; with `--dry-run` it shows them
 * as a diff. The output's schema is docs/schema/fix.schema.json.
 */
export async function fix(context: CommandContext): Promise<ExitCode> {
  const { invocation, signal } = context;
  const { dryRun, operands } = invocation;
  if (invocation.stdin && !dryRun) throw new UsageError('fix changes files: --stdin needs --dry-run.');
  const look = () => scanSources(context, ({ fixable }) => ({ fixable }));
  const scanned = await look();
  const plans = await planFixes(scanned.files);
  const root = new SourceRoot(
    operands,
    scanned.files.map(({ file }) => file),
  );
  const { outcomes, errors } = dryRun
    ? { outcomes: new Map<FixPlan, Outcome>(), errors: [] }
    : await applyPlans(plans, async () => (await look()).files, signal);
  const all = [...scanned.errors, ...errors];
  const results = plans.map((plan) => ({ ...plan, outcome: outcomes.get(plan) ?? 'open', diff: diffOf(plan, root) }));

  if (invocation.format === 'json') {
    context.print(asJson(results, all));
  } else if (dryRun) {
    // Whoever applies it needs it to the byte; on a terminal it must not act.
    const diff = results.map((result) =>
      context.columns === null ? result.diff : shownDiff(result.diff, context.paint),
    );
    if (diff.length > 0) context.print(diff.join('').replace(/\n$/, ''));
  } else {
    for (const result of results) if (result.outcome === 'fixed') context.print(asLine(result));
  }
  for (const { file, outcome } of results) {
    if (outcome === 'rolledBack')
      context.complain(`${file.file}: a finding was still there afterwards, so the file was put back.`);
  }
  complainOf(all, context);
  complainOfEmpty(scanned.empty, context);
  if (invocation.format === 'text') context.complain(summary(results, dryRun, root));
  if (signal.aborted) return 130;
  if (all.length > 0) return 2;
  return results.some(({ outcome }) => outcome === 'rolledBack') ? 1 : 0;
}

interface Result extends FixPlan {
  readonly outcome: Outcome;
  readonly diff: string;
}

function diffOf({ file, text }: FixPlan, root: SourceRoot): string {
  return unifiedDiff(root.wayTo(file.file), file.mark + file.text, file.mark + text);
}

function asJson(results: readonly Result[], errors: readonly unknown[]): string {
  const files = results.map(({ file, applied, outcome, diff }) => ({
    file: file.file,
    outcome,
    fixes: applied.map((finding) => ({ rule: finding.rule, source: finding.evidence.source, title: titleOf(finding) })),
    diff,
  }));
  return JSON.stringify({ version: 1, files, errors }, null, 2);
}

function titleOf(finding: FixPlan['applied'][number]): string {
  const safe = safeFixOf(finding);
  return safe ? inEnglish(safe.title) : '';
}

/** "compose.yaml: 2 fixed: broken-escape, no-op-consistency." */
function asLine({ file, applied }: Result): string {
  const rules = [...new Set(applied.map(({ rule }) => rule))].sort();
  return `${printable(file.file)}: ${applied.length} fixed: ${rules.join(', ')}.`;
}

function summary(results: readonly Result[], dryRun: boolean, root: SourceRoot): string {
  if (results.length === 0) return 'Nothing to fix.';
  const elsewhere = root.folder === process.cwd() ? '' : ` Paths begin at ${root.folder}.`;
  if (dryRun) return `${count(results.length, 'file')} would change.${elsewhere}`;
  const fixed = results.filter(({ outcome }) => outcome === 'fixed').length;
  return `${count(fixed, 'file')} fixed.`.replace(/^n/, 'N');
}
