import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scalarText } from '../../../../src/mounts/readers/scalarText';
import { substitute } from '../../../../src/mounts/readers/substitute';

/** A text that stands as it is at the start of its file. */
function plain(value: string) {
  const offsets = Array.from({ length: value.length + 1 }, (_, index) => index);
  return scalarText(value, { start: 0, end: value.length }, offsets, (text) => text);
}

const values: Readonly<Record<string, string>> = { a: '', b: 'x', c: 'long value', d: '${b}' };
const pieces = fc.array(fc.constantFrom('${a}', '${b}', '${c}', '${d}', '${no}', '$', 'y', '/'), { maxLength: 8 });
const fill = (text: string) => substitute(plain(text), /\$\{(\w+)\}/g, ([, name]) => values[name ?? ''] ?? null);

describe('substitute', () => {
  it('gives what replacing gives, once', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        assert.equal(
          fill(text).value,
          text.replace(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
        );
      }),
    );
  });

  it('leads each part back to the text that makes it', () => {
    fc.assert(
      fc.property(pieces, fc.nat(40), fc.nat(40), (parts, one, other) => {
        const text = parts.join('');
        const filled = fill(text);
        const [start, end] = [one, other].map((at) => Math.min(at, filled.value.length)).sort((a, b) => a - b);
        const part = filled.part(start!, end!);
        assert.equal(part.value, filled.value.slice(start, end));
        const source = text.slice(part.range.start, part.range.end);
        assert.ok(fill(source).value.includes(part.value));
        assert.equal(part.filledIn, source !== part.value && part.value !== '');
      }),
    );
  });
});
