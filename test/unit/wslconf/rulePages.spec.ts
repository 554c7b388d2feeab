import assert from 'node:assert/strict';
import { severities, type Severity } from '../../../src/text/finding';
import { checkConfig } from '../../../src/wslconf/check';
import { configRuleIds, type ConfigRuleId } from '../../../src/wslconf/ruleIds';
import { readText } from '../house/sources';

/** The findings of its rule that the first example of each page has. */
const expected: Readonly<Record<ConfigRuleId, readonly Severity[]>> = {
  'config-syntax': ['error'],
  'config-escape': ['warning'],
  'config-byte-order-mark': ['error'],
  'config-unknown-key': ['warning'],
  'config-misplaced-key': ['warning'],
  'config-duplicate-key': ['warning'],
  'config-bad-value': ['warning', 'info', 'warning'],
  'config-cut-value': ['info'],
  'config-non-ascii': ['warning'],
  'config-removed-key': ['info'],
  'config-newer-wsl': ['warning'],
  'config-conflict': ['error'],
  'config-docker': ['warning'],
};

/** What is found in an example: its first line says which file it is, and for which WSL. */
function findingsIn(example: string, rule: ConfigRuleId): { readonly own: Severity[]; readonly idle: number } {
  const [, file = '', wsl = null] = /^# (\.wslconfig|\/etc\/wsl\.conf)(?: for WSL ([\d.]+))?\n/.exec(example) ?? [];
  assert.ok(file !== '', example);
  const kind = file === '.wslconfig' ? 'wslconfig' : 'wsl.conf';
  const hasMark = rule === 'config-byte-order-mark';
  const { findings } = checkConfig({ text: example, file: kind, wsl, hasMark });
  return {
    own: findings.filter((finding) => finding.rule === rule).map(({ severity }) => severity),
    idle: findings.filter((finding) => finding.rule === 'unused-suppression').length,
  };
}

describe('the pages of the rules of .wslconfig and wsl.conf', () => {
  for (const rule of configRuleIds) {
    const page = readText(`docs/rules/${rule}.md`);
    const examplesIn = (title: string): string[] => {
      const section = page.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? '';
      return [...section.matchAll(/^```ini\n([^]*?)^```$/gm)].map(([, text = '']) => text);
    };

    it(`show what ${rule} finds, and what answers it`, () => {
      const [example = ''] = examplesIn('What happens');
      assert.deepEqual(findingsIn(example, rule).own, expected[rule]);
      for (const answer of examplesIn('What to do')) assert.deepEqual(findingsIn(answer, rule).own, [], answer);
      const inFile = example.replace('\n', `\n# slipway-ignore-file ${rule} -- why\n`);
      assert.deepEqual(findingsIn(inFile, rule), { own: [], idle: 0 });
    });

    it(`show how to suppress ${rule}`, () => {
      const [example] = examplesIn('How to suppress it');
      assert.ok(example);
      assert.deepEqual(findingsIn(example, rule), { own: [], idle: 0 });
      const bare = example.replace(/^# slipway-ignore.*\n/m, '');
      assert.ok(findingsIn(bare, rule).own.length > 0, bare);
    });

    it(`tell the severities of ${rule} as the table of all rules does`, () => {
      const row = new RegExp(`^\\| \\[\`${rule}\`\\].*$`, 'm').exec(readText('docs/rules.md'))?.[0].split(' | ') ?? [];
      const told = (row[2] ?? '').split(', ');
      assert.ok(told.length > 0 && told.every((each) => (severities as readonly string[]).includes(each)), rule);
      for (const severity of expected[rule]) assert.ok(told.includes(severity), severity);
      for (const severity of told) assert.match(page, new RegExp(`\\b${severity}\\b`));
    });
  }
});
