import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RawLine, quoteArgument, splitWindows, windowsCommandLine } from '../programs/command-line';

describe('simulator: the Windows command line', () => {
  const quoted: [string, string][] = [
    ['', '""'],
    ['plain', 'plain'],
    ['C:\\dir\\', 'C:\\dir\\'],
    ['a b', '"a b"'],
    ['C:\\My Dir\\', '"C:\\My Dir\\\\"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['back\\"quote', '"back\\\\\\"quote"'],
    ['tab\there', '"tab\there"'],
  ];
  for (const [argument, expected] of quoted) {
    it(`quotes ${JSON.stringify(argument)} as libuv does`, () => assert.equal(quoteArgument(argument), expected));
  }

  it('comes apart again into the same arguments, whatever they are', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t', '$', "'", 'ü') });
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        assert.deepEqual(splitWindows(windowsCommandLine(args)), args);
      }),
    );
  });

  it('reads a doubled quote inside quotes as one', () =>
    assert.deepEqual(splitWindows('"a ""b"" c" d'), ['a "b" c', 'd']));

  it('gives raw words without any meaning of quotes', () => {
    const line = new RawLine('  -d\t"My Distro"  rest  of it');
    assert.deepEqual([line.take(), line.take(), line.take(), line.rest()], ['-d', '"My', 'Distro"', 'rest  of it']);
  });

  it('takes one pair of quotes where --cd allows it', () => {
    const line = new RawLine('"C:\\Program Files" next');
    assert.deepEqual([line.takeQuoted(), line.takeQuoted()], ['C:\\Program Files', 'next']);
  });
});
