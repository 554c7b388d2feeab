import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, it } from 'mocha';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { ruleIds } from '../../../src/mounts/ruleIds';
import { readJson, readText, root } from './sources';

const kana = /[\u3040-\u30ff]/;
const block = /^```[^\n]*\n[^]*?^```$/gm;

/** Pages in English with their Japanese twins, by their paths. */
const twins: readonly (readonly [string, string])[] = [
  ['README.md', 'README.ja.md'],
  ['docs/rules.md', 'docs/rules.ja.md'],
  ...readdirSync(join(root, 'docs/rules'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => [`docs/rules/${name}`, `docs/rules/ja/${name}`] as const),
];
const inEnglish = new Map(twins.map(([english, japanese]) => [japanese, english]));

/** What both twins have in common: all but the words. */
function skeletonOf(path: string): object {
  const page = readText(path);
  const prose = page.replace(block, '~~~');
  const sections = prose.split(/^(?=#)/m).map((section) => ({
    level: /^#*/.exec(section)?.[0].length,
    blocks: count(section, /^~~~/gm),
    columns: [...section.matchAll(/^\|.*\|$/gm)].map(([row]) => count(row, /(?<!\\)\|/g)),
    items: count(section, /^(?:-|\d+\.) /gm),
    // A sentence of another language may name things in another order, and twice what this one names once.
    code: [...new Set(section.replaceAll('\n', ' ').match(/`[^`]+`/g) ?? [])].sort(),
    links: linksIn(section, path)
      .map((target) => inEnglish.get(target) ?? target)
      .sort(),
  }));
  // Remarks are for people; what is run and printed is the same.
  const blocks = [...page.matchAll(block)].map(([text]) => (isShell(text) ? text.replace(/ +# .*$/gm, '') : text));
  return { sections, blocks };
}

function isShell(text: string): boolean {
  return text.startsWith('```sh\n');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Where links and pictures lead: addresses, and paths from the root. */
function linksIn(text: string, from: string): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) =>
    target.startsWith('https:') ? target : posix.join(posix.dirname(from), target),
  );
}

/** What the editor makes of a heading in an address. */
function anchors(path: string): string[] {
  const headings = readText(path).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('pages in two languages', () => {
  for (const [english, japanese] of twins) {
    it(`${english} and its Japanese twin say the same`, () => {
      assert.ok(existsSync(join(root, japanese)), japanese);
      assert.deepEqual(skeletonOf(japanese), skeletonOf(english));
    });

    it(`${japanese} is in Japanese`, () => {
      const sections = readText(japanese)
        .replace(block, '')
        .split(/^## .*$/m);
      // Sources are names.
      const told = /^## 出典$/m.test(readText(japanese)) ? sections.slice(0, -1) : sections;
      for (const section of told) assert.match(section, kana);
      // Markdown makes a blank of the end of a line, which has no place within a Japanese sentence.
      assert.doesNotMatch(readText(japanese).replace(block, ''), /[^\n]\n(?!#|\||- |\d+\. |\n)[^\n]/);
      const bundle = Object.values(readJson('l10n/bundle.l10n.ja.json') as Record<string, string>);
      const manifest = Object.values(readJson('package.nls.ja.json') as Record<string, string>);
      // Buttons and commands are called what they are called; those of other extensions have a name in English.
      for (const [, name = ''] of readText(japanese).matchAll(/「([^」]*)」/g)) {
        const isOurs = [...bundle, ...manifest].some((text) => text.includes(name));
        assert.ok(isOurs || name.startsWith('WSL: '), name);
      }
    });
  }

  it('lead somewhere with every link', () => {
    for (const path of twins.flat()) {
      for (const target of linksIn(readText(path), path).filter((each) => !each.startsWith('https:'))) {
        const [file = '', anchor] = target.split('#');
        assert.ok(existsSync(join(root, file)), `${path}: ${target}`);
        if (anchor !== undefined) assert.ok(anchors(file).includes(anchor), `${path}: ${target}`);
      }
    }
  });

  it('begin with how to have them in the other language', () => {
    for (const [english, japanese] of twins.slice(0, 2)) {
      assert.match(readText(english), new RegExp(`^#.*\\n\\n\\[日本語\\]\\(${posix.basename(japanese)}\\)\\n`));
      assert.match(readText(japanese), new RegExp(`^#.*\\n\\n\\[English\\]\\(${posix.basename(english)}\\)\\n`));
    }
  });
});

describe('README', () => {
  for (const [path, gap] of [
    ['README.md', ' '],
    ['README.ja.md', ''],
  ] as const) {
    const page = readText(path);

    it(`${path} knows how many rules there are`, () => {
      const [, rules] = /\[(\d+) [^\]]+\]\(docs\/rules/.exec(page) ?? [];
      assert.equal(Number(rules), ruleIds.length + configRuleIds.length);
    });

    it(`${path} tells of problems in the words that people see`, () => {
      const section =
        page.split(/^## /m).find((each) => /^(?:Troubleshooting|トラブルシューティング)\n/.test(each)) ?? '';
      const rows = [...section.matchAll(/^\| (.*) \| (.*) \|$/gm)].slice(2);
      assert.ok(rows.length >= 5);
      const told = readText('docs/problems.md').split('\n');
      for (const [, what = '', next = ''] of rows) assert.ok(told.includes(`- ${what}${gap}${next}`), what);
    });
  }
});
