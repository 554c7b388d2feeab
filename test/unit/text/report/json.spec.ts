import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/text/message';
import { findingsAsJson } from '../../../../src/text/report/json';
import { fileWith, finding } from './sample';

describe('findingsAsJson', () => {
  it('counts from 1 in UTF-16 units, the end exclusive', () => {
    const place = { startLine: 2, startColumn: 7, endLine: 2, endColumn: 10 };
    assert.deepEqual(JSON.parse(findingsAsJson([fileWith()], [{ file: 'x', line: 3, message: 'm' }], inEnglish)), {
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

  it('keeps what is hostile as it is', () => {
    const source = 'a\x1b]0;x\x07\n\x9b2J\u2028\u202e';
    const forged = fileWith([{ ...finding, evidence: { source, resolved: null } }]);
    const { findings } = JSON.parse(findingsAsJson([forged], [], inEnglish)) as { findings: { source: string }[] };
    assert.equal(findings[0]?.source, source);
  });
});
