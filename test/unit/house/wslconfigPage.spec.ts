import assert from 'node:assert/strict';
import { wslconfigPage } from '../../../scripts/wslconfigPage';
import { allKeys } from '../../../src/wslconf/schema';
import { readText } from './sources';

describe('docs/wslconfig.md', () => {
  it('is what scripts/wslconfigPage.ts makes of the code', () => {
    assert.equal(readText('docs/wslconfig.md'), wslconfigPage(), 'run: node --import tsx scripts/wslconfigPage.ts');
  });

  it('has a row for each key', () => {
    const rows = [...wslconfigPage().matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
    assert.deepEqual([...rows].sort(), allKeys.map(({ key }) => key).sort());
  });
});
