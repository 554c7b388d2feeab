import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DockerDesktop } from '../../../src/docker/desktop';
import { readSettings } from '../../../src/docker/settings';
import type { SettingsReading } from '../../../src/docker/settingsFile';
import type { IntegratedDistro } from '../../../src/state/snapshot';
import { inEnglish } from '../../../src/text/message';
import { dockerRows, shortVersion } from '../../../src/views/dockerRows';
import type { Row } from '../../../src/views/row';
import { distro, docker, integration, seen, unsure } from './snapshots';

function rows(change: Partial<DockerDesktop>, distros: readonly IntegratedDistro[] = []): readonly Row[] {
  return dockerRows({ docker: docker(change), distros }, inEnglish);
}

function line(id: string, ...given: Parameters<typeof rows>): string | null {
  const row = rows(...given).find((each) => each.id === id);
  return row ? `${row.label}: ${row.description}` : null;
}

function settings(text: string): SettingsReading {
  const file = 'C:\\Users\\dev\\AppData\\Roaming\\Docker\\settings-store.json';
  return { kind: 'read', file, settings: readSettings(text, 'store') };
}

describe('rows of Docker Desktop', () => {
  it('say that it runs, in which version, with which engine and containers', () => {
    assert.equal(line('engine', {}), 'Running: 4.94 · WSL 2 engine · Linux containers');
    assert.equal(
      line('engine', { backend: seen('hyperv'), install: unsure }),
      'Running: Hyper-V engine · Linux containers',
    );
  });

  it('say that its engine is not there where it has published nothing, and not why: nobody knows', () => {
    assert.equal(line('engine', { published: [] }), 'Engine not there: 4.94');
    assert.equal(line('engine', { published: ['windows'] }), 'Engine not there: 4.94');
    assert.equal(line('engine', { published: [], mode: unsure }), 'Engine not there: 4.94');
    const [engine] = rows({ published: [] });
    assert.equal(engine!.contextValue, 'engine.absent');
    assert.match(engine!.notes[0]!, /on its way, was stopped or has failed/);
  });

  it('never say that it is ready: nobody has asked', () => {
    const texts = rows({}).map(({ label, description, notes }) => [label, description, ...notes].join(' '));
    assert.doesNotMatch(texts.join(' '), /ready/i);
    assert.match(texts.join(' '), /Nobody has asked whether it answers/);
  });

  it('tell unknown from known', () => {
    assert.equal(
      line('engine', { backend: unsure, mode: unsure, published: ['linux', 'windows'] }),
      'Running: 4.94 · engine of unknown kind · Linux or Windows containers: unknown',
    );
    assert.equal(line('engine', { running: unsure }), 'State unknown: 4.94 · Its settings do not say.');
    assert.equal(line('engine', { running: seen(true, 'list'), published: [] })?.split(':')[0], 'Running');
  });

  it('say how it was installed, and where in the tooltip', () => {
    assert.equal(line('install', {}), 'Installed: for all users');
    const install = seen({ form: 'per-user', folder: 'C:\\x', version: null } as const, 'files');
    const [row] = rows({ install }).filter(({ id }) => id === 'install');
    assert.equal(row!.description, 'for this user alone');
    assert.deepEqual(row!.facts, [
      ['Folder', 'C:\\x'],
      ['Version', 'unknown'],
    ]);
    assert.equal(line('install', { install: unsure }), null);
  });

  it('name the settings file, and what is wrong with it', () => {
    assert.equal(line('settings', {}), 'Settings: no file was found');
    assert.equal(line('settings', { settings: settings('{}') }), 'Settings: settings-store.json');
    const faults = {
      '\uFEFF{}': 'begins with a byte order mark',
      '{"AutoStart":': 'cannot be read',
      '{"AutoStart": "true"}': 'holds values of wrong types',
      '{"AutoStart": true, "autoStart": true}': 'holds something twice',
    };
    for (const [text, fault] of Object.entries(faults)) {
      assert.equal(line('settings', { settings: settings(text) }), `Settings: settings-store.json · ${fault}`);
    }
    const failed: SettingsReading = { kind: 'failed', file: 'C:\\x\\settings.json', reason: 'locked' };
    assert.equal(line('settings', { settings: failed }), 'Settings: settings.json · cannot be read');
  });

  it('say who decides, and which settings', () => {
    assert.equal(line('policy', {}), null);
    const locked = { integratedWslDistros: ['Ubuntu'], '\u202ekcol': true };
    const policy = { kind: 'read', file: 'C:\\p.json', policy: { locked, bom: false } } as const;
    assert.equal(line('policy', { policy }), 'Decided by your administrator: locked settings: 2');
    const [row] = rows({ policy }).filter(({ id }) => id === 'policy');
    // A key cannot turn the direction in which it is read.
    assert.deepEqual(
      row!.children.map(({ label }) => label),
      ['integratedWslDistros', '\\u{202e}kcol'],
    );
    assert.equal(line('policy', { policy: { ...policy, policy: { locked: {}, bom: false } } }), null);
    assert.equal(
      line('policy', { policy: { kind: 'failed', file: 'C:\\p.json', reason: '' } }),
      'Decided by your administrator: cannot be read',
    );
  });

  it('count the distros that are integrated among those that can be', () => {
    const on = integration({ set: seen('on'), setBy: 'list' });
    const distros = [
      distro({ integration: on }),
      distro({ name: 'Debian' }),
      distro({ name: 'Arch', integration: integration({ set: unsure }) }),
      distro({ name: 'Old', wslVersion: 1 }),
      distro({ name: 'docker-desktop', kind: 'docker' }),
    ];
    assert.equal(line('integration', {}, distros), 'WSL Integration: 1 of 3 distros · unknown: 1');
    assert.equal(line('integration', {}, distros.slice(3)), 'WSL Integration: no WSL 2 distro');
    assert.equal(
      line('integration', { backend: seen('hyperv') }, distros),
      'WSL Integration: not used by the Hyper-V engine',
    );
  });

  it('tell odd names in the list, which are no problem', () => {
    const kinds = ['unregistered', 'version1', 'internal', 'case-mismatch'] as const;
    const listIssues = [...kinds.map((kind) => ({ kind, name: kind })), { kind: 'empty-name' } as const];
    const [row] = rows({ listIssues }).filter(({ id }) => id === 'integration');
    assert.deepEqual(
      row!.children.map(({ label }) => label),
      [...kinds, '(empty name)'],
    );
    assert.equal(new Set(row!.children.map(({ description }) => description)).size, 5);
  });

  it('show the engines of other products by their distros', () => {
    const podman = distro({ name: 'podman-machine-default', kind: 'podman', state: 'stopped' });
    const rancher = distro({ name: 'rancher-desktop', kind: 'rancher' });
    assert.equal(line('other.podman', {}, [podman]), 'Podman: its distro is not running');
    assert.equal(line('other.rancher', {}, [podman, rancher]), 'Rancher Desktop: its distro is running');
    assert.equal(line('other.rancher', {}, [podman]), null);
  });

  it('call a version as the release notes do', () => {
    assert.equal(shortVersion('4.94.0'), '4.94');
    assert.equal(shortVersion('4.94.1'), '4.94.1');
  });
});
