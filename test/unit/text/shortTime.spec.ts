import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shortTime } from '../../../src/text/shortTime';

describe('time of an observation', () => {
  const at = new Date(2026, 2, 4, 0, 7);

  it('is the time of day, from 00 to 23', () => {
    assert.equal(shortTime(at.toISOString(), new Date(2026, 2, 4, 23, 59), 'en'), '00:07');
    assert.equal(shortTime(at.toISOString(), new Date(2026, 2, 4, 23, 59), 'ja'), '00:07');
  });

  it('has its date when that is not today', () => {
    for (const now of [new Date(2026, 2, 5, 0, 8), new Date(2027, 2, 4, 0, 7)]) {
      const text = shortTime(at.toISOString(), now, 'en');
      for (const part of ['2026', '03', '04', '00:07']) assert.ok(text.includes(part), text);
    }
  });
});
