import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { plainText } from '../../../../src/mounts/readers/scalarText';
import { posix } from '../../../../src/mounts/shell/dialect';
import { splitPosix } from '../../../../src/mounts/shell/posix';
import { nothingKnown, wordText } from '../../../../src/mounts/shell/wordText';
import { commandsOf } from './words';

/** Pieces of words in which nothing is expanded, in every way of quoting. */
const inside = fc.string({
  unit: fc.constantFrom('a', 'B', '7', '/', ':', ' ', '#', '=', '.', '-', 'é', '𝒳', ',', ';', '|', '&', '(', '<'),
  maxLength: 6,
});
const piece = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'Z', '/', ':', '.', '-', '=', '_', ',', '@', '%', '+', 'é', '日', '𝒳'),
    minLength: 1,
    maxLength: 6,
  }),
  inside.map((text) => `'${text}'`),
  fc
    .array(fc.oneof(inside, fc.constantFrom('\\"', '\\\\', '\\$', '\\`', '\\n', "'", '\\\n')), { maxLength: 3 })
    .map((parts) => `"${parts.join('')}"`),
  fc.constantFrom('\\ ', '\\#', '\\"', "\\'", '\\\\', '\\;', '\\$', '\\\n', '\\a'),
);
const word = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const blank = fc.constantFrom(' ', '\t', '  ', ' \\\n ');
const line = fc
  .tuple(fc.array(fc.tuple(blank, word), { maxLength: 5 }), fc.constantFrom('', ' # a comment', ' #', '  '))
  .map(([words, end]) => `x${words.map(([gap, text]) => gap + text).join('')}${end}`);

/** The words that sh makes of each line. */
function wordsOfShell(lines: readonly string[]): string[][] {
  const script = lines.map((text) => `printf '%s\\0' ${text}\nprintf '\\1'\n`).join('');
  const { stdout, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  assert.equal(status, 0);
  return stdout
    .split('\x01')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

describe('splitPosix', () => {
  it('gives the words that sh gives', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(fc.array(line, { minLength: 30, maxLength: 60 }), (lines) => {
        assert.deepEqual(
          lines.map((text) => commandsOf(text, posix)[0]),
          wordsOfShell(lines),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('knows where each word stands, and what is literal in it', () => {
    fc.assert(
      fc.property(line, (text) => {
        const outer = plainText(text);
        for (const step of splitPosix(text)) {
          if (step.kind !== 'command') continue;
          for (const each of step.words) {
            const read = wordText(each, outer, nothingKnown, posix);
            for (let at = 0; at < read.value.length; at += 1) {
              const { range, value } = read.part(at, at + 1);
              const source = text.slice(range.start, range.end);
              assert.ok(
                source === value || source === `\\${value}`,
                `${JSON.stringify(source)} for ${JSON.stringify(value)}`,
              );
            }
          }
        }
      }),
    );
  });

  const cases: Readonly<Record<string, string[][]>> = {
    'a b; c && d || e | f & g': [['a', 'b'], ['c'], ['d'], ['e'], ['f'], ['g']],
    'a >out 2>&1 <in b': [['a', 'b']],
    'a &>out b': [['a', 'b']],
    'a <<E b\nnot this\nE\nc': [['a', 'b'], ['c']],
    "a <<-'E'\n\tnot this $(x)\n\tE\nc": [['a'], ['c']],
    'a <<A <<B\n1\nA\n2\nB\nc': [['a'], ['c']],
    'a <<E\nno end': [['a']],
    'a <<<text b': [['a', 'b']],
    'a # b\nc#d': [['a'], ['c#d']],
    "a 'b\nc' d": [['a', 'b\nc', 'd']],
    '(a b) c': [['a', 'b'], ['c']],
    'a \\\r\n b\r\nc\r\n': [['a', 'b'], ['c']],
    'a "$(b "c d")" e': [['a', '$(b "c d")', 'e']],
    'a ${b:-"c d"} e': [['a', '${b:-"c d"}', 'e']],
    'a `b c` d': [['a', '`b c`', 'd']],
    'case x in y) a ;; esac': [['case', 'x', 'in', 'y'], ['a'], ['esac']],
    'a=(b c)': [['a=', 'b', 'c']],
    'a+=(\n  b # no\n  "c d"\n)\ne (f)': [['a+=', 'b', 'c d'], ['e'], ['f']],
    'a=(b $(c) (d)': [['a=', 'b', '$(c)'], ['d']],
    "a 'no end": [['a', 'no end']],
    'a "no end': [['a', 'no end']],
    'a $(no end': [['a', '$(no end']],
    'a \\': [['a', '\\']],
    'a "" \'\' b': [['a', '', '', 'b']],
    'diff <(a b) c': [['diff'], ['a', 'b'], ['c']],
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`splits ${JSON.stringify(text)}`, () => assert.deepEqual(commandsOf(text, posix), expected));
  }

  it('takes any text, in bounded time', () => {
    const noise = fc.string({
      unit: fc.constantFrom(
        '$',
        '(',
        ')',
        '{',
        '}',
        '"',
        "'",
        '`',
        '\\',
        '<',
        '\n',
        ' ',
        'a',
        '#',
        '~',
        '\0',
        '\uFEFF',
      ),
      maxLength: 60,
    });
    fc.assert(fc.property(noise, (text) => void splitPosix(text)));
    for (const unit of ['$(', '"', "'", '`', '${', '(', '"$(', '<<a\n', "$('", 'a ']) {
      const started = performance.now();
      splitPosix(unit.repeat(30_000));
      assert.ok(performance.now() - started < 2000, unit);
    }
  });
});
