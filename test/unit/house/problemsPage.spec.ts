import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { problemsPage } from '../../../scripts/problemsPage';
import { readText } from './sources';

describe('docs/problems.md', () => {
  it('is what scripts/problemsPage.ts makes of the code', () => {
    assert.equal(readText('docs/problems.md'), problemsPage(), 'run: node --import tsx scripts/problemsPage.ts');
  });

  it('tells each problem in both languages', () => {
    const sections = problemsPage().split(/^## /m).slice(1);
    assert.ok(sections.length > 80);
    for (const section of sections) assert.match(section, /^- [A-Z][^]*^- .*[\u3040-\u30ff\u4e00-\u9fff]/m, section);
  });
});
