import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/text/message';
import { checkConfig, type CheckedConfig } from '../../../src/wslconf/check';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { sourceFiles } from '../house/sources';
import { findTemplates } from '../house/templates';
import { mistakenFiles, mistakesIn, textOf, type MistakenFile } from './mistakes';

const checked = (mistaken: MistakenFile): CheckedConfig =>
  checkConfig({
    text: textOf(mistaken),
    file: mistaken.file,
    wsl: mistaken.wsl,
    hasMark: mistaken.hasMark ?? false,
  });

/** What a value of another kind would be told; every text is a path, a string and a list. */
const neverSaid = 'WSL ignores this value of {0}.';

describe('every mistake in .wslconfig and wsl.conf', () => {
  for (const mistaken of mistakenFiles)
    it(`is found once, in its line, with what WSL does with it: ${mistaken.name}`, () => {
      const { findings, lines } = checked(mistaken);
      const expected = mistakesIn(mistaken);
      assert.deepEqual(
        findings.map(({ range, rule }) => [lines.positionAt(range.start).line, rule]),
        expected.map(([line, rule]) => [line, rule]),
      );
      for (const [index, [line, , says]] of expected.entries()) {
        const told = inEnglish(findings[index]?.message ?? { template: '', args: [] });
        assert.ok(says !== '' && told.includes(says), `line ${line}: ${told}`);
      }
    });

  it('is among these files: no rule and no sentence of a rule is missing', () => {
    const told = mistakenFiles.flatMap((mistaken) => checked(mistaken).findings);
    const rules = new Set<string>(told.map(({ rule }) => rule));
    assert.deepEqual([...rules].sort(), [...configRuleIds].sort());
    const said = new Set(told.map(({ message }) => message.template));
    // The titles of fixes are no sentences.
    const sources = sourceFiles().filter((file) => /^src\/wslconf\/(?:rules\/|check\.ts)/.test(file));
    const sentences = findTemplates(sources)
      .map(({ template }) => template ?? '')
      .filter((template) => /[.?]$/.test(template) && template !== neverSaid);
    assert.ok(sentences.length > 60);
    assert.deepEqual(
      sentences.filter((template) => !said.has(template)),
      [],
    );
  });
});
