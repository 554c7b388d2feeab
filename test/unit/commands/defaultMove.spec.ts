import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultMoveQuestion } from '../../../src/commands/defaultMove';
import type { DockerInstall } from '../../../src/docker/install';
import { readSettings } from '../../../src/docker/settings';
import { makeSnapshot } from '../../../src/state/snapshot';
import { asked } from './questions';

const at = '2026-01-02T03:04:05.000Z';
const install: DockerInstall = { form: 'all-users', folder: 'C:\\Docker', version: '4.94.0' };

interface Given {
  readonly settings?: string | null;
  readonly install?: DockerInstall | null;
  readonly defaultName?: string;
  readonly next?: 'Debian' | 'Legacy';
}

/** The question before `next` becomes the default in place of Ubuntu; null where none is asked. */
function question(given: Given, canPin = false) {
  const { settings = '{}', defaultName = 'Ubuntu', next = 'Debian' } = given;
  const row = (name: string, wslVersion: 1 | 2) =>
    ({ name, state: 'running', wslVersion, isDefault: name === defaultName }) as const;
  const distros = [row(defaultName, 2), row('Debian', 2), row('Legacy', 1)];
  const snapshot = makeSnapshot(
    {
      at,
      list: { ok: true, value: { distros, otherAccount: false, failure: null } },
      registry: null,
      docker: {
        pipes: [],
        policy: { kind: 'absent' },
        settings:
          settings === null
            ? { kind: 'absent' }
            : { kind: 'read', file: 'C:\\s.json', settings: readSettings(settings, 'store') },
      },
    },
    null,
    { install: given.install === undefined ? install : given.install, probes: new Map() },
  );
  const made = defaultMoveQuestion(
    snapshot,
    snapshot.distros.find(({ name }) => name === next)!,
    canPin,
  );
  return made && asked(made);
}

const onForDefault = '{"EnableIntegrationWithDefaultWslDistro":true}';

describe('asking before the default distro changes', () => {
  it('names both distros where the integration follows', () => {
    const made = question({ settings: onForDefault });
    assert.ok(made);
    assert.equal(made.message, 'Make Debian the default distro instead of Ubuntu?');
    assert.match(made.detail, /docker stops working in Ubuntu/);
    assert.match(made.detail, /in both Ubuntu and Debian/);
    assert.deepEqual(made.buttons, ['Set Default', 'Open WSL Integration Settings']);
  });

  it('offers to give both an entry of their own, where that can be written and both can have one', () => {
    assert.ok(question({ settings: onForDefault }, true)?.buttons.includes('Keep docker in Both…'));
    assert.ok(!question({ settings: onForDefault, next: 'Legacy' }, true)?.buttons.includes('Keep docker in Both…'));
  });

  it('says that a WSL 1 distro cannot take it over', () => {
    assert.match(question({ settings: onForDefault, next: 'Legacy' })?.detail ?? '', /Legacy is WSL 1/);
    assert.doesNotMatch(question({ settings: onForDefault })?.detail ?? '', /WSL 1/);
  });

  it('says that nobody knows, where the settings do not tell', () => {
    assert.match(question({ settings: '{}' })?.detail ?? '', /do not say whether/);
    assert.match(question({ settings: '{' })?.detail ?? '', /do not say whether/);
  });

  it('is not needed where nothing moves', () => {
    const off = '{"EnableIntegrationWithDefaultWslDistro":false}';
    const pinned = '{"EnableIntegrationWithDefaultWslDistro":true,"IntegratedWslDistros":["Ubuntu"]}';
    const hyperv = '{"WslEngineEnabled":false,"EnableIntegrationWithDefaultWslDistro":true}';
    for (const settings of [off, pinned, hyperv]) assert.equal(question({ settings }), null, settings);
  });

  it('is not needed without Docker Desktop, before its first start, nor away from its own distro', () => {
    assert.equal(question({ install: null }), null);
    assert.equal(question({ settings: null }), null);
    assert.equal(question({ settings: onForDefault, defaultName: 'docker-desktop' }), null);
  });
});
