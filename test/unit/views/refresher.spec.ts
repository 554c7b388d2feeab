import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Refresher } from '../../../src/views/refresher';

const interval = 15_000;

describe('refreshing by itself', () => {
  let looks: number;
  let end: (() => void) | null;
  let refresher: Refresher;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1e12 });
    looks = 0;
    end = null;
    refresher = make(interval, true);
  });
  afterEach(() => {
    refresher.dispose();
    mock.timers.reset();
  });

  /** Looks that take until `end` is called. */
  function make(milliseconds: number | null, focused: boolean): Refresher {
    const look = (): Promise<void> => {
      looks += 1;
      return new Promise((resolve) => (end = resolve));
    };
    return new Refresher(look, milliseconds, focused);
  }

  async function finish(): Promise<void> {
    end?.();
    end = null;
    await new Promise((resolve) => setImmediate(resolve));
  }

  async function pass(milliseconds: number): Promise<void> {
    mock.timers.tick(milliseconds);
    await finish();
  }

  it('looks at nothing before somebody looks at a view', async () => {
    await pass(10 * interval);
    assert.equal(looks, 0);
    refresher.setVisible('a', true);
    assert.equal(looks, 1);
  });

  it('looks once at first, also without the focus', () => {
    refresher = make(interval, false);
    refresher.setVisible('a', true);
    assert.equal(looks, 1);
  });

  it('looks at the interval, counted from the end of the last look', async () => {
    refresher.setVisible('a', true);
    await pass(3 * interval);
    assert.equal(looks, 1, 'not while one is under way');
    await pass(interval - 1);
    assert.equal(looks, 1);
    await pass(1);
    assert.equal(looks, 2);
  });

  it('looks at nothing while every view is hidden', async () => {
    refresher.setVisible('a', true);
    refresher.setVisible('b', true);
    await finish();
    refresher.setVisible('a', false);
    await pass(interval);
    assert.equal(looks, 2, 'one is visible still');
    refresher.setVisible('b', false);
    await pass(100 * interval);
    assert.equal(looks, 2);
  });

  it('looks at nothing while the window has not the focus', async () => {
    refresher.setVisible('a', true);
    await finish();
    refresher.setFocused(false);
    await pass(100 * interval);
    assert.equal(looks, 1);
  });

  it('looks at once when it is seen again after more than the interval, and not before', async () => {
    refresher.setVisible('a', true);
    await finish();
    refresher.setVisible('a', false);
    await pass(interval - 1);
    refresher.setVisible('a', true);
    assert.equal(looks, 1);
    refresher.setVisible('a', false);
    await pass(1);
    refresher.setVisible('a', true);
    assert.equal(looks, 2);
  });

  it('waits anew when somebody else has looked', async () => {
    refresher.setVisible('a', true);
    await finish();
    await pass(interval - 1);
    refresher.lookedNow();
    await pass(interval - 1);
    assert.equal(looks, 1);
    await pass(1);
    assert.equal(looks, 2);
  });

  it('goes on after a look that failed', async () => {
    refresher.dispose();
    refresher = new Refresher(() => Promise.reject(new Error(`look ${++looks}`)), interval, true);
    refresher.setVisible('a', true);
    await finish();
    await pass(interval);
    assert.equal(looks, 2);
  });

  it('looks only once where the interval is off, and again when it is set', async () => {
    refresher = make(null, true);
    refresher.setVisible('a', true);
    await finish();
    await pass(100 * interval);
    assert.equal(looks, 1);
    refresher.setInterval(interval);
    assert.equal(looks, 2);
  });

  it('is not put off by a clock that was put back', async () => {
    refresher.setVisible('a', true);
    await finish();
    mock.timers.setTime(Date.now() - 3_600_000);
    refresher.setFocused(true);
    assert.equal(looks, 2);
  });

  it('ends with the extension', async () => {
    refresher.setVisible('a', true);
    await finish();
    refresher.dispose();
    await pass(100 * interval);
    assert.equal(looks, 1);
  });
});
