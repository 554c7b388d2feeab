import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Stopwatch } from '../../../src/machine/stopwatch';

describe('the time that somebody waits', () => {
  it('adds up lap by lap, and a sleep of hours in it counts for a minute at most', () => {
    let now = 5_000;
    const watch = new Stopwatch(() => now);
    assert.equal(watch.lap(), 0);
    now += 700;
    assert.equal(watch.lap(), 700);
    now += 59_000;
    assert.equal(watch.lap(), 59_700);
    now += 8 * 60 * 60 * 1000;
    assert.equal(watch.lap(), 119_700);
    now += 300;
    assert.equal(watch.lap(), 120_000);
  });

  it('is none of the clock that people set', () => {
    const { now } = Date;
    const watch = new Stopwatch();
    try {
      Date.now = () => now() + 24 * 60 * 60 * 1000;
      assert.ok(watch.lap() < 10_000);
      Date.now = () => now() - 24 * 60 * 60 * 1000;
      const waited = watch.lap();
      assert.ok(waited >= 0 && waited < 10_000);
    } finally {
      Date.now = now;
    }
  });
});
