import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noFixes, type Finding } from '../../../src/text/finding';
import { applyEdits } from '../../../src/text/edit';
import { message } from '../../../src/text/message';
import { LineIndex } from '../../../src/text/range';
import {
  applySuppressions,
  mentionsSuppression,
  suppressionComment,
  type Comment,
} from '../../../src/text/suppression';

const rules = new Set(['one-rule', 'two-rule', 'unused-suppression']);

/** Comments of a made-up language, in which only these begin with `//`. */
function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/\/\/([^\r\n]*)/g)].map((match) => ({
    text: match[1]!,
    range: { start: match.index, end: match.index + match[0].length },
  }));
}

/** A finding at each `!` for one-rule, at each `?` for two-rule; its entry begins behind the last `(`. */
function findingsOf(text: string): Finding[] {
  return [...text.matchAll(/[!?]/g)].map((match) => ({
    rule: match[0] === '!' ? 'one-rule' : 'two-rule',
    severity: 'warning',
    range: { start: match.index, end: match.index + 1 },
    anchor: text.lastIndexOf('(', match.index) + 1,
    message: message('x'),
    evidence: { source: '', resolved: null },
    fixes: noFixes,
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
    for (const text of ['a\n(!', 'a\r\n  (b\r\n  !', '!']) {
      const [finding] = findingsOf(text);
      const edit = suppressionComment(finding!, text, new LineIndex(text), '//', 'say why');
      const edited = applyEdits(text, [edit]);
      assert.ok(mentionsSuppression(edited));
      assert.deepEqual(run(edited), { kept: 0, idle: [] });
    }
  });

  it('goes by the line of the range and by the line where the entry begins, by no other', () => {
    const comment = '// slipway-ignore-next-line one-rule\n';
    assert.equal(run(`${comment}(a\nb\n!`).kept, 0);
    assert.equal(run(`(a\nb\n${comment}!`).kept, 0);
    assert.equal(run(`(a\n${comment}b\n!`).kept, 1);
  });

  it('takes indentation and line end of the text', () => {
    const text = 'a\r\n\t (b\r\n  !';
    const edit = suppressionComment(findingsOf(text)[0]!, text, new LineIndex(text), '#', 'why');
    assert.deepEqual(edit, {
      range: { start: 3, end: 3 },
      newText: '\t # slipway-ignore-next-line one-rule -- why\r\n',
    });
  });
});
