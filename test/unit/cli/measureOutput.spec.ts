import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measureAsText } from '../../../src/cli/measureOutput';
import * as room from '../../../src/projects/measure';
import type { Measured, MeasureRequest } from '../../../src/projects/measure';

const request: MeasureRequest = {
  folder: 'C:\\work',
  windowsPath: 'C:\\work',
  pathInDistro: '/mnt/c/work',
  mayStart: false,
  distro: {
    id: null,
    name: 'Ubuntu',
    state: 'running',
    wslVersion: 2,
    isDefault: true,
    kind: 'user',
    disk: null,
    defaultUid: null,
  },
};

const ground = { isWritable: true, free: null } as const;

function measured(change: Partial<Measured> = {}): Measured {
  const sample = (time: number) => ({
    ...{ create: time, stat: time, list: time, remove: time, write: time, read: time },
    git: null,
  });
  return {
    at: new Date('2026-01-02T03:04:05Z'),
    clock: 'date',
    drive: { ...ground, path: '/mnt/c/wo\u001brk', holds: 'drive', fileSystem: '9p' },
    linux: { ...ground, path: '/home/u', holds: 'linux', fileSystem: 'ext4' },
    hasGit: false,
    rounds: [
      [30, 3],
      [10, 1],
      [22, 2],
    ].map(([drive = 0, linux = 0]) => ({ drive: sample(drive), linux: sample(linux) })),
    events: { drive: 'missing', linux: 'raised' },
    containerEvents: { drive: { unknown: 'noEngine' }, linux: 'raised' },
    ...change,
  };
}

describe('the text of slipway measure', () => {
  it('has the date, both sides, medians, ratio and spread, and what is unknown with its reason', () => {
    const text = measureAsText(request, measured(), room);
    assert.match(text, /Jan [12], 2026, \d\d:04$/m);
    assert.match(text, /\(9p\) against \/home\/u \(ext4\), both in Ubuntu/);
    assert.match(text, /^Look at 200 files +22 ms +2 ms +10 +10 and 11$/m);
    assert.match(text, /^Run git status +unknown +Git is not in the distro\.$/m);
    assert.match(text, /^Unknown whether a container gets an event .* on the drive: Docker Desktop does not answer/m);
    assert.match(text, /^The distro gets no event when Windows changes a file on the drive\.$/m);
    assert.match(text, /gets an event when Windows changes a file on the Linux side\./);
    assert.match(text, /The middle of 3 rounds, and between what it lies with 75 % confidence/);
    assert.doesNotMatch(text, /[Uu]nsteady/);
    assert.doesNotMatch(text, /\u001b/);
    assert.ok(text.split('\n').length < 18);
  });

  it('has no number where the rounds differ too much, and says so', () => {
    const { rounds } = measured();
    const [first] = rounds;
    assert.ok(first);
    // One more, in which the drive was a hundred times as slow, and a last one of which nothing is known.
    const slow = { ...first, drive: { ...first.drive, stat: 3000, read: null } };
    const text = measureAsText(request, measured({ rounds: [...rounds, slow] }), room);
    assert.match(text, /^Look at 200 files +26 ms +2.5 ms +unsteady +10 and 1000$/m);
    assert.match(text, /^Read 16 MB +22 ms +2.5 ms +10 +10 and 11 \(3 rounds\)$/m);
    assert.match(text, /^Unsteady: /m);
  });

  it('never says that there is no event where nobody knows', () => {
    const events = { drive: { unknown: 'deaf' }, linux: { unknown: 'noInotifywait' } } as const;
    const text = measureAsText(
      request,
      measured({ events, containerEvents: { drive: 'raised', linux: 'raised' } }),
      room,
    );
    assert.doesNotMatch(text, /no event/);
    assert.match(text, /^Unknown whether .* on the Linux side: The distro has no inotifywait\.$/m);
  });
});
