import assert from 'node:assert/strict';
import fc from 'fast-check';
import { displayWidth } from '../../../../src/text/displayWidth';
import { LineIndex } from '../../../../src/text/range';
import { codeFrame } from '../../../../src/text/report/codeFrame';

/** The line and the marks for `[[…]]` in a text. */
function frame(marked: string): [code: string, marks: string] {
  const start = marked.indexOf('[[');
  const text = marked.replace('[[', '').replace(']]', '');
  const end = marked.indexOf(']]') - 2;
  const { code, marks } = codeFrame(text, { start, end }, new LineIndex(text));
  return [code, marks.indent + marks.carets];
}

describe('a code frame', () => {
  it('shows the line and marks the range', () => {
    assert.deepEqual(frame('a\n  - [[./x]]:/y\nb'), ['  - ./x:/y', '    ^^^']);
    assert.deepEqual(frame('[[abc]]'), ['abc', '^^^']);
  });

  it('begins the marks where the range begins to the eye', () => {
    assert.deepEqual(frame('\ta\t[[b]]'), ['    a   b', '        ^']);
    assert.deepEqual(frame('名前: [[値x]]'), ['名前: 値x', '      ^^^']);
    assert.deepEqual(frame('e\u0301: [[x]]'), ['e\u0301: x', '   ^']);
    assert.deepEqual(frame('👩‍💻 [[x]]'), ['👩‍💻 x', '   ^']);
    assert.deepEqual(frame('\x1b[[x]]'), ['\\u{1b}x', '      ^']);
  });

  it('marks one column where there is nothing to mark, and no line end', () => {
    assert.deepEqual(frame('ab[[]]'), ['ab', '  ^']);
    assert.deepEqual(frame('a [[b\r\nc]] d'), ['a b', '  ^']);
    assert.deepEqual(frame('[[]]'), ['', '^']);
  });

  it('shows a part of a long line', () => {
    const [code, marks] = frame(`${'x'.repeat(500)}[[${'y'.repeat(10)}]]${'z'.repeat(500)}`);
    assert.equal(code, `…${'x'.repeat(60)}${'y'.repeat(10)}${'z'.repeat(70)}…`);
    assert.equal(marks, `${' '.repeat(61)}${'^'.repeat(10)}`);
    assert.ok(!/[\ud800-\udbff](?![\udc00-\udfff])/.test(frame(`${'𝒳'.repeat(100)}a[[b]]${'𝒳'.repeat(100)}`)[0]));
  });

  it('is as wide as its marks, whatever stands there, and costs little in a huge line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        const { code, marks } = codeFrame(text, { start, end }, new LineIndex(text));
        assert.ok(marks.carets.length >= 1 && /^ *$/.test(marks.indent) && /^\^+$/.test(marks.carets));
        assert.doesNotMatch(code, /[\u0000-\u001f]/);
        const room = Math.max(displayWidth(code) + 4, 1);
        assert.ok(start === end || marks.indent.length <= room + 4);
      }),
    );
    const huge = 'x'.repeat(1_000_000);
    const lines = new LineIndex(huge);
    const began = process.cpuUsage().user;
    for (let start = 0; start < 10_000; start += 1) codeFrame(huge, { start: start * 90, end: start * 90 + 5 }, lines);
    assert.ok(process.cpuUsage().user - began < 20_000_000);
  });
});
