import assert from 'node:assert/strict';
import { ruleIds, type RuleId } from '../../../src/mounts/ruleIds';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { severities, type Severity } from '../../../src/text/finding';
import { readText } from '../house/sources';
import { scanText } from '../../../src/mounts/scan';
import { devcontainerFile, placeAt } from '../mounts/places';
import { Program } from './program';

interface Finding {
  readonly rule: string;
  readonly severity: Severity;
}
/** What the example of a page needs around it, and the findings that the page has for it. */
interface Setting {
  readonly location: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly severities: readonly Severity[];
}
interface Example {
  readonly language: string;
  readonly text: string;
}

const onDrive = 'C:\\work\\shop';
const inDistro = '/home/you/shop';

const settings: Readonly<Record<RuleId, Setting>> = {
  'slow-mount': { location: inDistro, severities: ['warning'] },
  'database-on-windows': { location: onDrive, severities: ['warning'] },
  'no-file-events': {
    location: onDrive,
    files: { 'package.json': '{"scripts": {"dev": "vite"}}' },
    severities: ['hint'],
  },
  'wrong-side': { location: inDistro, severities: ['error'] },
  'looks-like-bind': { location: inDistro, severities: ['hint', 'hint', 'hint'] },
  'one-letter-volume': { location: inDistro, severities: ['warning'] },
  'broken-escape': { location: inDistro, severities: ['error', 'warning'] },
  'unstable-bind-volume': { location: onDrive, severities: ['warning'] },
  'internal-path': { location: onDrive, severities: ['info'] },
  'truncated-default': { location: onDrive, severities: ['warning'] },
  'crlf-script': {
    location: inDistro,
    files: { 'entrypoint.sh': '#!/bin/sh\r\nexec "$@"\r\n' },
    severities: ['warning'],
  },
  'unc-project': { location: '\\\\wsl.localhost\\Ubuntu\\home\\you\\shop', severities: ['info'] },
  'no-op-consistency': { location: inDistro, severities: ['hint'] },
  'reserved-port': { location: onDrive, severities: ['warning'] },
  'slow-project': { location: onDrive, severities: ['warning'] },
  'unused-suppression': { location: inDistro, severities: ['info', 'warning'] },
};

/** The examples below the headings with these titles. */
function examplesIn(page: string, ...titles: readonly string[]): Example[] {
  const sections = page.split(/^## /m).filter((section) => titles.some((title) => section.startsWith(`${title}\n`)));
  return sections.flatMap((section) =>
    [...section.matchAll(/^```(yaml|jsonc)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
      language,
      text,
    })),
  );
}

/** A part of a file as a whole one. */
function whole({ language, text }: Example): string {
  if (language === 'jsonc') return `{\n"image": "x",\n${text}}\n`;
  return /^ {4}\S/.test(text) ? `services:\n  web:\n    image: x\n${text}` : text;
}

/** The example of a page, with a part that stands for a line of it or belongs to its service. */
function withPart(main: string, part: Example): string {
  if (part.language === 'jsonc' || /^(?: {4}(?:volumes|ports)|services):/.test(part.text)) return whole(part);
  if (/^#/.test(part.text)) return part.text + main;
  const told = part.text.split('\n').find((line) => line.trim() !== '' && !line.includes('slipway-ignore')) ?? '';
  const lines = main.split(/(?<=\n)/);
  const line = lines.findIndex((each) => each.startsWith(told));
  if (line >= 0) return lines.with(line, part.text).join('');
  const volumes = lines.findIndex((each) => each.startsWith('    volumes:'));
  return /^ {6}/.test(part.text) ? lines.slice(0, volumes + 1).join('') + part.text : main + part.text;
}

describe('the pages of the rules', function () {
  this.timeout(30_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  /** The findings for a text that stands where a page says. */
  async function scan(rule: RuleId, text: string): Promise<readonly Finding[]> {
    const { files = {}, location } = settings[rule];
    // What Windows has reserved the command line never asks.
    if (rule === 'reserved-port') {
      return scanText(text, { ...placeAt(location), reservedPorts: [{ first: 5400, last: 5499 }] }).findings;
    }
    const name = text.startsWith('{') || text.startsWith('//') ? devcontainerFile : 'compose.yaml';
    const cwd = program.project({ ...files, [name]: text });
    const { stdout } = await program.run(['scan', '--format', 'json', '--location', location, name], { cwd });
    return (JSON.parse(stdout) as { findings: Finding[] }).findings;
  }
  const ofRule = (rule: RuleId, found: readonly Finding[]): Severity[] =>
    found.filter((finding) => finding.rule === rule).map(({ severity }) => severity);

  for (const rule of ruleIds) {
    const page = readText(`docs/rules/${rule}.md`);
    const [first] = examplesIn(page, 'What happens', 'What is found');
    assert.ok(first, rule);
    const main = whole(first);
    const mark = first.language === 'jsonc' ? '//' : '#';

    it(`shows what ${rule} finds`, async () => {
      assert.deepEqual(ofRule(rule, await scan(rule, main)), settings[rule].severities);
    });

    it(`shows what answers ${rule}`, async () => {
      for (const example of examplesIn(page, 'What to do')) {
        if (rule === 'unused-suppression') continue;
        const text = withPart(main, example);
        assert.deepEqual(ofRule(rule, await scan(rule, text)), [], text);
      }
    });

    it(`shows how to suppress ${rule}`, async () => {
      const file = `${mark} slipway-ignore-file ${rule} -- why\n${main}`;
      const texts = examplesIn(page, 'How to suppress it').map((example) => withPart(main, example));
      for (const text of [...texts, file]) {
        const found = await scan(rule, text);
        const idle = found.filter((finding) => finding.rule === 'unused-suppression');
        // In the example itself there may be several.
        const left = rule === 'broken-escape' && text !== file ? ['error'] : [];
        assert.deepEqual([ofRule(rule, found), idle], [left, []], text);
        const bare = text.replaceAll(/^.*slipway-ignore.*\n/gm, '');
        if (rule !== 'unused-suppression') assert.ok(ofRule(rule, await scan(rule, bare)).length > left.length, bare);
      }
    });
  }

  it('are all in one table, with the severities that they have', () => {
    const rows = [...readText('docs/rules.md').matchAll(/^\| \[`([a-z-]+)`\]\(rules\/([a-z-]+)\.md\) \|(.*)\|$/gm)];
    assert.deepEqual(rows.map(([, rule]) => rule).sort(), [...ruleIds, ...configRuleIds].sort());
    for (const [row, rule, target, cells = ''] of rows) {
      assert.equal(target, rule);
      const [about = '', counts = '', fix = '', ...more] = cells.split(' | ').map((cell) => cell.trim());
      assert.ok(about !== '' && fix !== '' && more.length === 0, row);
      const told = counts.split(', ');
      assert.ok(
        told.every((each) => (severities as readonly string[]).includes(each)),
        row,
      );
      // Each severity of the example is one that the table knows.
      for (const severity of (settings[rule as RuleId] as Setting | undefined)?.severities ?? [])
        assert.ok(told.includes(severity), row);
      const page = readText(`docs/rules/${rule}.md`);
      for (const severity of told) assert.ok(new RegExp(`\\b${severity}\\b`).test(page), `${rule}: ${severity}`);
    }
  });
});
