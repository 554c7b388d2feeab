import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { backupPath, backupsAmong, leftoversAmong } from '../../../src/docker/change/backup';
import { describeInterrupted, describePlan } from '../../../src/docker/change/texts';
import type { ChangePlan } from '../../../src/docker/change/plan';
import { listDesktopProcesses } from '../../../src/docker/processes';
import { inEnglish } from '../../../src/text/message';
import { isAtLeast } from '../../../src/text/versionOrder';
import { printed } from '../wsl/recordings';

const file = 'C:\\Users\\d\\settings-store.json';
const plan: ChangePlan = {
  wishes: [],
  file,
  changes: [{ setting: 'list', key: 'IntegratedWslDistros', name: 'Debian', added: true }],
  byFlag: [],
  isRunning: true,
  containers: [],
};
const said = (of: Partial<ChangePlan>, start = false): string =>
  describePlan({ ...plan, ...of }, start)
    .map(inEnglish)
    .join('\n');

describe('a change of the integration', () => {
  it('knows its backups and leftovers by their names, and takes nobody else’s for its own', () => {
    const name = backupPath(file, new Date('2026-01-02T03:04:05.678Z')).split('\\').at(-1)!;
    assert.equal(name, 'settings-store.json.20260102T030405678Z.bak');
    const id = 'c2f7a1f0-1b2c-4d3e-8f90-0123456789ab';
    const names = [
      'settings-store.json.20270102T030405678Z.bak',
      name,
      `settings-store.json.${id}.tmp`,
      `${name}.${id}.tmp`,
      'settings-store.json',
      'settings-store.json.tmp',
      'settings-store.json.bak',
      'settings-store.json.old.bak',
      `other.json.${id}.tmp`,
      `settingsXstore.json.${id}.tmp`,
    ];
    assert.deepEqual(backupsAmong(names, file), [name, names[0]]);
    assert.deepEqual(leftoversAmong(names, file), [names[2], names[3]]);
  });

  it('compares releases by their numbers', () => {
    for (const version of ['4.43', '4.43.0', '4.100.2', '5.0']) assert.ok(isAtLeast(version, '4.43'), version);
    for (const version of ['4.42.9', '4.5', '3.99', '', 'latest']) assert.ok(!isAtLeast(version, '4.43'), version);
  });

  it('says what stops, or that nobody looks', () => {
    const container = { id: '1', name: 'web\u001b[2J', image: 'x', distros: [], folders: [] };
    assert.match(said({ containers: [container] }), /that end \(1\): web/);
    assert.doesNotMatch(said({ containers: [container] }), /\u001b/);
    assert.match(said({ containers: null }), /which ones run is not known/);
    assert.match(said({}), /No container runs/);
    assert.match(said({ isRunning: false }), /nobody looks whether it works/);
    assert.match(said({ isRunning: false }, true), /Docker Desktop is started/);
    assert.match(said({ byFlag: ['Ubuntu'] }), /Ubuntu stays integrated/);
  });

  it('that was broken off says which settings are there', () => {
    const journal = {
      version: 1,
      startedAt: '',
      step: 'writing',
      distros: [{ name: 'Debian', on: true }],
      wasRunning: true,
      containers: [],
      file,
      backup: `${file}.x.bak`,
      before: 'a',
      after: 'b',
    } as const;
    const text = (settings: 'old' | 'new', dockerRuns: boolean): string =>
      describeInterrupted({ journal, settings, dockerRuns }).map(inEnglish).join(' ');
    assert.match(text('new', false), /Debian\..*the changed ones\..*does not run now\..*settings-store\.json\.x\.bak/);
    assert.equal(
      text('old', true),
      "A change of Docker Desktop's integration was interrupted: Debian. Its settings are those of before.",
    );
  });

  it('finds Docker Desktop among the processes in any language, and knows a list that says nothing', () => {
    const { parse } = listDesktopProcesses();
    const rows = (...names: string[]): ReturnType<typeof parse> =>
      parse(printed(names.map((name) => `"${name}","4","Console","1","8 K"\r\n`).join('')));
    assert.deepEqual(rows('System', 'COM.docker.backend.exe', 'x "Docker Desktop.exe'), ['COM.docker.backend.exe']);
    assert.deepEqual(rows('System', 'com.docker.service.exe'), []);
    assert.equal(parse(printed('INFORMATION: Es werden keine Aufgaben ausgeführt.\r\n')), null);
    assert.equal(parse(printed('', 1)), null);
  });
});
