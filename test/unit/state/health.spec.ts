import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DockerObservation } from '../../../src/docker/observation';
import type { SeenDocker } from '../../../src/docker/probe';
import { readSettings } from '../../../src/docker/settings';
import { healthProblems } from '../../../src/state/health';
import { distroKey } from '../../../src/state/integration';
import { problemKey } from '../../../src/state/problem';
import { makeSnapshot, type Remembered, type Snapshot } from '../../../src/state/snapshot';
import { inEnglish, message } from '../../../src/text/message';
import { knownValue } from '../../../src/text/observed';
import { distroKind } from '../../../src/wsl/distro';
import type { ListedDistro } from '../../../src/wsl/list';

const at = '2026-01-02T03:04:05.000Z';
const install = { form: 'all-users', folder: 'C:\\Docker', version: '4.94.0' } as const;
const rows: readonly ListedDistro[] = [
  { name: 'Ubuntu', state: 'running', wslVersion: 2, isDefault: true },
  { name: 'Debian', state: 'stopped', wslVersion: 2, isDefault: false },
  { name: 'Legacy', state: 'stopped', wslVersion: 1, isDefault: false },
  { name: 'docker-desktop', state: 'running', wslVersion: 2, isDefault: false },
];
const onForDefault = '{"EnableIntegrationWithDefaultWslDistro":true}';

interface Case {
  readonly settings?: string;
  readonly docker?: Partial<DockerObservation>;
  readonly remembered?: Partial<Remembered>;
  readonly distros?: readonly ListedDistro[];
}

function snapshotOf({ settings = onForDefault, docker, remembered, distros = rows }: Case): Snapshot {
  return makeSnapshot(
    {
      at,
      list: { ok: true, value: { distros, otherAccount: false, failure: null } },
      registry: null,
      docker: {
        pipes: ['dockerBackendApiServer', 'dockerDesktopLinuxEngine'],
        settings: { kind: 'read', file: 'C:\\s.json', settings: readSettings(settings, 'store') },
        policy: { kind: 'absent' },
        ...docker,
      },
    },
    null,
    { install, probes: new Map(), ...remembered },
  );
}

function probed(name: string, value: SeenDocker, set: 'on' | 'off' = 'on'): Partial<Remembered> {
  const probe = { value, detail: message('It was seen.'), evidence: '$ docker', at, set, dockerRan: true };
  return { probes: new Map([[distroKey({ id: null, name }), probe]]) };
}

const kindsOf = (given: Case): string[] => healthProblems(snapshotOf(given)).map(problemKey);

describe('what is wrong with Docker', () => {
  it('is nothing on a machine in order, nor where integration is off on purpose', () => {
    assert.deepEqual(kindsOf({}), []);
    assert.deepEqual(kindsOf({ settings: '{"EnableIntegrationWithDefaultWslDistro":false}' }), []);
    assert.deepEqual(kindsOf({ docker: { pipes: [] } }), []);
    assert.deepEqual(kindsOf({ remembered: probed('Ubuntu', 'works') }), []);
  });

  it('is integration that does not work where it is on and Docker Desktop runs', () => {
    assert.deepEqual(kindsOf({ remembered: probed('Ubuntu', 'broken') }), ['integrationBroken:Ubuntu']);
    assert.deepEqual(kindsOf({ remembered: probed('Ubuntu', 'absent') }), ['integrationBroken:Ubuntu']);
    assert.deepEqual(kindsOf({ remembered: probed('Ubuntu', 'broken'), docker: { pipes: [] } }), []);
    const stopped = rows.map((row) => ({ ...row, state: 'stopped' as const }));
    assert.deepEqual(kindsOf({ remembered: probed('Ubuntu', 'broken'), distros: stopped }), []);
  });

  it('is another engine only where integration is on', () => {
    assert.deepEqual(kindsOf({ remembered: probed('Ubuntu', 'own-engine') }), ['foreignEngine:Ubuntu']);
    const distros = rows.map((row) => ({ ...row, state: 'running' as const }));
    assert.deepEqual(kindsOf({ remembered: probed('Debian', 'own-engine', 'off'), distros }), []);
  });

  it('is a settings file that cannot be read, or on which Docker Desktop does not start', () => {
    assert.deepEqual(kindsOf({ settings: '{' }), ['dockerSettingsUnreadable:C:\\s.json']);
    assert.deepEqual(kindsOf({ settings: '{"AutoStart":"yes"}' }), ['dockerSettingsInvalid:C:\\s.json']);
    assert.deepEqual(kindsOf({ settings: '\uFEFF{}' }), ['dockerSettingsBom:C:\\s.json']);
    assert.deepEqual(
      kindsOf({ settings: '{', docker: { pipes: [] }, remembered: { install: null } }),
      [],
      'left by one that is gone',
    );
  });

  it('is an engine’s own distro as the default one', () => {
    const distros = rows.map((row) => ({ ...row, isDefault: distroKind(row.name) === 'docker' }));
    assert.deepEqual(kindsOf({ distros }), ['engineDistroIsDefault:docker-desktop']);
    assert.deepEqual(kindsOf({ distros: distros.filter(({ isDefault }) => isDefault) }), [], 'there is no other');
  });
});

describe('integration in a snapshot', () => {
  const of = (name: string, given: Case = {}) =>
    snapshotOf(given).distros.find((distro) => distro.name === name)!.integration;

  it('is as set, with what sets it, and seen only where somebody looked', () => {
    assert.deepEqual([knownValue(of('Ubuntu').set), of('Ubuntu').setBy], ['on', 'default-flag']);
    assert.equal(knownValue(of('Ubuntu').seen), null);
    assert.equal(knownValue(of('Debian').set), 'off');
    assert.equal(knownValue(of('Legacy').set), 'off');
    const seen = of('Ubuntu', { remembered: probed('Ubuntu', 'works') });
    assert.deepEqual(seen.seen, { value: 'works', source: 'probe', at });
  });

  it('is unknown, with the reason, where the settings do not tell', () => {
    const reasonOf = (given: Case): string => {
      const { set } = of('Ubuntu', given);
      return 'unknown' in set ? inEnglish(set.unknown) : '';
    };
    assert.match(reasonOf({ settings: '{}' }), /do not say/);
    assert.match(reasonOf({ settings: '{' }), /could not be read/);
    assert.match(reasonOf({ remembered: { install: null } }), /not installed/);
    assert.equal(reasonOf({}), '');
  });
});
