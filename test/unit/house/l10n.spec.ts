import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findTemplates } from './templates';
import { readJson, readText } from './sources';

const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
/** Texts that are the same in every language. */
const sameInAll = new Set(['WSL {0}', '{0} GB', 'Slipway for WSL', 'Slipway', 'Docker Desktop']);

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\d+\}/g)].map(([placeholder]) => placeholder).sort();
}

function links(text: string): string[] {
  return [...text.matchAll(/\((command:[^)]+)\)|"([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '').sort();
}

describe('texts in the code', () => {
  const uses = findTemplates();
  const bundle = readJson('l10n/bundle.l10n.ja.json') as Record<string, string>;

  it('are found at all', () => {
    assert.ok(uses.length > 50, `only ${uses.length} calls of message() were found`);
  });

  it('are literals, so that they can be translated', () => {
    assert.deepEqual(
      uses.filter(({ template }) => template === null),
      [],
    );
  });

  it('have a Japanese translation each, and no translation is left over', () => {
    const templates = new Set(uses.map(({ template }) => template));
    assert.deepEqual([...templates].sort(), Object.keys(bundle).sort());
  });

  it('keep their placeholders in Japanese and are translated', () => {
    for (const [template, translation] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(translation), placeholders(template), template);
      assert.ok(sameInAll.has(template) || japanese.test(translation), template);
    }
  });
});

describe('texts in the manifest', () => {
  const english = readJson('package.nls.json') as Record<string, string>;
  const translated = readJson('package.nls.ja.json') as Record<string, string>;
  const manifest = readText('package.json');

  it('have the same keys in both languages', () => {
    assert.deepEqual(Object.keys(translated), Object.keys(english));
  });

  it('are used, each, and none is missing', () => {
    const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
  });

  it('stand nowhere in plain words', () => {
    const { contributes } = JSON.parse(manifest) as { contributes: unknown };
    const plain: string[] = [];
    JSON.stringify(contributes, (key, value: unknown) => {
      // What tasks call a matcher is no text.
      if (key === 'problemMatchers') return undefined;
      const shown = ['title', 'name', 'contents', 'description', 'markdownDescription', 'altText'].includes(key);
      if (shown && typeof value === 'string' && !/^%.+%$/.test(value)) plain.push(value);
      return value;
    });
    assert.deepEqual(plain, []);
  });

  it('keep their links and commands in Japanese and are translated', () => {
    for (const [key, text] of Object.entries(english)) {
      assert.deepEqual(links(translated[key] ?? ''), links(text), key);
      assert.ok(sameInAll.has(text) || japanese.test(translated[key] ?? ''), key);
    }
  });
});
