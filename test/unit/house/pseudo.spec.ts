import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { outsideBrackets, properNames, pseudoText } from '../../vscode/harness/pseudo';
import { findTemplates } from './templates';
import { readJson } from './sources';

const texts = [
  ...findTemplates().flatMap(({ template }) => template ?? []),
  ...Object.values(readJson('package.nls.json') as Record<string, string>),
];
const parts = (text: string): string[] => [...text.matchAll(/\{\d+\}|\]\([^)]*\)|\n/g)].map(([part]) => part);

describe('the pseudo language of the tests', () => {
  it('keeps placeholders, links and lines of every text, is longer, and is in brackets', () => {
    for (const text of texts) {
      const pseudo = pseudoText(text);
      assert.deepEqual(parts(pseudo), parts(text), text);
      if (properNames.includes(text) || !/\p{L}/u.test(text.replace(/\{\d+\}/g, ''))) continue;
      assert.doesNotMatch(outsideBrackets(pseudo.replace(/\]\([^)]*\)/g, ']')), /\p{L}/u, text);
      assert.ok(pseudo.length >= 1.3 * text.replace(/\]\([^)]*\)/g, '').length, text);
    }
  });

  it('tells what stands outside, also around a text within a text', () => {
    assert.equal(outsideBrackets('⟦á⟧ · left ⟦ö ⟦ë⟧ ~⟧!').replace(/\s+/g, ' ').trim(), '· left !');
  });
});
