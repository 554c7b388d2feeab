import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measureDocument, planSentences, type Measured, type MeasureRequest } from '../../../../src/projects/measure';
import { inEnglish } from '../../../../src/text/message';

const request = {
  folder: 'C:\\work',
  windowsPath: 'C:\\`work` [x](command:y)\u001b',
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
} as const satisfies MeasureRequest;

const sample = (time: number) => ({
  ...{ create: time, stat: time, list: time, remove: time, write: time, read: time },
  git: null,
});
const round = (drive: number, linux: number) => ({ drive: sample(drive), linux: sample(linux) });
const ground = { isWritable: true, free: null } as const;
const measured: Measured = {
  at: new Date('2026-01-02T03:04:05Z'),
  clock: 'date',
  drive: { ...ground, path: '/mnt/c/work', holds: 'drive', fileSystem: '9p' },
  linux: { ...ground, path: '/home/u', holds: 'linux', fileSystem: 'ext4' },
  hasGit: false,
  rounds: [round(30, 3), round(10, 1), round(22, 2)],
  events: { drive: 'missing', linux: 'raised' },
  containerEvents: { drive: { unknown: 'noEngine' }, linux: { unknown: 'noEngine' } },
};

const documentOf = (change: Partial<Measured> = {}, left: readonly string[] = []): string =>
  measureDocument(request, { ...measured, ...change }, '10:42', left, inEnglish);

describe('the document of a measurement', () => {
  it('has every work with its ratio and spread, what is unknown with its reason, and events', () => {
    const lines = documentOf().split('\n');
    assert.ok(lines.includes('Measured in `Ubuntu` at 10:42.'));
    assert.ok(lines.includes('| Look at 200 files | 22 ms | 2 ms | 10 | 10 – 11 |'));
    assert.ok(lines.includes('| Run git status |  |  | unknown | Git is not in the distro. |'));
    assert.ok(lines.includes('The middle of 3 rounds, and between what it lies with 75 % confidence.'));
    assert.ok(lines.includes('| On the drive | no event | unknown |'));
    assert.ok(lines.includes('| On the Linux side | an event | unknown |'));
    assert.equal(lines.filter((line) => line === '- Docker Desktop does not answer in the distro.').length, 1);
    assert.doesNotMatch(documentOf(), /[Uu]nsteady|[Ss]till there/);
  });

  it('has no number where the rounds differ too much', () => {
    const text = documentOf({ rounds: [...measured.rounds, round(3000, 1)] });
    assert.match(text, /^\| Look at 200 files \| 26 ms \| 1\.5 ms \| unsteady \| 10 – 3000 \|$/m);
    assert.match(text, /^Unsteady: /m);
  });

  it('takes no name for markup, and names what is left', () => {
    const text = documentOf({}, ['Ubuntu:/home/u/```\n# x']);
    assert.match(text, /^# What `` C:\\`work` \[x\]\(command:y\)\\u\{1b\} `` costs$/m);
    assert.match(text, /^````\nUbuntu:\/home\/u\/```\n# x\n````$/m);
  });

  it('has the plan say that a distro is started, where it is', () => {
    const saysSo = (state: 'running' | 'stopped'): boolean =>
      planSentences({ ...request, distro: { ...request.distro, state } }).some((each) =>
        inEnglish(each).startsWith('Ubuntu is stopped, and is started'),
      );
    assert.deepEqual([saysSo('running'), saysSo('stopped')], [false, true]);
  });
});
