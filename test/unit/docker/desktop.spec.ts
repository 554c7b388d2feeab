import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { describeDockerDesktop, type DockerDesktop } from '../../../src/docker/desktop';
import type { DockerObservation } from '../../../src/docker/observation';
import { dockerPipes } from '../../../src/docker/pipes';
import { readSettings } from '../../../src/docker/settings';
import { knownValue } from '../../../src/text/observed';
import { distroKind, type Distro } from '../../../src/wsl/distro';
import type { DistroState } from '../../../src/wsl/list';

const at = '2026-01-02T03:04:05.000Z';

function distro(name: string, state: DistroState): Distro {
  return {
    id: null,
    name,
    state,
    wslVersion: 2,
    isDefault: false,
    kind: distroKind(name),
    disk: null,
    defaultUid: null,
  };
}

function describeIt(
  changes: Partial<DockerObservation>,
  distros: readonly Distro[] | null = [],
  settings = '{}',
): DockerDesktop {
  const observation: DockerObservation = {
    pipes: [],
    settings: { kind: 'read', file: 'C:\\s.json', settings: readSettings(settings, 'store') },
    policy: { kind: 'absent' },
    ...changes,
  };
  return describeDockerDesktop(observation, undefined, distros, at);
}

describe('Docker Desktop as it shows', () => {
  it('runs exactly while the pipe of its process is there', () => {
    const own = [distro('docker-desktop', 'running')];
    assert.equal(knownValue(describeIt({ pipes: ['dockerBackendApiServer'] }).running), true);
    // Old releases left their distro running when they were quit (docker/for-win#13443).
    assert.equal(knownValue(describeIt({ pipes: [] }, own).running), false);
    // Rancher Desktop, Podman and a Windows engine publish this one too.
    assert.equal(knownValue(describeIt({ pipes: ['docker_engine'] }).running), false);
  });

  it('is told by its own distro where pipes cannot be seen', () => {
    const seen = (state: DistroState, settings: string) =>
      knownValue(describeIt({ pipes: null }, [distro('docker-desktop', state)], settings).running);
    const wsl2 = '{"WslEngineEnabled":true}';
    assert.deepEqual([seen('running', wsl2), seen('stopped', wsl2), seen('unknown', wsl2)], [true, false, null]);
    assert.equal(seen('running', '{}'), true);
    for (const distros of [[], null])
      assert.equal(knownValue(describeIt({ pipes: null }, distros, wsl2).running), null);
  });

  it('may run while its own distro is stopped, unless that is known to hold its engine', () => {
    const settings = [
      '{}',
      '{"WslEngineEnabled":false}',
      '{"WslEngineEnabled":true,"UseWindowsContainers":true}',
      '{"WslEngineEnabled":"true"}',
    ];
    for (const text of settings) {
      const { running } = describeIt({ pipes: null }, [distro('docker-desktop', 'stopped')], text);
      assert.equal('unknown' in running && running.unknown.template.includes('may run without'), true, text);
    }
  });

  it('is in the mode that its settings say, though pipes of both engines are published', () => {
    const pipes = ['dockerBackendApiServer', 'dockerDesktopLinuxEngine', 'dockerDesktopWindowsEngine'];
    assert.equal(knownValue(describeIt({ pipes }, [], '{"UseWindowsContainers":true}').mode), 'windows');
    assert.equal(knownValue(describeIt({ pipes }).mode), 'linux');
    assert.equal(knownValue(describeIt({ pipes, settings: { kind: 'absent' } }).mode), null);
    assert.equal(knownValue(describeIt({ pipes: pipes.slice(0, 2), settings: { kind: 'absent' } }).mode), 'linux');
  });

  it('has the WSL 2 engine where its own distro runs, and is not said to have another where nothing tells', () => {
    assert.equal(knownValue(describeIt({}, [distro('docker-desktop', 'running')]).backend), 'wsl2');
    assert.equal(knownValue(describeIt({}, [distro('docker-desktop', 'stopped')]).backend), null);
    assert.equal(knownValue(describeIt({}, [], '{"wslEngineEnabled":false}').backend), 'hyperv');
  });

  it('has its engine by policy only where that is what the policy locks', () => {
    const locking = (locked: Readonly<Record<string, unknown>>): DockerObservation['policy'] => ({
      kind: 'read',
      file: 'C:\\p.json',
      policy: { locked, bom: false },
    });
    const sourceOf = (locked: Readonly<Record<string, unknown>>): string | null => {
      const { backend } = describeIt({ policy: locking(locked) }, [], '{"WslEngineEnabled":true}');
      return 'value' in backend ? `${backend.value} ${backend.source}` : null;
    };
    assert.equal(sourceOf({ wslEngineEnabled: false }), 'hyperv policy');
    assert.equal(sourceOf({ integratedWslDistros: [] }), 'wsl2 settings');
    assert.equal(sourceOf({ wslEngineEnabled: 'yes' }), 'wsl2 settings');
    assert.equal(sourceOf({}), 'wsl2 settings');
  });

  it('has odd names in its list only as far as the names of distros are known', () => {
    const issues = (distros: readonly Distro[] | null) =>
      describeIt({}, distros, '{"IntegratedWslDistros":["Ubuntu","Gone"]}').listIssues;
    assert.deepEqual(issues([distro('Ubuntu', 'unknown')]), [{ kind: 'unregistered', name: 'Gone' }]);
    assert.deepEqual(issues(null), []);
  });

  it('does not say that its own distro is stopped where nobody knows', () => {
    const reason = (distros: readonly Distro[] | null): string => {
      const { backend } = describeIt({}, distros);
      return 'unknown' in backend ? backend.unknown.template : '';
    };
    assert.match(reason([distro('docker-desktop', 'stopped')]), /does not run/);
    assert.match(reason([]), /does not run/);
    assert.match(reason([distro('docker-desktop', 'unknown')]), /is not known/);
    assert.match(reason(null), /is not known/);
  });

  it('is not said to be missing while it runs, nor where nobody could tell', () => {
    const given = { settings: { kind: 'absent' as const }, policy: { kind: 'absent' as const } };
    const installOf = (install: null | undefined, pipes: string[]) =>
      describeDockerDesktop({ ...given, pipes }, install, [], at).install;
    assert.ok('value' in installOf(null, []));
    assert.ok('unknown' in installOf(null, ['dockerBackendApiServer']));
    assert.ok('unknown' in installOf(undefined, []));
  });

  it('is looked for among all pipes without regard to case', () => {
    assert.deepEqual(dockerPipes(['DOCKERBACKENDAPISERVER', 'winreg', 'docker_engine_old']), [
      'dockerBackendApiServer',
    ]);
  });
});
