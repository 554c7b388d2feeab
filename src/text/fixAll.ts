import { applyEdits, type TextEdit } from './edit';
import type { Finding, Fix } from './finding';

/** What can be fixed in one go, and what has to wait for the next because it touches the same text. */
export interface FixAll {
  /** They do not overlap, and are in the order of the text. */
  readonly edits: readonly TextEdit[];
  readonly applied: readonly Finding[];
  readonly postponed: readonly Finding[];
}

/**
 * The safe fixes of findings, each finding's first. Where two of them touch the same text, the one that stands first wins, and of
 * two at one place the one whose rule comes first by its name, so that the outcome does not depend on the order given.
 */
export function fixAll(findings: readonly Finding[]): FixAll {
  const ordered = [...findings].sort(
    (a, b) => a.range.start - b.range.start || compare(a.rule, b.rule) || compare(editsOf(a), editsOf(b)),
  );
  const edits = new Map<string, TextEdit>();
  const applied: Finding[] = [];
  const postponed: Finding[] = [];
  for (const finding of ordered) {
    const fix = safeFixOf(finding);
    if (!fix) continue;
    const added = fix.edits.filter((edit) => !edits.has(keyOf(edit)));
    if (added.some((edit) => [...edits.values()].some((other) => touch(edit, other)))) {
      postponed.push(finding);
      continue;
    }
    // Two findings may want the very same: a declaration, one flag of a shared entry.
    added.forEach((edit) => edits.set(keyOf(edit), edit));
    applied.push(finding);
  }
  const inOrder = [...edits.values()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return { edits: inOrder, applied, postponed };
}

/** Each round answers what the one before had to put off, since it touched the same text; more are never needed. */
const mostRounds = 10;

/** What one round did, and the text that it left. */
export interface FixRound extends FixAll {
  readonly text: string;
}

/**
 * Makes the safe fixes of a text, and then those of the text that they left, as long as somebody asks and there are any.
 * @param rescan what can be fixed in another text of the same file; asked only when another round is
 */
export async function* fixRounds(
  text: string,
  fixable: readonly Finding[],
  rescan: (text: string) => Promise<readonly Finding[]>,
): AsyncGenerator<FixRound, void, undefined> {
  let fixed = text;
  let found = fixable;
  for (let round = 0; round < mostRounds; round += 1) {
    if (round > 0) found = await rescan(fixed);
    const made = fixAll(found);
    if (made.edits.length === 0) return;
    fixed = applyEdits(fixed, made.edits);
    yield { ...made, text: fixed };
  }
}

/** The fix of a finding that may be applied unseen; null where it has none. */
export function safeFixOf({ fixes }: Pick<Finding, 'fixes'>): Fix | null {
  return fixes().find(({ safe }) => safe) ?? null;
}

/** Whether the outcome would depend on which of the two comes first. */
function touch(a: TextEdit, b: TextEdit): boolean {
  if (a.range.start === b.range.start && a.range.end === b.range.end) return true;
  return a.range.start < b.range.end && b.range.start < a.range.end;
}

function editsOf(finding: Finding): string {
  return JSON.stringify(safeFixOf(finding)?.edits.map(keyOf));
}

function keyOf({ range, newText }: TextEdit): string {
  return JSON.stringify([range.start, range.end, newText]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
