import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measureAsText } from '../../../src/cli/measureOutput';
import * as room from '../../../src/projects/measure';
import type { Measured, MeasureRequest } from '../../../src/projects/measure';

const request: MeasureRequest = {
  folder: 'C:\\work',
  windowsPath: 'C:\\work',
  pathInDistro: '/mnt/c/work',
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
    samples: { drive: [30, 10, 20].map(sample), linux: [1, 3, 2].map(sample) },
    events: { drive: 'missing', linux: 'raised' },
    ...change,
  };
}

describe('the text of slipway measure', () => {
  it('has the date, both sides, medians, ratio and spread, and what is unknown with its reason', () => {
    const text = measureAsText(request, measured(), room);
    assert.match(text, /2026-01-02T03:04:05\.000Z/);
    assert.match(text, /\(9p\) against \/home\/u \(ext4\), both in Ubuntu/);
    assert.match(text, /^stat 200 files +20 ms +2 ms +10 +3\.33 and 30$/m);
    assert.match(text, /^git status +unknown: git is not in the distro$/m);
    assert.match(text, /raises no event on the drive, and an event on the Linux side\./);
    assert.doesNotMatch(text, /\u001b/);
    assert.ok(text.split('\n').length < 16);
  });

  it('never says that there is no event where nobody knows', () => {
    const events = { drive: { unknown: 'deaf' }, linux: { unknown: 'noInotifywait' } } as const;
    const text = measureAsText(request, measured({ events }), room);
    assert.doesNotMatch(text, /no event/);
    assert.match(text, /inotifywait/);
  });
});
