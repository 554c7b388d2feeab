import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/text/edit';
import type { Finding } from '../../../src/text/finding';
import { fixAll } from '../../../src/text/fixAll';
import { message } from '../../../src/text/message';

function finding(
  rule: string,
  edits: readonly (readonly [start: number, end: number, text: string])[],
  safe = true,
): Finding {
  const start = edits[0]?.[0] ?? 0;
  return {
    rule,
    severity: 'hint',
    range: { start, end: start },
    anchor: start,
    message: message('x'),
    evidence: { source: '', resolved: null },
    fixes: () => [
      { title: message('x'), safe, cures: true, edits: edits.map(([from, to, newText]) => ({ range: { start: from, end: to }, newText })) },
    ],
  }; // prettier-ignore
}

const text = '0123456789';

describe('fixAll', () => {
  it('takes the safe fixes alone', () => {
    const { edits, applied } = fixAll([finding('a', [[1, 2, 'x']]), finding('b', [[4, 5, 'y']], false)]);
    assert.equal(applyEdits(text, edits), '0x23456789');
    assert.deepEqual(applied.map(({ rule }) => rule), ['a']); // prettier-ignore
  });

  it('lets the first win where two touch, and leaves the other whole', () => {
    const { edits, postponed } = fixAll([finding('b', [[3, 6, 'y'], [8, 9, 'z']]), finding('a', [[2, 4, 'x']])]); // prettier-ignore
    assert.equal(applyEdits(text, edits), '01x456789');
    assert.deepEqual(postponed.map(({ rule }) => rule), ['b']); // prettier-ignore
  });

  it('writes what two want alike once', () => {
    const { edits, applied } = fixAll([finding('a', [[1, 1, 'x']]), finding('b', [[1, 1, 'x']])]);
    assert.equal(applyEdits(text, edits), '0x123456789');
    assert.equal(applied.length, 2);
  });

  it('does not depend on the order, and never overlaps', () => {
    const edit = fc.tuple(fc.nat(8), fc.nat(3), fc.constantFrom('', 'x', 'yy')).map(([start, length, newText]) => [start, start + length, newText] as const); // prettier-ignore
    const findings = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.array(edit, { minLength: 1, maxLength: 1 })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(findings, fc.infiniteStream(fc.nat()), (given, random) => {
        const made = given.map(([rule, edits]) => finding(rule, edits));
        const shuffled = made.map((each) => ({ each, at: random.next().value as number })).sort((a, b) => a.at - b.at);
        const [one, other] = [made, shuffled.map(({ each }) => each)].map((some) =>
          applyEdits(text, fixAll(some).edits),
        );
        assert.equal(one, other);
      }),
    );
  });
});
