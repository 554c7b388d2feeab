import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countText } from '../../../src/text/count';
import { momentText } from '../../../src/text/moment';

describe('numbers for the eye', () => {
  it('have their digits in groups, as their reader writes them', () => {
    assert.equal(countText(1_234_567, 'en'), '1,234,567');
    assert.equal(countText(1_234_567, 'de'), '1.234.567');
    assert.equal(countText(12, 'ja'), '12');
  });
});

describe('a moment', () => {
  const at = new Date(2026, 10, 3, 9, 5, 59, 987);

  it('is date and time of day of this computer, to the minute', () => {
    assert.equal(momentText(at.toISOString(), 'en'), 'Nov 3, 2026, 09:05');
    assert.equal(momentText(at, 'ja'), '2026年11月3日 09:05');
  });

  it('names its zone to who reads it elsewhere', () => {
    assert.match(momentText(at, 'en', true), /^Nov 3, 2026, 09:05 \S+/);
  });
});
