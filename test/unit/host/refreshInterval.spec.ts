import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { refreshIntervalOf } from '../../../src/host/refreshInterval';

describe('the interval between two looks', () => {
  it('is what somebody wrote in seconds, within what makes sense', () => {
    assert.equal(refreshIntervalOf(30), 30_000);
    assert.equal(refreshIntervalOf(1), 5000);
    // More than a timer can wait for would fire at once.
    assert.equal(refreshIntervalOf(1e9), 86_400_000);
    assert.equal(refreshIntervalOf(Infinity), 86_400_000);
  });

  it('is off with 0', () => {
    assert.equal(refreshIntervalOf(0), null);
    assert.equal(refreshIntervalOf(-1), null);
  });

  it('is the default where no number was written', () => {
    for (const written of [undefined, null, '30', NaN]) assert.equal(refreshIntervalOf(written), 15_000);
  });
});
