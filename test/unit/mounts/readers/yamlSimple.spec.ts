import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/mounts/readers/yamlParse';
import { readSimpleYaml } from '../../../../src/mounts/readers/yamlSimple';
import { composeFile } from '../../../bench/inputs';
import { Random } from '../../../random';
import { readSamples } from '../corpus';
import { byLibrary, outline } from './yamlOutline';

/** Whether a text is read here; what is read has to be what the library reads. */
function isRead(text: string): boolean {
  const document = atOnce(readSimpleYaml(text));
  if (document) assert.deepEqual(outline([document]), byLibrary(text), JSON.stringify(text));
  return document !== null;
}

const simple: readonly string[] = [
  'a: b',
  'a: b\n',
  'a:\n',
  'a: # why\n  b: c\n',
  'a:\n\nb:   \nc: d\n',
  "'it''s': \"x: y\"\n",
  'a: [ b , "c", \'d\',e:f ]   # more\nb: []\nc: {}\n',
  '- a\n- b: c\n  d: e\n-   f: 1\n    g: ~\n',
  'a:\n- b\n- c: d\nb: 2\n',
  'a:\n- b\n# of the top\nb: 2\n',
  'a:\n  - b\n  # as far in\nc: 1\n',
  'a:\n  b:\n    c: d\n    # as far in\n\n  e: f\n',
  'a:\n  b:\n    c: d\n    # as far in, at the end\n',
  'a:\n  b: c\n# at the end\n',
  '# before\n\na:\n# not far in\n  b: c\n',
  'a:\n  b: c\n   \n  d: e\n',
  'a: 1\nb: 0x1F\nc: 1.50\nd: no\ne: true\nf: .inf\ng: 2001-12-14\nh: <<\n',
  'a: x #b\nc: d#e\nf: g:h\ni: -j\nk: ?l\nm: $n\n',
  'a: b\r\nc:\r\n  - d # e\r\n  - f\r\n\r\n',
  '  a: b\n  c: d\n',
  'ä: \u00a0ö\u2028\n',
  'a b: c  d  \n',
  'a: &b c\n',
  'a: &b   "c" # d\n',
  'a: &b\n  c: d\ne: *b\n',
  'a: &b # of it\n  c: d\n',
  'a: &b-1.x_y\n- c\n- *b-1.x_y\n',
  'a: &b [c]\nd: &e {}\n',
  'a: *b',
  'a: *b   # c\nd: e\n',
  '- *b\n- a: *c\n',
  'a: [ *b , c, *d]\n',
  'x: &x\n  y: z\na:\n  <<: *x\n  b: c\nd:\n  <<: [*x, *x]\n',
  'a: &b\r\n  c: *b\r\n',
];

const others: readonly string[] = [
  '',
  '# nothing\n',
  'a',
  '"a"',
  '[a]',
  'a: b\n c\n',
  'a:\n  b\n',
  'a: b: c\n',
  'a: b\n  c: d\n',
  'a:\n    b: c\n  d: e\n',
  'a: b\n- c\n',
  '- a\nb: c\n',
  '- - a\n',
  '-\n  a\n',
  'a: &b\nc: d\n',
  'a: &b # empty\nc: d\n',
  'a: &b *c\n',
  'a: &b &c d\n',
  'a: &ä c\n',
  'a: &b: c\n',
  'a: *b: c\n',
  'a: *b c\n',
  'a: *\n',
  '*b : c\n',
  '&b a: c\n',
  '- &b a\n',
  '- *b : c\n',
  'a: &b{}\n',
  'a: !b c\n',
  'a: |\n  b\n',
  'a: >\n  b\n',
  '? a\n: b\n',
  'a: "b\\n"\n',
  'a: "b\n  c"\n',
  'a: "b"c\n',
  'a: "b"#c\n',
  '"a":b\n',
  'a: {b: c}\n',
  'a: [[b]]\n',
  'a: [b: c]\n',
  'a: [b, ]\n',
  'a: [b\n  , c]\n',
  'a: [b]c\n',
  'a:\n  # of nothing\nb: c\n',
  'a: # of nothing\nb: c\n',
  'a: b\n  # further in\nc: d\n',
  'a:\n  b:\n    c: d\n    # as far in\n  # less far\n  e: f\n',
  'a: @b\n',
  'a: `b\n',
  'a: %b\n',
  'a:\tb\n',
  'a: b\rc: d\n',
  '---\na: b\n',
  'a: b\n...\n',
  '\uFEFFa: b\n',
  'a: \x1f\n',
  `${'k'.repeat(1100)}: a\n`,
];

describe('a YAML text of lines', () => {
  it('is read as the library reads it', () => {
    for (const text of simple) assert.ok(isRead(text), JSON.stringify(text));
    for (let seed = 0; seed < 30; seed += 1) assert.ok(isRead(composeFile(1 + (seed % 8), new Random(seed))));
  });

  it('is the only one that is read so', () => {
    for (const text of others) assert.equal(isRead(text), false, JSON.stringify(text));
  });

  it('is not read where it is nested deeply', () => {
    const nested = (depth: number): string =>
      Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:\n`).join('');
    assert.ok(isRead(nested(50)));
    assert.equal(isRead(nested(500)), false);
  });

  it('is read in steps', () => {
    const steps = readSimpleYaml('a: b\n'.repeat(2000));
    let count = 0;
    while (!steps.next().done) count += 1;
    assert.ok(count >= 5, String(count));
  });

  it('is read as the library reads it, whatever stands in it', () => {
    const piece = fc.constantFrom('a', 'b: ', 'c:', '- ', '-', '\n', '\n', '\n  ', '\n    ', '\n- ', '\n  - ', '\n# x', '\n  # y', '\n    # z', ' # t', '\n   \n', '\n\n', '1', 'no', '~', '"q"', "'it''s'", '[a, b]', '[ "a" , \'b\' ]', '[]', '{}', ': ', ':', ' ', '  ', ', ', ']', 'x:y', '-1', '\r\n', '\r\n  ', 'key: value', '#', '"', "'", '?', '@', '--- ', 'é', '- a: b', '\n  k: v', '\n- x: y\n  z: w', '&x ', '&x', '*x', 'k: &x ', 'k: *x', '\n  k: &y', '[*x, *y]', '\n<<: *x', '\t', '\\'); // prettier-ignore
    const samples = readSamples().map(({ text }) => text.slice(0, 2000));
    const texts = [2, 3, 4].map((services) => composeFile(services, new Random(services))).concat(samples);
    const changed = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(6), piece, fc.boolean()).map(([text, at, gone, added, isOfWindows]) => {
      const offset = at % (text.length + 1);
      const other = text.slice(0, offset) + added + text.slice(offset + gone);
      return isOfWindows ? other.replace(/\r?\n/g, '\r\n') : other;
    }); // prettier-ignore
    const built = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(changed, built), (text) => {
        if (isRead(text)) read += 1;
      }),
      { numRuns: 2000 },
    );
    // Else the comparison says nothing.
    assert.ok(read > 200, String(read));
  });
});
