import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasSameLines, LineIndex } from '../../../src/text/range';

const texts = fc.string({
  unit: fc.constantFrom('a', 'é', '𝒳', '\r', '\n', '\r\n', '\uFEFF', '\t', '\u2028', '\v'),
  maxLength: 40,
});

/** Walks unit by unit, as a person would count. Inside a line end is the end of the line, as editors have it. */
function naivePosition(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let column = 1;
  for (let index = 0; index < Math.min(offset, text.length); index += 1) {
    const isCr = text[index] === '\r';
    if (isCr && text[index + 1] === '\n') {
      if (index + 1 === offset) break;
      index += 1;
    }
    if (isCr || text[index] === '\n') {
      line += 1;
      column = 1;
    } else column += 1;
  }
  return { line, column };
}

describe('LineIndex', () => {
  it('counts lines and columns from 1, in UTF-16 units', () => {
    const lines = new LineIndex('ab\n𝒳c\r\nd\re');
    const at = (offset: number): string => Object.values(lines.positionAt(offset)).join(':');
    assert.deepEqual([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11].map(at), [
      '1:1', '1:2', '1:3', '2:1', '2:3', '2:4', '2:4', '3:1', '3:2', '4:1', '4:2',
    ]); // prettier-ignore
  });

  it('agrees with counting unit by unit', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), (text, offset) => {
        assert.deepEqual({ ...new LineIndex(text).positionAt(offset) }, naivePosition(text, offset));
      }),
      { numRuns: 2000 },
    );
  });

  it('splits as editors do: at LF, CR LF and CR, nowhere else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = new LineIndex(text);
        const expected = text.split(/\r\n|\r|\n/);
        assert.equal(lines.positionAt(text.length).line, expected.length);
        expected.forEach((line, index) => {
          assert.equal(lines.lineText(index + 1), line);
          assert.ok(text.startsWith(line, lines.lineStart(index + 1)));
        });
      }),
    );
  });

  it('has answers beyond the text', () => {
    const lines = new LineIndex('a\nb');
    assert.deepEqual({ ...lines.positionAt(99) }, { line: 2, column: 2 });
    assert.deepEqual({ ...lines.positionAt(-5) }, { line: 1, column: 1 });
    assert.equal(lines.lineText(3), '');
    assert.equal(lines.lineStart(3), 3);
    assert.deepEqual({ ...new LineIndex('').positionAt(0) }, { line: 1, column: 1 });
  });

  it('tells texts of the same lines, as an editor has a file of mixed line ends, from others', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('\n', '\r\n'), (text, lineEnd) => {
        assert.ok(hasSameLines(text, text.split(/\r\n|\r|\n/).join(lineEnd)));
      }),
    );
    assert.ok(!hasSameLines('a\r\nb', 'a\nc') && !hasSameLines('a\r\n', 'a') && !hasSameLines('a\n\nb', 'a\r\nb'));
  });
});
