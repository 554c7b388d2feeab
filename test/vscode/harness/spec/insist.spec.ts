import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { errors } from 'playwright-core';
import { insist } from '../insist';

describe('a gesture that is insisted on', () => {
  it('is made again while what it is for is late, afresh, with more time in each try', async () => {
    const done: (number | string)[] = [];
    const end = await insist(
      (limit) => {
        done.push(limit);
        return done.length < 5 ? Promise.reject(new errors.TimeoutError('late')) : Promise.resolve('seen');
      },
      () => Promise.resolve(done.push('afresh')),
    );
    assert.equal(end, 'seen');
    assert.deepEqual(done, [2_000, 'afresh', 4_000, 'afresh', 6_000]);
  });

  it('is given up at once where something else is wrong', async () => {
    let times = 0;
    const wrong = insist(() => {
      times += 1;
      return Promise.reject(new Error('the page has crashed'));
    });
    await assert.rejects(wrong, /crashed/);
    assert.equal(times, 1);
  });
});
