import assert from 'node:assert/strict';
import { fixInOneStep } from '../../../src/language/fixRounds';
import { scanText } from '../../../src/mounts/scan';
import { applyEdits } from '../../../src/text/edit';
import type { Finding } from '../../../src/text/finding';
import { message } from '../../../src/text/message';
import { composeWith, places } from '../mounts/places';

const fixableIn = (text: string): readonly Finding[] => scanText(text, places.B).fixable;

async function fixed(text: string): Promise<string> {
  const edits = await fixInOneStep(text, fixableIn(text), (other) => Promise.resolve(fixableIn(other)));
  return applyEdits(text, [...edits]);
}

/** A finding whose fix puts a text in the place of another wherever it stands first. */
function replacing(text: string, rule: string, before: string, after: string): Finding[] {
  const start = text.indexOf(before);
  if (start < 0) return [];
  const range = { start, end: start + before.length };
  const fix = { title: message('Show Log'), safe: true, cures: true, edits: [{ range, newText: after }] };
  return [
    {
      rule,
      severity: 'hint',
      range,
      anchor: start,
      message: message('Show Log'),
      evidence: { source: '', resolved: null },
      fixes: () => [fix],
    },
  ];
}

describe('all safe fixes in one step', () => {
  it('are what each would do', async () => {
    assert.equal(await fixed(composeWith('./a:/a:cached', './b:/b:delegated,ro')), composeWith('./a:/a', './b:/b:ro'));
    assert.equal(await fixed(composeWith('./a:/a')), composeWith('./a:/a'));
  });

  it('go on where fixes touch the same text, and are one edit then', async () => {
    const find = (text: string): Finding[] => [
      ...replacing(text, 'a', 'xyz', 'yz'),
      ...replacing(text, 'b', 'yz', 'z'),
    ];
    const text = 'head xyz tail';
    const edits = await fixInOneStep(text, find(text), (other) => Promise.resolve(find(other)));
    assert.equal(edits.length, 1);
    assert.equal(applyEdits(text, [...edits]), 'head z tail');
    assert.ok(edits[0]!.range.start >= 5 && edits[0]!.range.end <= 8);
  });

  it('end where fixes undo each other', async () => {
    const find = (text: string): Finding[] => [
      ...replacing(text, 'a', 'ab', 'ba'),
      ...replacing(text, 'b', 'ba', 'ab'),
      ...replacing(text, 'c', 'b', 'b'),
    ];
    await fixInOneStep('ab', find('ab'), (other) => Promise.resolve(find(other)));
  });
});
