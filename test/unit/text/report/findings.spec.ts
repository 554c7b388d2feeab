import assert from 'node:assert/strict';
import type { Finding } from '../../../../src/text/finding';
import { inEnglish, message } from '../../../../src/text/message';
import { LineIndex } from '../../../../src/text/range';
import { findingsAsJson, findingsAsText } from '../../../../src/text/report/findings';

const text = 'a: 1\r\nb: 𝒳 old\n';
const range = { start: text.indexOf('old'), end: text.indexOf('old') + 3 };
const finding: Finding = {
  rule: 'some-rule',
  severity: 'warning',
  range,
  anchor: 0,
  message: message('Slow: {0}.', 'old'),
  evidence: { source: 'old', resolved: null },
  fixes: [{ title: message('Write {0}', 'new'), safe: true, cures: true, edits: [{ range, newText: 'new' }] }],
};
const files = [{ file: 'a/b.yaml', findings: [finding], lines: new LineIndex(text) }];

describe('findingsAsJson', () => {
  it('counts from 1 in UTF-16 units, the end exclusive', () => {
    const place = { startLine: 2, startColumn: 7, endLine: 2, endColumn: 10 };
    assert.deepEqual(JSON.parse(findingsAsJson(files, [{ file: 'x', line: 3, message: 'm' }], inEnglish)), {
      version: 1,
      findings: [
        {
          file: 'a/b.yaml',
          ...place,
          rule: 'some-rule',
          severity: 'warning',
          message: 'Slow: old.',
          source: 'old',
          resolved: null,
          fixes: [{ title: 'Write new', safe: true, edits: [{ ...place, newText: 'new' }] }],
        },
      ],
      errors: [{ file: 'x', line: 3, message: 'm' }],
    });
  });
});

describe('findingsAsText', () => {
  it('names place, severity, rule, source, message and fix', () => {
    assert.equal(
      findingsAsText(files, inEnglish, (part) => part),
      'a/b.yaml:2:7 warning some-rule old\n    Slow: old.\n    fix: Write new',
    );
  });
  it('shows what would steer a terminal, forge a line or turn the writing', () => {
    const hostile = 'a\x1b]0;x\x07\n\x9b2J\u2028\u202e';
    const forged: Finding = {
      ...finding,
      evidence: { source: hostile, resolved: null },
      message: message('{0}', hostile),
      fixes: [{ ...finding.fixes[0]!, title: message('{0}', hostile) }],
    };
    const output = findingsAsText([{ ...files[0]!, file: hostile, findings: [forged] }], inEnglish, (part) => part);
    const shown = 'a\\u{1b}]0;x\\u{7}\\u{a}\\u{9b}2J\\u{2028}\\u{202e}';
    assert.equal(output, `${shown}:2:7 warning some-rule ${shown}\n    ${shown}\n    fix: ${shown}`);
    const json = JSON.parse(findingsAsJson([{ ...files[0]!, findings: [forged] }], [], inEnglish)) as {
      findings: { source: string }[];
    };
    assert.equal(json.findings[0]?.source, hostile);
  });
  it('is empty without findings', () => {
    assert.equal(
      findingsAsText([{ ...files[0]!, findings: [] }], inEnglish, (part) => part),
      '',
    );
  });
});
