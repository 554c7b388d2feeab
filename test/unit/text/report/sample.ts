import type { Finding } from '../../../../src/text/finding';
import { message } from '../../../../src/text/message';
import { LineIndex } from '../../../../src/text/range';
import type { FileFindings } from '../../../../src/text/report/findings';

const text = 'a: 1\r\nb: 𝒳 old\n';
const range = { start: text.indexOf('old'), end: text.indexOf('old') + 3 };

/** A finding about `old`, with a fix. */
export const finding: Finding = {
  rule: 'some-rule',
  severity: 'warning',
  range,
  anchor: 0,
  message: message('Slow: {0}.', 'old'),
  evidence: { source: 'old', resolved: null },
  fixes: () => [{ title: message('Write {0}', 'new'), safe: true, cures: true, edits: [{ range, newText: 'new' }] }],
};

/** A file that holds it, or others. */
export function fileWith(findings: readonly Finding[] = [finding], file = 'a/b.yaml'): FileFindings {
  return { file, text, findings, lines: new LineIndex(text) };
}
