import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

/** Edits that do not overlap, of one text, in the text's order. */
const edited = fc.string({ maxLength: 30 }).chain((text) =>
  fc.uniqueArray(fc.nat(text.length), { maxLength: 8 }).chain((cuts) => {
    const sorted = [...cuts].sort((a, b) => a - b);
    const pairs = Array.from({ length: sorted.length >> 1 }, (_, i) => ({
      start: sorted[2 * i]!,
      end: sorted[2 * i + 1]!,
    }));
    return fc
      .tuple(...pairs.map((range) => fc.string({ maxLength: 4 }).map((newText): TextEdit => ({ range, newText }))))
      .map((edits) => ({ text, edits }));
  }),
);

describe('applyEdits', () => {
  it('replaces, inserts and deletes', () => {
    const edit = (start: number, end: number, newText: string): TextEdit => ({ range: { start, end }, newText });
    assert.equal(applyEdits('abcdef', [edit(4, 5, 'XY'), edit(0, 1, ''), edit(2, 2, '-')]), 'b-cdXYf');
    assert.equal(applyEdits('abc', []), 'abc');
    assert.equal(applyEdits('', [edit(0, 0, 'x')]), 'x');
  });

  it('gives the same from the last edit to the first, one by one, in any order', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        let expected = text;
        for (const { range, newText } of [...edits].reverse()) {
          expected = expected.slice(0, range.start) + newText + expected.slice(range.end);
        }
        assert.equal(applyEdits(text, edits), expected);
        assert.equal(applyEdits(text, [...edits].reverse()), expected);
      }),
    );
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { range: { start: 0, end: 3 }, newText: '' },
      { range: { start: 2, end: 4 }, newText: '' },
    ];
    assert.throws(() => applyEdits('abcdef', edits), RangeError);
  });
});
