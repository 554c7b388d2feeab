import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readKept, toKept, type Kept, type Measured } from '../../../../src/projects/measure';
import { gainsOf } from '../../../../src/projects/measure/gain';
import { gainDocument, measuredAlone, volumeDocument } from '../../../../src/projects/measure/gainDocument';
import type { MeasuredVolume } from '../../../../src/projects/measure/measure';
import type { Round, Sample } from '../../../../src/projects/measure/work';
import { inEnglish } from '../../../../src/text/message';

const sample = (time: number): Sample => ({
  ...{ create: time, stat: time, list: time, remove: time, write: time, read: time },
  git: null,
});
const rounds = (drive: readonly number[], linux = 1): Round[] =>
  drive.map((time) => ({ drive: sample(time), linux: sample(linux) }));
const stat = (before: readonly Round[], after: readonly Round[]) =>
  gainsOf(before, after).find(({ work }) => work === 'stat')!;
const around = (middle: number): number[] => [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((step) => middle + step / 10);

const ground = { isWritable: true, free: null, holds: 'drive' } as const;
const kept = (time: number, fileSystem: string): Kept<Measured> => ({
  windowsPath: 'C:\\shop',
  distro: 'Ubuntu',
  measured: {
    at: new Date('2026-01-02T03:04:05Z'),
    clock: 'date',
    drive: { ...ground, path: '/mnt/c/shop', fileSystem },
    linux: { ...ground, path: '/home/u', holds: 'linux', fileSystem: 'ext4' },
    hasGit: false,
    rounds: rounds(around(time)),
    events: { drive: 'missing', linux: 'raised' },
    containerEvents: { drive: { unknown: 'noEngine' }, linux: 'raised' },
  },
});
const lines = (text: string): string[] => text.split('\n');
const time = (at: Date): string => at.toISOString();

describe('what a drive has gained between two measurements', () => {
  it('is the quotient of what each says beside the Linux side', () => {
    const gain = stat(rounds(around(20)), rounds(around(5)));
    assert.equal(gain.verdict, 'faster');
    assert.equal(gain.times?.median, 4);
    assert.ok(gain.times.low > 3.7 && gain.times.high < 4.4);
    assert.ok(gain.times.confidence > 0.85 && gain.times.confidence < 0.94);
    assert.equal(stat(rounds(around(5)), rounds(around(20))).verdict, 'slower');
  });

  it('is none that a computer has gained which is faster as a whole', () => {
    assert.equal(stat(rounds(around(20), 2), rounds(around(10), 1)).verdict, 'within');
    assert.equal(stat(rounds(around(20), 2), rounds(around(20), 2)).verdict, 'within');
  });

  it('is not known where one of them has too few rounds', () => {
    const gain = stat(rounds([1, 2]), rounds(around(5)));
    assert.deepEqual([gain.verdict, gain.times], ['unknown', null]);
    assert.equal(gainsOf(rounds(around(5)), rounds(around(5))).find(({ work }) => work === 'git')!.verdict, 'unknown');
  });

  it('is never told where what was measured of one lies within the other', () => {
    const times = fc.array(fc.double({ min: 1, max: 50, noNaN: true }), { minLength: 3, maxLength: 11 });
    fc.assert(
      fc.property(times, times, (before, after) => {
        const { verdict, times: told } = stat(rounds(before), rounds(after));
        assert.ok(told && told.low <= told.median && told.median <= told.high);
        const apart = Math.min(...before) > Math.max(...after) || Math.max(...before) < Math.min(...after);
        // With so few rounds the spread is that of all of them.
        if (before.length < 6 && after.length < 6) assert.equal(verdict !== 'within', apart);
        // The other way round the same is said.
        const back = { faster: 'slower', slower: 'faster', within: 'within', unknown: 'unknown' } as const;
        assert.equal(stat(rounds(after), rounds(before)).verdict, back[verdict]);
      }),
    );
  });

  it('is seldom told of two measurements of the same', () => {
    let [seed, wrong] = [1, 0];
    const chance = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const noisy = (): number[] => Array.from({ length: 11 }, () => 10 * (1 + chance() ** 4 * 3));
    for (let run = 0; run < 400; run += 1) {
      if (stat(rounds(noisy()), rounds(noisy())).verdict !== 'within') wrong += 1;
    }
    assert.ok(wrong < 400 * 0.14, `${wrong} of 400`);
  });
});

describe('the document of two measurements', () => {
  it('has both side by side, with the ratio where it is sure', () => {
    const text = gainDocument(kept(20, '9p'), kept(5, 'virtiofs'), time, inEnglish);
    assert.ok(lines(text).includes('- Before: 2026-01-02T03:04:05.000Z, `9p`'));
    assert.ok(lines(text).includes('- After: 2026-01-02T03:04:05.000Z, `virtiofs`'));
    assert.ok(
      lines(text).some((line) => line.startsWith('| Look at 200 files | 20 ms | 5 ms | 4 | 3.')),
      text,
    );
    assert.ok(lines(text).includes('| In the distro | no event | no event |'));
    assert.ok(lines(text).includes('| In a container | unknown | unknown |'));
    assert.doesNotMatch(text, /git status/);
  });

  it('claims nothing that lies within the spread', () => {
    const text = gainDocument(kept(20, '9p'), kept(20.1, 'virtiofs'), time, inEnglish);
    assert.match(text, /\| nothing beyond the spread \|/);
    const slower = gainDocument(kept(5, '9p'), kept(20, 'virtiofs'), time, inEnglish);
    assert.match(slower, /\| 0\.25, slower \|/);
  });

  it('is that of the first alone as long as there is no second', () => {
    assert.match(measuredAlone(kept(20, '9p'), time, inEnglish), /^\| Look at 200 files \| 20 ms \| 20 \|$/m);
  });

  it('is that of the drive and a volume for what was measured in containers', () => {
    const of = (drive: readonly number[]): string => {
      const { at, drive: place } = kept(1, '9p').measured;
      const measured: MeasuredVolume = { at, drive: place, rounds: rounds(drive) };
      return volumeDocument({ windowsPath: 'C:\\`x`', distro: 'Ubuntu', measured }, time, inEnglish);
    };
    assert.match(of(around(8)), /^\| Look at 200 files \| 8 ms \| 1 ms \| 8 \| 7\.7 – 8\.3 \|$/m);
    assert.match(of(around(8)), /`` C:\\`x` ``/);
    assert.match(of(around(1)), /\| nothing beyond the spread \|/);
    assert.match(of([1.5, 90, 3, 50, 2]), /\| unsteady \|/);
  });
});

describe('a measurement that is kept', () => {
  it('comes back as it was', () => {
    const one = kept(20, '9p');
    assert.deepEqual(readKept(JSON.parse(JSON.stringify(toKept(one)))), one);
  });

  it('is none where another release has written otherwise, or something else', () => {
    const one = toKept(kept(20, '9p')) as Record<string, unknown>;
    for (const value of [null, 1, [], {}, { ...one, shape: 2 }, { ...one, measured: null }, { ...one, measured: {} }])
      assert.equal(readKept(value), null);
  });
});
