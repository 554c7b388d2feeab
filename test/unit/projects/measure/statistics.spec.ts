import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  compare,
  confidenceOf,
  figureOf,
  isSteady,
  median,
  onePass,
  passesAfter,
  passesFor,
  passesForBoth,
} from '../../../../src/projects/measure/statistics';
import { works, type Round, type Sample } from '../../../../src/projects/measure/work';

const time = fc.double({ min: 0.001, max: 100_000, noNaN: true });
const times = fc.array(time, { minLength: 3, maxLength: 15 });

function sampleOf(value: number | null): Sample {
  return { create: value, stat: value, list: value, remove: value, write: value, read: value, git: value };
}

function roundOf([drive, linux]: readonly [number | null, number | null]): Round {
  return { drive: sampleOf(drive), linux: sampleOf(linux) };
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

  it('tells between what the middle lies, and nothing of fewer than three rounds', () => {
    fc.assert(
      fc.property(times, (values) => {
        const { low, median: middle, high, rounds } = figureOf(values)!;
        assert.ok(low <= middle && middle <= high);
        assert.ok(values.includes(low) && values.includes(high));
        assert.equal(rounds, values.length);
        // As many are left out below as above, where no two are alike.
        if (new Set(values).size === values.length) {
          const outside = [values.filter((value) => value < low), values.filter((value) => value > high)];
          assert.equal(outside[0]!.length, outside[1]!.length);
        }
      }),
    );
    assert.deepEqual([figureOf([1, 2]), figureOf([])], [null, null]);
  });

  it('is as sure as the tables of the sign test say', () => {
    // As tables of it have them, to three digits.
    for (const [count, dropped, sure] of [
      [3, 0, 0.75],
      [5, 0, 0.938],
      [6, 0, 0.969],
      [8, 1, 0.93],
      [9, 1, 0.961],
      [10, 2, 0.891],
      [11, 2, 0.935],
      [15, 3, 0.965],
    ] as const) {
      assert.ok(Math.abs(confidenceOf(count, dropped) - sure) < 0.0006, `${count} ${dropped}`);
    }
    const counting = (length: number): number[] => Array.from({ length }, (_, at) => at + 1);
    const spreadOf = (length: number): number[] => {
      const { low, high } = figureOf(counting(length))!;
      return [low, high];
    };
    assert.deepEqual([4, 7, 8, 10, 11].map(spreadOf), [
      [1, 4],
      [1, 7],
      [2, 7],
      [2, 9],
      [3, 9],
    ]);
  });

  it('holds the true ratio in nine of ten measurements, on a computer that is now busy and now not', () => {
    // A pseudo-random course that is the same each time: xorshift.
    let state = 0x9e3779b9;
    const random = (): number => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) / 2 ** 32;
    };
    const trueRatio = 7;
    const measurements = 2_000;
    let [held, steady, alone] = [0, 0, 0];
    for (let measurement = 0; measurement < measurements; measurement += 1) {
      const rounds = Array.from({ length: 11 }, () => {
        // Up to twenty times as slow as alone, for both sides of a round alike, and some noise for each.
        const busy = 1 + 19 * random() ** 3;
        const noise = (): number => 1 + 0.3 * random();
        return roundOf([trueRatio * busy * noise(), busy * noise()]);
      });
      const { ratio, drive } = compare(rounds, 'stat');
      if (ratio!.low <= trueRatio && trueRatio <= ratio!.high) held += 1;
      if (isSteady(ratio!)) steady += 1;
      if (isSteady(drive!)) alone += 1;
    }
    assert.ok(held / measurements > 0.9, `${held}`);
    // By its times alone the drive could hardly ever be told; each against its pair always.
    assert.ok(steady === measurements && alone < measurements / 10, `${steady} ${alone}`);
  });

  it('compares only rounds that tell of both sides', () => {
    const rounds = [
      [10, 1],
      [null, 2],
      [30, null],
      [40, 4],
      [90, 9],
    ] as const;
    const { drive, linux, ratio } = compare(rounds.map(roundOf), 'git');
    assert.deepEqual([drive?.rounds, linux?.rounds, ratio?.rounds, ratio?.median], [4, 4, 3, 10]);
    assert.equal(compare(rounds.slice(1).map(roundOf), 'git').ratio, null);
  });

  it('names no number where the rounds lie far apart', () => {
    const of = (...values: number[]) => isSteady(figureOf(values)!);
    assert.deepEqual(
      [of(8, 10, 12), of(10, 20, 30), of(10, 20, 31), of(1, 10, 40, 41, 42)],
      [true, true, false, false],
    );
  });

  it('does often what is fast, as long as that may take', () => {
    fc.assert(
      fc.property(time, (took) => {
        const passes = passesFor(sampleOf(took), onePass, 'date');
        for (const work of works) {
          assert.ok(Number.isInteger(passes[work]) && passes[work] >= 1 && passes[work] <= 2_000);
          // It never takes longer than it has to, one pass more or less.
          assert.ok(passes[work] === 1 || (passes[work] - 1) * took < 100);
        }
      }),
    );
    assert.equal(passesFor(sampleOf(1), onePass, 'date').stat, 100);
    assert.equal(passesFor(sampleOf(null), onePass, 'date').list, 16, 'too short for the clock');
    assert.equal(passesFor(sampleOf(null), { ...onePass, list: 16 }, 'uptime').list, 256);
  });

  it('does more of what a round was too short to tell, and of nothing else', () => {
    const before = { drive: { ...onePass, list: 10 }, linux: { ...onePass, list: 800 } };
    const round: Round = { drive: { ...sampleOf(1), list: null }, linux: sampleOf(null) };
    const { drive, linux } = passesAfter(round, before);
    assert.deepEqual(drive, { ...onePass, list: 40 });
    assert.deepEqual([linux.list, linux.stat, linux.create, linux.remove], [2_000, 4, 1, 1]);
  });

  it('makes as many files on one side as on the other, and few where that takes long', () => {
    const before = { drive: onePass, linux: onePass };
    const { drive, linux } = passesForBoth(roundOf([400, 5]), before, 'date');
    assert.deepEqual([drive.create, drive.remove, linux.create, linux.remove], [6, 6, 6, 6]);
    assert.deepEqual([drive.stat, linux.stat], [1, 20]);
    const slow = passesForBoth(roundOf([20_000, null]), before, 'date');
    assert.deepEqual([slow.drive.create, slow.linux.create], [1, 1]);
  });
});
