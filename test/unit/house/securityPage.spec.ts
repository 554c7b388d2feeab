import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readText, root } from './sources';

const page = readText('docs/security.md');
const sections = page.split(/^## /m).slice(1);

describe('docs/security.md', () => {
  it('names files that are there, and no test that is not', () => {
    for (const [, file = ''] of page.matchAll(/`((?:src|test|scripts)\/[^`]+)`/g)) {
      assert.ok(existsSync(join(root, file)), file);
    }
    const cited = [...page.matchAll(/^- `(test\/[^`]+)`: “(.+)”$/gm)];
    assert.ok(cited.length > 60, String(cited.length));
    assert.equal(cited.length, [...page.matchAll(/^- `test\//gm)].length, 'each has a title');
    // A title may be made of a constant part and a name.
    for (const [, file = '', title = ''] of cited) assert.ok(readText(file).includes(title), `${file}: ${title}`);
  });

  it('has a test for each threat', () => {
    assert.ok(sections.length > 14, String(sections.length));
    for (const section of sections.slice(0, -1)) assert.match(section, /^- `test\//m, section.split('\n')[0]);
  });
});
