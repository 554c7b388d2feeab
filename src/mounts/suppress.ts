import { applyEdits, type TextEdit } from '../text/edit';
import type { Finding, Fix } from '../text/finding';
import { message, type Message } from '../text/message';
import { fileSuppressionComment, suppressionComment } from '../text/suppression';
import { checkText, type CheckedText, type Subject } from './check';
import { formatOf } from './format';
import { slowProject } from './ruleIds';

/**
 * The comment that suppresses a finding; null where it would not, or would do something else as well: a line may begin in
 * the middle of a text that goes over several, or hold two entries with the same fault. The text with the comment in it
 * is read again to know.
 */
export function suppressFix(finding: Finding, subject: Subject, checked: CheckedText, reason: string): Fix | null {
  const { mark } = formatOf(subject.place);
  if (mark === null) return null;
  const edit = suppressionComment(finding, subject.text, checked.lines, mark, reason);
  const isMeant = (other: Finding): boolean => other === finding;
  return provenFix(
    finding,
    subject,
    checked,
    edit,
    isMeant,
    message('Suppress {0} on this line with a comment', finding.rule),
  );
}

/** The comment that suppresses a rule in the whole file, on the same terms. */
export function suppressInFileFix(
  finding: Finding,
  subject: Subject,
  checked: CheckedText,
  reason: string,
): Fix | null {
  const { mark } = formatOf(subject.place);
  if (mark === null) return null;
  const { rule } = finding;
  const edit = fileSuppressionComment(rule, subject.text, mark, reason);
  const isMeant = (other: Finding): boolean => other.rule === rule;
  return provenFix(finding, subject, checked, edit, isMeant, message('Suppress {0} in this file with a comment', rule));
}

/** A comment, if nothing but what it is meant for goes by it. */
function provenFix(
  { rule }: Finding,
  subject: Subject,
  checked: CheckedText,
  edit: TextEdit,
  isMeant: (finding: Finding) => boolean,
  title: Message,
): Fix | null {
  const without = { ...checked, kept: checked.kept.filter((other) => !isMeant(other)) };
  const after = checkText({ ...subject, text: applyEdits(subject.text, [edit]) });
  // What is said of the project follows from its mounts, and may go or move with one of them.
  const isCompared = (other: Finding): boolean => rule === slowProject || other.rule !== slowProject;
  if (outline(without, isCompared, moveBehind(edit)) !== outline(after, isCompared, (offset) => offset)) return null;
  return { title, safe: false, cures: true, edits: [edit] };
}

/** Where an offset of the text is after an insertion. */
function moveBehind({ range, newText }: TextEdit): (offset: number) => number {
  return (offset) => (offset < range.start ? offset : offset + newText.length);
}

/** All that was read and found, and where, as one text to compare. */
function outline(
  { mounts, kept, idle, errors }: CheckedText,
  isCompared: (finding: Finding) => boolean,
  moved: (offset: number) => number,
): string {
  return JSON.stringify([
    mounts.map(({ anchor, kind, via, type, source, target, readOnly }) => [
      moved(anchor),
      [kind, via, type, source?.value, target, readOnly],
    ]),
    [...kept, ...idle]
      .filter(isCompared)
      .map(({ rule, severity, range, evidence }) => [rule, severity, moved(range.start), evidence]),
    errors.map(({ offset, reason }) => [moved(offset), reason]),
  ]);
}
