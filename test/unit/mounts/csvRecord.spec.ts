import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCsvRecord } from '../../../src/mounts/csvRecord';

/** A field as RFC 4180 has it written: in quotes where it must be, or where somebody likes them. */
const fields = fc.array(
  fc
    .tuple(fc.string({ unit: fc.constantFrom('a', ',', '"', '=', ' ', '\\', '𝒳'), maxLength: 6 }), fc.boolean())
    .map(([text, quoted]) => ({
      text,
      raw: quoted || /[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text,
    })),
  { minLength: 1, maxLength: 5 },
);

describe('readCsvRecord', () => {
  it('reads back what was written, and knows where each part of it stands', () => {
    fc.assert(
      fc.property(fields, fc.nat(6), (written, at) => {
        const record = written.map(({ raw }) => raw).join(',');
        const read = readCsvRecord(record);
        assert.deepEqual(
          read?.map(({ text }) => text),
          written.map(({ text }) => text),
        );
        read.forEach((field, index) => {
          const { text, raw } = written[index]!;
          const part = field.part(Math.min(at, text.length));
          assert.equal(part.value, text.slice(at));
          const doubled = raw.startsWith('"') ? part.value.replace(/"/g, '""') : part.value;
          assert.equal(record.slice(part.start, part.end), doubled);
        });
      }),
    );
  });

  it('refuses quotes in the middle of a field, and such without an end', () => {
    for (const record of ['a"b', '"a"b', '"a', 'a,"', '"a""']) assert.equal(readCsvRecord(record), null, record);
  });
});
