import { applyEdits, type TextEdit } from '../text/edit';
import type { Finding } from '../text/finding';
import { fixAll } from '../text/fixAll';

/** More are never needed: in each at least one of the fixes that touch the same text is made. */
const mostRounds = 10;

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
  let round = fixAll(fixable);
  if (round.postponed.length === 0) return round.edits;
  let fixed = text;
  for (let count = 0; round.edits.length > 0 && count < mostRounds; count += 1) {
    fixed = applyEdits(fixed, [...round.edits]);
    if (round.postponed.length === 0) break;
    round = fixAll(await rescan(fixed));
  }
  return [difference(text, fixed)];
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
