import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce, parseYaml, withBreaks } from '../../../../src/mounts/readers/yamlParse';
import { composeFile, longComposeFile } from '../../../bench/inputs';
import { Random } from '../../../random';
import { readSamples } from '../corpus';
import { byLibrary, outline } from './yamlOutline';

function parsed(text: string): unknown {
  const documents = atOnce(parseYaml(text));
  assert.ok(!('reason' in documents));
  return outline(documents);
}

/** Whatever some version of YAML takes for more than a string, and what nearly is that. */
const words = ['null', 'Null', 'NULL', '~', '', 'true', 'True', 'TRUE', 'false', 'y', 'Y', 'yes', 'Yes', 'YES', 'n', 'N', 'no', 'on', 'On', 'off', 'OFF', '0', '1', '-1', '+12', '0o17', '0x1F', '0b11', '1_000', '190:20:30', '1.5', '.5', '-.5e3', '1e3', '.inf', '-.INF', '.nan', '.NaN', '<<', '<', '=', '2001-12-14', '2001-12-14T21:59:43.10-05:00', 'nul', 'nulls', 'trues', 'falsey', 'yes1', 'no-way', 'offset', 'Infinity', 'NaN', 'infinite', './a:/b', '/a', '$A', '${A:-1}', 'C:\\a', '[1, no]', '{a: 1, on: ~}', '!!str 1', '!!int 1', '!!float 1', '!!bool yes', '!!null ""', '!x 1', '"1"', "'null'", '|\n  1', '&a 1', 'node:20', 'true false', 'é', '\u2028', 'a', 'ab', 'abcde', 'nabcde']; // prettier-ignore

describe('a YAML text that is parsed', () => {
  it('gives the nodes and errors of the library, whatever a scalar is', () => {
    for (const word of words) {
      for (const version of ['', '%YAML 1.1\n---\n', '%YAML 1.2\n---\n']) {
        for (const text of [
          word,
          `a: ${word}`,
          `${word}: a`,
          `- ${word}\n- ${word}`,
          `{${word}: ${word}}`,
          `? ${word}\n: x`,
        ]) {
          assert.deepEqual(parsed(version + text), byLibrary(version + text), JSON.stringify(version + text));
        }
      }
    }
  });

  it('gives those of any text', () => {
    const piece = fc.constantFrom(...words, '\n', '\n', '  ', ': ', '- ', ' #', '---\n', '...\n', ',', ']', '}', '"', "'", '*a', '? ', '\t', '%YAML 1.1\n', '\uFEFF'); // prettier-ignore
    const texts = [composeFile(3, new Random(4)), ...readSamples().map(({ text }) => text.slice(0, 2000))];
    const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(), piece).map(([text, at, added]) => {
      const offset = at % (text.length + 1);
      return text.slice(0, offset) + added + text.slice(offset);
    });
    const built = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(cut, built), (text) => assert.deepEqual(parsed(text), byLibrary(text))),
      { numRuns: 400 },
    );
  });

  it('lets others in between', async () => {
    const text = longComposeFile(5000);
    let turns = 0;
    let goes = true;
    const turn = (): void => {
      turns += 1;
      if (goes) setImmediate(turn);
    };
    setImmediate(turn);
    // Each step takes as long as is waited at most.
    const documents = await withBreaks(
      (function* () {
        const steps = parseYaml(text);
        for (let step = steps.next(); ; step = steps.next()) {
          if (step.done) return step.value;
          for (const start = performance.now(); performance.now() - start < 11;);
          yield;
        }
      })(),
    );
    goes = false;
    assert.ok(turns > 10, String(turns));
    assert.ok(!('reason' in documents));
    assert.deepEqual(outline(documents), byLibrary(text));
  });
});
