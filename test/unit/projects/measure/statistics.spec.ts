import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  figureOf,
  median,
  onePass,
  passesFor,
  passesForBoth,
  ratioOf,
  type Figure,
} from '../../../../src/projects/measure/statistics';
import { works, type Sample } from '../../../../src/projects/measure/work';

const time = fc.double({ min: 0.001, max: 100_000, noNaN: true });
const times = fc.array(time, { minLength: 3, maxLength: 9 });

function sampleOf(value: number | null): Sample {
  return { create: value, stat: value, list: value, remove: value, write: value, read: value, git: value };
}

function figureOfTimes(values: readonly number[]): Figure {
  return figureOf(values.map(sampleOf), 'stat')!;
}

describe('statistics of a measurement', () => {
  it('has a median with as many values below as above', () => {
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 12 }), (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        assert.ok(below <= values.length / 2 && above <= values.length / 2);
        assert.equal(median(values.toReversed()), middle);
        if (values.length % 2 === 1) assert.ok(values.includes(middle));
      }),
    );
    assert.deepEqual([median([9, 1, 5]), median([1, 2, 30, 4]), median([])], [5, 3, NaN]);
  });

  it('tells the lowest and the highest beside it, and nothing of fewer than three', () => {
    fc.assert(
      fc.property(times, (values) => {
        const { low, median: middle, high } = figureOfTimes(values);
        assert.ok(low <= middle && middle <= high);
        assert.ok(values.includes(low) && values.includes(high));
        assert.ok(values.every((value) => low <= value && value <= high));
      }),
    );
    assert.equal(figureOf([sampleOf(1), sampleOf(2)], 'stat'), null);
    assert.equal(figureOf([sampleOf(1), sampleOf(2), sampleOf(null)], 'stat'), null);
  });

  it('has a ratio whose spread holds that of any two rounds', () => {
    fc.assert(
      fc.property(times, times, (drive, linux) => {
        const ratio = ratioOf(figureOfTimes(drive), figureOfTimes(linux));
        assert.ok(ratio.low <= ratio.median && ratio.median <= ratio.high);
        for (const slow of drive) {
          for (const fast of linux) assert.ok(ratio.low <= slow / fast && slow / fast <= ratio.high);
        }
      }),
    );
  });

  it('knows no unit and no order: twice as slow a drive has twice the ratio', () => {
    const [drive, linux] = [figureOfTimes([30, 10, 20]), figureOfTimes([1, 3, 2])];
    assert.deepEqual(ratioOf(drive, linux), { median: 10, low: 10 / 3, high: 30 });
    assert.equal(ratioOf(figureOfTimes([60, 20, 40]), linux).median, 20);
  });

  it('does often what is fast, as long as that may take', () => {
    fc.assert(
      fc.property(time, (took) => {
        const passes = passesFor(sampleOf(took), onePass);
        for (const work of works) {
          assert.ok(Number.isInteger(passes[work]) && passes[work] >= 1 && passes[work] <= 500);
          // It never takes longer than it has to, one pass more or less.
          assert.ok(passes[work] === 1 || (passes[work] - 1) * took < 100);
        }
      }),
    );
    assert.equal(passesFor(sampleOf(1), onePass).stat, 100);
    assert.equal(passesFor(sampleOf(null), onePass).list, 16, 'too short for the clock');
    assert.equal(passesFor(sampleOf(null), { ...onePass, list: 16 }).list, 256);
  });

  it('makes as many files on one side as on the other, and few where that takes long', () => {
    const before = { drive: onePass, linux: onePass };
    const { drive, linux } = passesForBoth({ drive: sampleOf(400), linux: sampleOf(5) }, before);
    assert.deepEqual([drive.create, drive.remove, linux.create, linux.remove], [6, 6, 6, 6]);
    assert.deepEqual([drive.stat, linux.stat], [1, 20]);
    const slow = passesForBoth({ drive: sampleOf(20_000), linux: sampleOf(null) }, before);
    assert.deepEqual([slow.drive.create, slow.linux.create], [1, 1]);
  });
});
