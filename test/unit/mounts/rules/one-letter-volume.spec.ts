import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { composeWith, places, placeAt } from '../places';

function found(volume: string, place = places.B): string[] {
  const text = composeWith(volume);
  return scanText(text, place)
    .findings.filter(({ rule }) => rule === 'one-letter-volume')
    .map(({ severity, range }) => `${severity} ${text.slice(range.start, range.end)}`);
}

describe('one-letter-volume', () => {
  it('finds names that are read as drives', () => {
    for (const [volume, letter] of [
      ['a:/data', 'a'],
      ["'b:/srv/www'", 'b'],
      ['d:/var/lib/mysql', 'd'],
      ['x:/app/cache', 'x'],
      ['é:/anything', 'é'],
    ] as const)
      assert.deepEqual(found(volume), [`warning ${letter}`], volume);
  });

  it('leaves folders of Windows alone', () => {
    for (const volume of ['C:/data', 'C:\\data', 'c:/Users/u', 'd:/projects/x', 'a:\\x', 'c:/work:/app', 'ab:/data', 'a', '/a', 'a:', '{type: volume, source: a, target: /data}'])
      assert.deepEqual(found(volume), [], volume); // prettier-ignore
  });

  it('is the same everywhere', () => {
    for (const place of [...Object.values(places), placeAt(null)]) assert.equal(found('a:/data', place).length, 1);
  });

  it('offers a longer name, with its declaration', () => {
    const text = `${composeWith('a:/data')}volumes:\n  a:\n`;
    const [fix] = scanText(text, places.B).findings[0]!.fixes();
    assert.ok(fix && !fix.safe);
    const result = applyEdits(text, fix.edits);
    assert.match(result, /- a_data:\/data/);
    assert.match(result, /^ {2}a_data:/m);
    assert.deepEqual(scanText(result, places.B).findings, []);
  });
});
