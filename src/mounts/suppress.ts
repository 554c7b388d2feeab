import { applyEdits, type TextEdit } from '../text/edit';
import type { Finding, Fix } from '../text/finding';
import { message } from '../text/message';
import { suppressionComment } from '../text/suppression';
import { checkComposeText, type CheckedText } from './check';
import type { Place } from './mount';

/**
 * The comment that suppresses a finding; null where it would not, or would do something else as well: a line may begin in
 * the middle of a text that goes over several, or hold two entries with the same fault. The text with the comment in it
 * is read again to know.
 */
export function suppressFix(
  finding: Finding,
  text: string,
  place: Place,
  checked: CheckedText,
  reason: string,
): Fix | null {
  const edit = suppressionComment(finding, text, checked.lines, '#', reason);
  const without = { ...checked, kept: checked.kept.filter((other) => other !== finding) };
  const after = checkComposeText(applyEdits(text, [edit]), place);
  if (outline(without, moveBehind(edit)) !== outline(after, (offset) => offset)) return null;
  return {
    title: message('Suppress {0} on this line with a comment', finding.rule),
    safe: false,
    cures: true,
    edits: [edit],
  };
}

/** Where an offset of the text is after an insertion. */
function moveBehind({ range, newText }: TextEdit): (offset: number) => number {
  return (offset) => (offset < range.start ? offset : offset + newText.length);
}

/** All that was read and found, and where, as one text to compare. */
function outline({ mounts, kept, idle, errors }: CheckedText, moved: (offset: number) => number): string {
  return JSON.stringify([
    mounts.map(({ anchor, kind, via, type, source, target, readOnly }) => [
      moved(anchor),
      [kind, via, type, source?.value, target, readOnly],
    ]),
    [...kept, ...idle].map(({ rule, severity, range, evidence }) => [rule, severity, moved(range.start), evidence]),
    errors.map(({ offset, reason }) => [moved(offset), reason]),
  ]);
}
