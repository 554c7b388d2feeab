import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { packRulePages, packRulePagesOfAllLanguages } from '../../../../scripts/rulePages.mjs';
import { unpackRulePages } from '../../../../src/cli/rulePages';
import { ruleIds } from '../../../../src/mounts/ruleIds';
import { configRuleIds } from '../../../../src/wslconf/ruleIds';
import { findTemplates } from '../../house/templates';
import { readText, root } from '../../house/sources';

const all: readonly string[] = [...ruleIds, ...configRuleIds];

describe('the rules', () => {
  for (const rule of ruleIds)
    it(`${rule} has a spec of its own`, () => {
      assert.ok(existsSync(join(root, 'test/unit/mounts/rules', `${rule}.spec.ts`)));
    });
  for (const rule of all) {
    it(`${rule} has a page with its sections`, () => {
      const page = readText(`docs/rules/${rule}.md`);
      assert.ok(page.startsWith(`# ${rule}\n`));
      const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
      assert.deepEqual(
        sections.filter((title) => title !== 'Sources'),
        ['What happens', 'What is found', 'What to do', 'When it is silent', 'How to suppress it'],
      );
      assert.match(page, /^```/m, 'an example');
      assert.ok(page.includes(`slipway-ignore-file ${rule} -- `), 'the comment that suppresses it');
    });
  }

  it('have their pages in the command line', async () => {
    const pages = await unpackRulePages(packRulePages(root));
    assert.deepEqual([...pages.keys()].sort(), [...all].sort());
    for (const [rule, page] of pages) assert.equal(page, readText(`docs/rules/${rule}.md`));
  });

  it('have their pages in the editor, in both languages and without links that lead out of the package', () => {
    const packed = brotliDecompressSync(packRulePagesOfAllLanguages(root)).toString();
    const languages = JSON.parse(packed) as Record<string, Record<string, string>>;
    assert.deepEqual(Object.keys(languages), ['en', 'ja']);
    for (const [language, folder] of [
      ['en', 'docs/rules'],
      ['ja', 'docs/rules/ja'],
    ] as const) {
      const pages = languages[language] ?? {};
      assert.deepEqual(Object.keys(pages).sort(), [...all].sort());
      for (const [rule, page] of Object.entries(pages)) {
        const targets = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
        for (const target of targets) assert.ok(/^https:/.test(target) || target.slice(0, -3) in pages, target);
        const words = (text: string): string => text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
        assert.equal(words(page), words(readText(`${folder}/${rule}.md`)));
      }
    }
  });

  it('have a page each in both languages, and no page is left over', () => {
    for (const folder of ['docs/rules', 'docs/rules/ja']) {
      const files = readdirSync(join(root, folder)).filter((name) => name !== 'ja');
      assert.deepEqual(files.map((name) => name.replace(/\.md$/, '')).sort(), [...all].sort());
    }
  });

  it('have distinct names in kebab case', () => {
    assert.equal(new Set(all).size, all.length);
    for (const rule of all) assert.match(rule, /^[a-z]+(-[a-z]+)*$/);
  });

  it('speak in sentences of under 140 characters', () => {
    const templates = findTemplates().filter(({ file }) => /^src[\\/](text|mounts|wslconf)/.test(file));
    assert.ok(templates.length >= 10);
    for (const { template, file } of templates)
      assert.ok(template !== null && template.length < 140, `${file}: ${template}`);
  });
});
