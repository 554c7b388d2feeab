import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../src/text/finding';
import { message } from '../../../src/text/message';
import { LineIndex } from '../../../src/text/range';
import { applySuppressions, mentionsSuppression, suppressNextLine, type Comment } from '../../../src/text/suppression';

const rules = new Set(['one-rule', 'two-rule', 'unused-suppression']);

/** Comments of a made-up language, in which only these begin with `//`. */
function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/\/\/([^\r\n]*)/g)].map((match) => ({
    text: match[1]!,
    range: { start: match.index, end: match.index + match[0].length },
  }));
}

/** A finding at each `!` for one-rule, at each `?` for two-rule. */
function findingsOf(text: string): Finding[] {
  return [...text.matchAll(/[!?]/g)].map((match) => ({
    rule: match[0] === '!' ? 'one-rule' : 'two-rule',
    severity: 'warning',
    range: { start: match.index, end: match.index + 1 },
    message: message('x'),
    evidence: { source: '', resolved: null },
    fixes: [],
  }));
}

function run(text: string): { kept: number; idle: string[] } {
  const { kept, idle } = applySuppressions(findingsOf(text), commentsOf(text), new LineIndex(text), rules);
  return { kept: kept.length, idle: idle.map(({ range }) => text.slice(range.start, range.end)) };
}

describe('applySuppressions', () => {
  it('leaves out what comments speak of, in any comment syntax', () => {
    assert.deepEqual(run('// slipway-ignore-next-line one-rule -- so\n!\n'), { kept: 0, idle: [] });
    assert.deepEqual(run('// slipway-ignore-next-line two-rule\n!\n'), { kept: 1, idle: ['two-rule'] });
    assert.deepEqual(run('! ?\n// slipway-ignore-file one-rule'), { kept: 1, idle: [] });
  });

  it('marks the exact name of each rule that does nothing', () => {
    assert.deepEqual(run('a //   slipway-ignore-file   one-rule ,two-rule,  -- x'), {
      kept: 0,
      idle: ['one-rule', 'two-rule'],
    });
    assert.deepEqual(run('// slipway-ignore-next-line one-rule,, oops -- one-rule\n!'), { kept: 0, idle: ['oops'] });
  });

  it('ends the names at two dashes alone', () => {
    assert.deepEqual(run('// slipway-ignore-file one-rule --\n!'), { kept: 0, idle: [] });
    assert.deepEqual(run('// slipway-ignore-file one-rule -- two-rule -- x\n! ?'), { kept: 1, idle: [] });
    assert.deepEqual(run('// slipway-ignore-file one--rule\n!'), { kept: 1, idle: ['one--rule'] });
  });

  it('marks the whole comment where its form is wrong', () => {
    assert.deepEqual(run('x //  slipway-ignore-lines one-rule  \n!'), {
      kept: 1,
      idle: ['slipway-ignore-lines one-rule'],
    });
    assert.deepEqual(run('// slipway-ignore-file\r\n!'), { kept: 1, idle: ['slipway-ignore-file'] });
  });

  it('does nothing without comments', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const findings = findingsOf(text);
        assert.deepEqual(applySuppressions(findings, [], new LineIndex(text), rules), { kept: findings, idle: [] });
      }),
    );
  });

  it('is undone by the comment that the editor writes', () => {
    const text = `// ${suppressNextLine('one-rule', 'say why')}\n!`;
    assert.ok(mentionsSuppression(text));
    assert.deepEqual(run(text), { kept: 0, idle: [] });
  });
});
