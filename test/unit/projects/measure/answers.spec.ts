import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { abandoned, baseName } from '../../../../src/projects/measure/bases';
import { chooseClock, elapsed } from '../../../../src/projects/measure/clock';
import { readEvent } from '../../../../src/projects/measure/events';
import { readLook } from '../../../../src/projects/measure/look';
import { onePass } from '../../../../src/projects/measure/statistics';
import { readRound, works } from '../../../../src/projects/measure/work';
import type { DistroRun } from '../../../../src/wsl/run';

function ran(stdout: string, status = 0): DistroRun {
  return { status, stdout: Buffer.from(stdout), stderr: new Uint8Array() };
}

const second = 1_000_000_000n;
const begin = 1_790_000_000n * second;
/** What the script says where each takes a second more than the one before, and twice as long on the drive. */
const whole = `${works
  .flatMap((work, at) => [
    `drive ${work} ${begin} ${begin + second * BigInt(2 * at + 2)} 0`,
    `linux ${work} ${begin} ${begin + second * BigInt(at + 1)} 0`,
  ])
  .join('\n')}\nend\n`;
const once = { drive: onePass, linux: onePass };

describe('answers of a measurement', () => {
  it('reads how long one pass took on each side', () => {
    const round = readRound(ran(whole), 'date', { drive: onePass, linux: { ...onePass, stat: 4 } });
    const linux = { create: 1000, stat: 500, list: 3000, remove: 4000, write: 5000, read: 6000, git: 7000 };
    assert.deepEqual(round?.linux, linux);
    assert.deepEqual([round.drive.create, round.drive.stat, round.drive.git], [2000, 4000, 14_000]);
    const uptime = works.map((work) => `linux ${work} 12.05 13.00 0\ndrive ${work} 12.05 14.00 0`).join('\n');
    const coarse = readRound(ran(`${uptime}\nend\n`), 'uptime', once);
    assert.deepEqual([coarse?.linux.create, coarse?.drive.create], [950, 1950]);
  });

  it('has no time for what failed, or was not done', () => {
    const failed = readRound(ran(whole.replace(/(linux read .*) 0/, '$1 1')), 'date', once);
    assert.deepEqual([failed?.linux.read, failed?.linux.write, failed?.drive.read], [null, 5000, 12_000]);
    const without = readRound(ran(whole.replace(/.* git .*\n/g, '')), 'date', once);
    assert.deepEqual([without?.linux.git, without?.drive.git], [null, null]);
  });

  it('believes nothing that breaks off anywhere, or that the script cannot say', () => {
    for (let length = 0; length < whole.length; length += 1) {
      assert.equal(readRound(ran(whole.slice(0, length)), 'date', once), null, `${length}`);
    }
    for (const wrong of [
      whole.replace('drive stat', 'drive create'),
      whole.replace('stat', '__proto__'),
      whole.replace('drive', 'other'),
      whole.replace('linux', '__proto__'),
      whole.replace(/drive stat .*\n/, ''),
      whole.replace('\nend', '\nhello\nend'),
      whole.replace('0\nend', '0 0\nend'),
      `${whole}${whole}`,
    ]) {
      assert.equal(readRound(ran(wrong), 'date', once), null, wrong);
    }
    assert.equal(readRound(ran(whole, 143), 'date', once), null);
  });

  it('never makes a time of garbage', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 24 }), fc.stringMatching(/^[\d.N]{0,20}$/), (start, end) => {
        for (const clock of ['date', 'uptime'] as const) {
          const took = elapsed(clock, start, end);
          assert.ok(took === null || (took > 0 && took < 3_600_000));
        }
      }),
    );
    const at = String(begin);
    for (const [start, end] of [
      [at, at],
      [String(begin + second), at],
      [at, String(begin * 2n)],
      [at, `${at}9`],
      [at, '1790000001N'],
      ['', at],
    ] as const) {
      assert.equal(elapsed('date', start, end), null, `${start} ${end}`);
    }
    assert.equal(elapsed('uptime', '1.00', '1.05'), null, 'too short for that clock');
    assert.equal(elapsed('uptime', '1.00', '1.5'), null);
  });

  it('takes the clock that is there', () => {
    assert.equal(chooseClock('1790000000123456789', '5.10 3.20'), 'date');
    for (const simple of ['1790000000', '1790000000%N', '1790000000N', '']) {
      assert.equal(chooseClock(simple, '5.10 3.20'), 'uptime', simple);
    }
    assert.equal(chooseClock('1790000000', ''), null);
  });

  it('reads what a distro says of both sides, and nothing that breaks off', () => {
    const mounts = [
      '1 0 8:32 / / rw - ext4 /dev/sdc rw',
      '2 1 0:50 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=1000',
    ].join('\n');
    const said = [
      'drive=/mnt/c/work',
      'drive-writable=yes',
      'drive-free=1000',
      'old=/mnt/c/work/.slipway-measure-w1',
      'linux=/home/a=b',
      'linux-free=many',
      'young=/home/a=b/.slipway-measure-d2',
      'date=1790000000123456789',
      'has=git',
      `mounts=${mounts}`,
      'end=',
      '',
    ].join('\0');
    const look = readLook(ran(said));
    assert.deepEqual(look?.drive, {
      path: '/mnt/c/work',
      isWritable: true,
      holds: 'drive',
      fileSystem: '9p',
      free: 1_024_000,
    });
    assert.deepEqual(look.linux, {
      path: '/home/a=b',
      isWritable: false,
      holds: 'linux',
      fileSystem: 'ext4',
      free: null,
    });
    assert.deepEqual([look.clock, [...look.programs]], ['date', ['git']]);
    assert.deepEqual(look.leftovers, [
      { path: '/mnt/c/work/.slipway-measure-w1', isOld: true },
      { path: '/home/a=b/.slipway-measure-d2', isOld: false },
    ]);
    for (let length = 0; length < said.length; length += 1) {
      assert.equal(readLook(ran(said.slice(0, length))), null, `${length}`);
    }
  });

  it('reads whether an event came, word for word', () => {
    assert.equal(readEvent(ran('event raised\n')), 'raised');
    assert.equal(readEvent(ran('event missing\n')), 'missing');
    assert.deepEqual(readEvent(ran('event deaf\n')), { unknown: 'deaf' });
    for (const wrong of ['', 'event raised', 'event missing\nevent raised\n', 'event fromInside\n', 'event x\n']) {
      assert.equal(readEvent(ran(wrong)), null, wrong);
    }
    assert.equal(readEvent(ran('event raised\n', 1)), null);
  });

  it('takes no folder away in which somebody may still work, or that is not of a measurement', () => {
    const of = (name: string, isOld = false) => ({ path: `/home/u/${name}`, isOld });
    const left = [
      of('.slipway-measure-w7-0123abcd'),
      of('.slipway-measure-w8-0123abcd'),
      of('.slipway-measure-d9-0123abcd'),
      of('.slipway-measure-d10-0123abcd', true),
      of('.slipway-measure-mine', true),
      of('.slipway-measure-d1', true),
      of('.slipway-measure-d1-0123abcd/x', true),
      of('x.slipway-measure-d1-0123abcd', true),
    ];
    const isAlive = (pid: number): boolean => pid === 7;
    const on = (platform: 'windows' | 'wsl'): string[] =>
      abandoned(left, { platform }, isAlive).map((path) => path.slice('/home/u/.slipway-measure-'.length));
    assert.deepEqual(on('windows'), ['w8-0123abcd', 'd10-0123abcd']);
    assert.deepEqual(on('wsl'), ['d10-0123abcd']);
    // What one makes is known to the next.
    for (const platform of ['windows', 'wsl'] as const) {
      const own = of(baseName({ platform }), true);
      assert.deepEqual(
        abandoned([own], { platform }, () => true),
        [own.path],
      );
      assert.notEqual(baseName({ platform }), baseName({ platform }));
    }
  });
});
