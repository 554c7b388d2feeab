import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printable } from '../../../src/text/printable';

describe('printable', () => {
  it('writes controls, line separators and bidi marks as escapes', () => {
    assert.equal(printable('\0\t\r\n\x1b[2J\x7f\x85'), '\\u{0}\\u{9}\\u{d}\\u{a}\\u{1b}[2J\\u{7f}\\u{85}');
    assert.equal(printable('\u2028\u2029\u200e\u202e\u2066'), '\\u{2028}\\u{2029}\\u{200e}\\u{202e}\\u{2066}');
  });

  it('leaves everything else', () => {
    for (const text of ['', 'C:\\x y', 'é 日本 𝒳 👩‍👩‍👧', 'a\\u{1b}']) assert.equal(printable(text), text);
  });

  it('leaves no control character of Unicode, and is done after once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(printable(text), /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        assert.equal(printable(printable(text)), printable(text));
      }),
    );
  });
});
