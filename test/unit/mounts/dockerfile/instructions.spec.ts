import assert from 'node:assert/strict';
import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { readInstructions } from '../../../../src/mounts/dockerfile/instructions';

/** Keyword and arguments as another reader sees them. */
function elsewhere(text: string): string[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((found) => {
      const words = found.getExpandedArguments().map((argument) => argument.getValue());
      return [found.getKeyword(), ...words].join(' ');
    });
}

function here(text: string): string[] {
  return readInstructions(text).map(({ keyword, flags, rest }) =>
    [keyword, ...flags, ...rest.split(/\s+/).filter((word) => word !== '')].join(' '),
  );
}

const keyword = fc.constantFrom('FROM', 'run', 'Cmd', 'COPY', 'WORKDIR', 'entrypoint', 'STOPSIGNAL');
const word = fc.constantFrom('a', '/b', './c.sh', '["x",', '"y"]', 'd=e', '&&');
const gap = fc.constantFrom(' ', '  ', '\t', ' \\\n', '\\\n  ', ' \\ \n', ' \\\r\n', ' \\\n# no\n', ' \\\n\n  ');
const instruction = fc
  .tuple(keyword, fc.array(fc.tuple(gap, word), { minLength: 1, maxLength: 5 }))
  .map(([name, words]) => `${name} ${words.map(([before, each]) => before.replace(/^[ \t]+$/, ' ') + each).join('')}`);
const between = fc.constantFrom('\n', '\n\n', '\n# comment\n', '\r\n', '\n   # comment \\\n', '\n\t\n');

describe('the instructions of a Dockerfile', () => {
  it('are those that another reader finds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(instruction, between), { maxLength: 6 }), (parts) => {
        // The end of a line that may be continued is the one thing in which the two differ when nothing follows.
        const text = parts.map(([each, end]) => each.replace(/\\$/, 'z') + end).join('');
        assert.deepEqual(here(text), elsewhere(text), JSON.stringify(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('end with a line, unless it is continued', () => {
    assert.deepEqual(here('FROM a\nRUN x \\\n  y\nCMD z'), ['FROM a', 'RUN x y', 'CMD z']);
    assert.deepEqual(here('# escape=`\nFROM a\nRUN x `\n  y \\\nCMD z'), ['FROM a', 'RUN x y \\', 'CMD z']);
    assert.deepEqual(here('# comment\n# escape=`\nRUN x \\\n y'), ['RUN x y']);
    assert.deepEqual(here('\uFEFFFROM a'), ['FROM a']);
  });

  it('have their heredocs behind them', () => {
    const text = 'FROM a\nRUN <<EOF cat\nCMD no\nEOF\nCOPY <<-"A" <<B /x/\nCMD no\n\tA\nCMD no\nB\nCMD yes\n';
    assert.deepEqual(
      readInstructions(text).map(({ keyword: name }) => name),
      ['FROM', 'RUN', 'COPY', 'CMD'],
    );
    assert.deepEqual(here('RUN <<EOF\nCMD no'), ['RUN <<EOF']);
    assert.deepEqual(here('RUN a <<<x\nCMD yes'), ['RUN a <<<x', 'CMD yes']);
  });

  it('are read from any text in bounded time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readInstructions(text)));
    const start = performance.now();
    for (const piece of ['RUN \\\n', ' ', '<<E ', '--a ', '# a\n', '"', '\\'])
      readInstructions(`RUN ${piece.repeat(20_000)}`);
    assert.ok(performance.now() - start < 5000);
  });
});
