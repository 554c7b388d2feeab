import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { scanText } from '../../../../src/mounts/scan';
import type { Fix } from '../../../../src/text/finding';
import { applyEdits } from '../../../../src/text/edit';
import { LineIndex } from '../../../../src/text/range';
import { places, readCompose } from '../places';
import { inQuotes, writtenSources, type WrittenSource } from './writtenScalars';

/** Ways in which a source may stand in a compose file; each has one mount. */
const shapes: Readonly<Record<string, (written: WrittenSource) => string>> = {
  'a block sequence': (w) => `services:\n  web:\n    volumes:\n      - ${short(w)}\n`,
  'a block sequence without indentation': (w) => `services:\n  web:\n    volumes:\n    - ${short(w)} # é 𝒳\n`,
  'a flow sequence': (w) => `services: {web: {volumes: [ ${short(w)} ]}}\n`,
  'a flow sequence over lines': (w) => `services:\n  web:\n    volumes: [\n      ${short(w)},\n    ]\n`,
  'long syntax': (w) =>
    `services:\n  web:\n    volumes:\n      - type: bind\n        source: ${long(w)}\n        target: /app\n`,
  'long syntax in a flow': (w) => `services:\n  web:\n    volumes: [{target: /app, source: ${long(w)}, type: bind}]\n`,
  'an anchor': (w) => `services:\n  web:\n    volumes:\n      - &here ${short(w)}\n  db:\n    volumes: [*here]\n`,
  'a tag': (w) => `services:\n  web:\n    volumes:\n      - !!str ${short(w)}\n`,
  'an aliased fragment': (w) =>
    `x-vol: &vol\n  - ${short(w)}\nservices:\n  web:\n    volumes: *vol\n  db:\n    volumes: *vol\n`,
  'an aliased source': (w) =>
    `x-src: &src ${long(w)}\nservices:\n  web:\n    volumes:\n      - {type: bind, source: *src, target: /a}\n`,
  'a merge key': (w) => `x-base: &base\n  volumes: [${short(w)}]\nservices:\n  web:\n    <<: *base\n`,
  'a list of merge keys': (w) =>
    `x-a: &a {image: é}\nx-b: &b\n  volumes:\n    - ${short(w)}\nservices:\n  web:\n    <<: [*a, *b]\n`,
  'a second document': (w) => `a: 1\n---\nservices:\n  web:\n    volumes:\n      - ${short(w)}\n`,
  'an end without line end': (w) => `services:\n  web:\n    volumes:\n      - ${short(w)}`,
};

function short({ style, raw }: WrittenSource): string {
  return inQuotes(style, `${raw}:/app:ro`);
}

function long({ style, raw }: WrittenSource): string {
  return inQuotes(style, raw);
}

describe('the range of a source', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    it(`is exact in ${name}`, () => {
      fc.assert(
        fc.property(
          writtenSources,
          fc.constantFrom('\n', '\r\n'),
          fc.constantFrom('', '\uFEFF', '# 𝒳\n'),
          (written, lineEnd, start) => {
            const text = (start + shape(written)).replace(/\n/g, lineEnd);
            const { mounts, errors } = readCompose(text);
            assert.deepEqual(errors, []);
            assert.equal(mounts.length, 1);
            const source = mounts[0]!.source!;
            assert.equal(source.value, written.value);
            const piece = text.slice(source.range.start, source.range.end);
            // What stands there, read again by itself.
            assert.equal(parse(inQuotes(written.style, piece)), written.value);
            assert.equal(piece, written.raw);
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  it('is exact in a block of one line', () => {
    for (const header of ['|', '>', '|-', '>+', '|2-', '>- # why']) {
      for (const lineEnd of ['\n', '\r\n']) {
        const lines = [
          'services:',
          '  w:',
          '    volumes:',
          `      - ${header}`,
          '        /mnt/c/é x:/app',
          '      - b:/c',
          '',
        ];
        const text = lines.join(lineEnd);
        const { range, value } = readCompose(text).mounts[0]!.source!;
        assert.deepEqual([value, text.slice(range.start, range.end)], ['/mnt/c/é x', '/mnt/c/é x'], header);
      }
    }
  });

  it('is the whole scalar where it goes over several lines', () => {
    for (const scalar of [
      '"/mnt/c/a\n          b:/app"',
      "'/mnt/c/a\n\n          b:/app'",
      '/mnt/c/a\n          b:/app',
      '>-\n          /mnt/c/a\n          b:/app',
    ]) {
      const text = `services:\n  w:\n    volumes:\n      - ${scalar}\n      - x-y:/z\n`;
      const { source } = readCompose(text).mounts[0]!;
      assert.equal(text.slice(source!.range.start, source!.range.end), scalar);
      assert.equal(source!.write('x'), null);
    }
  });
});

describe('what is written in the place of a source', () => {
  it('is read as the value that was meant, and nothing else changes', () => {
    fc.assert(
      fc.property(
        writtenSources,
        writtenSources,
        fc.constantFrom(...Object.values(shapes)),
        (old, { value }, shape) => {
          const text = shape(old);
          const { source } = readCompose(text).mounts[0]!;
          const newText = source!.write(value);
          if (newText === null) return;
          const changed = applyEdits(text, [{ range: source!.range, newText }]);
          const again = readCompose(changed);
          assert.deepEqual(again.errors, []);
          assert.equal(again.mounts[0]!.source!.value, value);
          assert.equal(again.mounts[0]!.target, readCompose(text).mounts[0]!.target);
          assert.ok(changed.startsWith(text.slice(0, source!.range.start)));
          assert.ok(changed.endsWith(text.slice(source!.range.end)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is possible for every value between quotes', () => {
    for (const quote of ['single', 'double'] as const) {
      const text = `services: {w: {volumes: [${inQuotes(quote, './a:/b')}]}}`;
      for (const value of ['./it\'s "x" #1, [2]', '/a\\b', './日𝒳']) {
        assert.notEqual(readCompose(text).mounts[0]!.source!.write(value), null);
      }
    }
  });
});

/** Whether a fix writes the path in another way. */
function isOfPath({ title }: Fix): boolean {
  return title.template.startsWith('Write {0}');
}

describe('fixes of a path', () => {
  it('are minimal, keep the rest, and leave nothing to fix', () => {
    const inside = writtenSources.filter(({ value }) => value.startsWith('./'));
    fc.assert(
      fc.property(
        inside,
        fc.constantFrom(...Object.values(shapes)),
        fc.constantFrom('C:\\proj\\', '/mnt/c/proj/', 'D:\\other\\'),
        (written, shape, folder) => {
          // The same file, with an absolute path in the place of "./".
          const raw =
            (written.style === 'double' ? folder.replace(/\\/g, '\\\\') : folder) +
            written.raw.slice(written.raw.search(/[^./]|$/));
          const text = shape({ ...written, raw });
          const { findings } = scanText(text, places["A'"]);
          for (const { fixes, range } of findings) {
            for (const { edits } of fixes().filter(isOfPath)) {
              assert.deepEqual(
                edits.map((edit) => edit.range),
                [range],
              );
              const changed = applyEdits(text, edits);
              const again = scanText(changed, places["A'"]);
              assert.deepEqual(again.errors, []);
              assert.deepEqual(
                again.findings.flatMap((finding) => finding.fixes().filter(isOfPath)),
                [],
              );
              const lines = new LineIndex(text);
              assert.equal(lines.positionAt(text.length).line, new LineIndex(changed).positionAt(changed.length).line);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
