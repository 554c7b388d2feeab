import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readYamlComments } from '../../../../src/mounts/readers/yamlComments';

function texts(source: string): string[] {
  return readYamlComments(source).map(({ text }) => text);
}

describe('readYamlComments', () => {
  it('reads comments of their own line, at the end of a line, in flows and after headers', () => {
    assert.deepEqual(texts('# a\nb: c # d\ne: [f, # g\n  h]\ni: | # j\n  k\n#l'), [' a', ' d', ' g', ' j', 'l']);
  });

  it('takes no # inside a scalar for a comment', () => {
    assert.deepEqual(texts('a: "# b"\nc: \'# d\'\ne: |\n  # f\n\n  # g\nh: >-\n  # i\nj: k#l\nm: "x\n  # y"\n'), []);
  });

  it('tells where each stands, mark included, line end excluded', () => {
    for (const lineEnd of ['\n', '\r\n']) {
      for (const start of ['', '\uFEFF']) {
        const source = `${start}a: 1 # 𝒳 one${lineEnd}# two${lineEnd}---${lineEnd}# three`;
        const found = readYamlComments(source).map(({ range }) => source.slice(range.start, range.end));
        assert.deepEqual(found, ['# 𝒳 one', '# two', '# three']);
      }
    }
  });

  it('keeps its place behind control characters that the lexer uses itself', () => {
    for (const scalar of ['\x02', '\x18', '\x1f', '\x02\x02', '"\x1f"']) {
      const source = `a: ${scalar}\n# here\n`;
      assert.deepEqual(readYamlComments(source), [
        { text: ' here', range: { start: source.indexOf('#'), end: source.length - 1 } },
      ]);
    }
  });

  it('never throws, and each range begins with the mark', () => {
    const pieces = fc.constantFrom(
      '#',
      ' ',
      '\n',
      '\r\n',
      ':',
      '- ',
      '"',
      "'",
      '|',
      '>',
      '[',
      '{',
      '---',
      '\t',
      '\x02',
      '\x1f',
      'a',
      '%',
      '&',
      '*',
      '\uFEFF',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 40 }), (source) => {
        for (const { text, range } of readYamlComments(source))
          assert.equal(source.slice(range.start, range.end), `#${text}`);
      }),
      { numRuns: 3000 },
    );
  });
});
