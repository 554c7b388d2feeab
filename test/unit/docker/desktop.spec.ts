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
  distros: readonly Distro[] = [],
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
    const seen = (state: DistroState) =>
      knownValue(describeIt({ pipes: null }, [distro('docker-desktop', state)]).running);
    assert.deepEqual([seen('running'), seen('stopped'), seen('unknown')], [true, false, null]);
    assert.equal(knownValue(describeIt({ pipes: null }).running), null);
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

  it('is looked for among all pipes without regard to case', () => {
    assert.deepEqual(dockerPipes(['DOCKERBACKENDAPISERVER', 'winreg', 'docker_engine_old']), [
      'dockerBackendApiServer',
    ]);
  });
});
