import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { doctorPage } from '../../../scripts/doctorPage';
import { pains } from '../../../scripts/pains';
import { besideIds, checkTitles, linkIds } from '../../../src/doctor/checks';
import { ruleIds } from '../../../src/mounts/ruleIds';
import { readText } from './sources';

describe('docs/doctor.md', () => {
  it('is what scripts/doctorPage.ts makes of the code', () => {
    assert.equal(readText('docs/doctor.md'), doctorPage(), 'run: node --import tsx scripts/doctorPage.ts');
  });

  it('tells of 55 troubles, each once, and of each who notices it', () => {
    assert.deepEqual(
      pains.map(({ number }) => number),
      Array.from({ length: 55 }, (_, index) => index + 1),
    );
    assert.equal(new Set(pains.map(({ symptom }) => symptom)).size, 55);
    const known: readonly string[] = [...linkIds, ...besideIds, ...ruleIds];
    for (const { symptom, noticed } of pains) {
      if ('cannot' in noticed || 'elsewhere' in noticed) continue;
      const ids: readonly string[] = 'checks' in noticed ? noticed.checks : noticed.rules;
      assert.ok(ids.length > 0, symptom);
      for (const id of ids) assert.ok(known.includes(id), `${symptom}: ${id}`);
    }
  });

  it('has a title for each check and for no other', () => {
    assert.deepEqual(Object.keys(checkTitles), [...linkIds, ...besideIds]);
  });
});
