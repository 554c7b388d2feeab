import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateDotenv, readDotenv } from '../../../src/mounts/dotenv';
import type { Variable } from '../../../src/mounts/interpolate';

function textOf(variable: Variable | undefined): string | null {
  return variable?.kind === 'value' ? variable.parts.map(({ text }) => text).join('') : null;
}

/** What the variables of a file hold, where nothing is set around it. */
function valuesOf(text: string): Record<string, string | null> {
  const known = evaluateDotenv(readDotenv(text), '/p/.env', (_, above) => above ?? { kind: 'unset', isFolder: false });
  return Object.fromEntries([...known].map(([name, value]) => [name, textOf(value)]));
}

describe('readDotenv', () => {
  it('reads values with and without quotes', () => {
    assert.deepEqual(
      valuesOf(
        [
          'PLAIN=/mnt/c/x',
          'BLANKS =  a b  ',
          "SINGLE='C:\\new $PLAIN #'",
          'DOUBLE="a\\tb $PLAIN \\$PLAIN \\"q\\" \\\\n"',
          'export EXPORTED=1',
          'YAML: yes',
          'WINDOWS=C:\\Users\\me',
          'EMPTY=',
        ].join('\n'),
      ),
      {
        PLAIN: '/mnt/c/x',
        BLANKS: 'a b',
        SINGLE: 'C:\\new $PLAIN #',
        DOUBLE: 'a\tb /mnt/c/x $PLAIN "q" \\n',
        EXPORTED: '1',
        YAML: 'yes',
        WINDOWS: 'C:\\Users\\me',
        EMPTY: '',
      },
    );
  });

  it('leaves comments out, and keeps what looks like one', () => {
    assert.deepEqual(valuesOf('# A=1\n  # B=2\nC=x # c\nD=x#d\nE="x # e" # f\nF=#f\nG= # g\n'), {
      C: 'x',
      D: 'x#d',
      E: 'x # e',
      F: '#f',
      G: '',
    });
  });

  it('takes any line end, a byte order mark, and values over several lines', () => {
    const entries = readDotenv('\uFEFFA=1\r\nB="x\r\ny"\r\rC=\'z\n\n\'\nD=2');
    assert.deepEqual(
      entries.map(({ name, value, line }) => [name, value, line]),
      [
        ['A', '1', 1],
        ['B', 'x\ny', 2],
        ['C', 'z\n\n', 5],
        ['D', '2', 8],
      ],
    );
  });

  it('goes on behind a line that is none', () => {
    assert.deepEqual(valuesOf('A=1\nnot a line\n=2\nB\n"C=3\nD=4'), { A: '1', D: '4' });
    assert.deepEqual(valuesOf('A="no end\nB=2'), { A: '"no end', B: '2' });
  });

  it('fills in what stands above, lets the last line of a name count, and leaves what is unknown', () => {
    const known = evaluateDotenv(
      readDotenv('A=1\nB=$A/${A}\nA=2\nC=${X}/y\nD=$C\nE=${Y:-d}\nF=${}'),
      '/p/.env',
      (_, above) => above ?? { kind: 'unset', isFolder: false },
    );
    assert.deepEqual(
      [...known].map(([name, value]) => [name, textOf(value)]),
      [
        ['A', '2'],
        ['B', '1/1'],
        ['C', '${X}/y'],
        ['D', '${X}/y'],
        ['E', 'd'],
        ['F', '${}'],
      ],
    );
    const kinds = (name: string): string[] => {
      const value = known.get(name);
      return value?.kind === 'value' ? value.parts.map(({ kind }) => kind.is) : [];
    };
    assert.deepEqual([kinds('B'), kinds('D'), kinds('F')], [['text'], ['unset', 'text'], ['unset']]);
  });

  it('does not grow without end', () => {
    const doubling = Array.from({ length: 40 }, (_, index) => `V${index + 1}=$V${index}$V${index}`);
    const known = evaluateDotenv(
      readDotenv(['V0=ab', ...doubling].join('\n')),
      '',
      (_, above) => above ?? { kind: 'unset', isFolder: false },
    );
    for (const value of known.values()) assert.ok((textOf(value) ?? '').length < 20_000);
  });

  it('never throws, and names lines that are there', () => {
    const unit = fc.constantFrom('A', '=', ':', '"', "'", '\\', '\n', '\r\n', '#', ' ', '$', '{', '}', 'export ', '\0');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line, name } of readDotenv(text)) assert.ok(line >= 1 && line <= lines && name !== '');
        valuesOf(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what is written in quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '#', '=', '\n', '"', '$', '\\') }), (value) => {
        const written = value.replace(/["\\$]/g, '\\$&').replace(/\n/g, '\\n');
        assert.equal(valuesOf(`A="${written}"\nB=1`)['A'], value);
      }),
    );
  });
});
