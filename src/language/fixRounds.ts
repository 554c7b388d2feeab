import type { TextEdit } from '../text/edit';
import type { Finding } from '../text/finding';
import { fixRounds } from '../text/fixAll';

/**
 * The edits of all safe fixes of a text in one step. Fixes that touch the same text are made one after the other, each in the
 * text that the ones before left.
 * @param rescan what can be fixed in another text of the same file
 */
export async function fixInOneStep(
  text: string,
  fixable: readonly Finding[],
  rescan: (text: string) => Promise<readonly Finding[]>,
): Promise<readonly TextEdit[]> {
  let fixed: string | null = null;
  for await (const round of fixRounds(text, fixable, rescan)) {
    const isLast = round.postponed.length === 0;
    if (isLast && fixed === null) return round.edits;
    fixed = round.text;
    if (isLast) break;
  }
  return fixed === null ? [] : [difference(text, fixed)];
}

/** The one edit that makes one text of another and leaves alone what both begin and end with. */
function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { range: { start, end: before.length - same }, newText: after.slice(start, after.length - same) };
}
