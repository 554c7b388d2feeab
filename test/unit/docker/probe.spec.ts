import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { probeDocker, type SeenDocker } from '../../../src/docker/probe';
import type { Distro } from '../../../src/wsl/distro';
import { FakeMachine, hangs, type Answer } from '../state/fakeMachine';
import { printed } from '../wsl/recordings';

const ubuntu: Distro = {
  id: '{0a0b0c0d-1111-4222-8333-444455556666}',
  name: 'My Ubuntu',
  state: 'running',
  wslVersion: 2,
  isDefault: true,
  kind: 'user',
  disk: null,
  defaultUid: 1000,
};
const tool = printed('/mnt/wsl/docker-desktop/cli-tools/usr/bin/docker\n');
const noFile = printed('', 1);
const desktop = printed('Docker Desktop 4.94.0 (12345)\n');

function machineWith(link: Answer, server: Answer): FakeMachine {
  const machine = new FakeMachine({});
  machine.answer = ({ args }) => (args.includes('readlink') ? link : server);
  return machine;
}

describe('a probe for docker in a distro', () => {
  const cases: readonly (readonly [string, Answer, Answer, SeenDocker])[] = [
    ['Docker Desktop’s own command line and engine', tool, desktop, 'works'],
    ['a command line of the distro’s before Docker Desktop’s engine', printed('/usr/bin/docker\n'), desktop, 'works'],
    ['docker-ce', printed('/usr/bin/docker\n'), printed('Docker Engine - Community\n'), 'own-engine'],
    [
      'the engine of a Linux distribution, which names no platform',
      printed('/usr/bin/docker\n'),
      printed('\n'),
      'own-engine',
    ],
    ['an engine whose command line is elsewhere', noFile, printed('Docker Engine - Community\n'), 'own-engine'],
    ['nothing', noFile, printed('<3>WSL (1) ERROR: CreateProcessCommon:798: execvpe(docker) failed\n', 1), 'absent'],
    ['Windows’ stand-in alone', noFile, printed('The command could not be found in this WSL 2 distro.\n', 1), 'absent'],
    ['a command line without an engine', tool, printed('Cannot connect to the Docker daemon\n', 1), 'broken'],
    ['an engine that hangs, ended by the distro', tool, printed('', 124), 'broken'],
    ['a distro that hangs', tool, hangs, 'broken'],
  ];
  for (const [title, link, server, value] of cases) {
    it(`finds ${title}: ${value}`, async () => {
      const result = await probeDocker(machineWith(link, server), ubuntu);
      assert.equal(result?.value, value);
      assert.match(result.evidence, /^\$ readlink -e \/usr\/bin\/docker/);
    });
  }

  it('asks the distro’s own socket by the distro’s id, whatever DOCKER_HOST says', async () => {
    const machine = machineWith(tool, desktop);
    await probeDocker(machine, ubuntu);
    const [first, second, ...more] = machine.calls;
    assert.equal(first, `wsl ${ubuntu.id} --cd ~ -e readlink -e /usr/bin/docker`);
    assert.match(second!, /-u DOCKER_HOST -u DOCKER_CONTEXT docker --host unix:\/\/\/var\/run\/docker\.sock version/);
    assert.deepEqual(more, []);
  });

  it('is none when it was cancelled', async () => {
    assert.equal(await probeDocker(machineWith('cancelled', desktop), ubuntu), null);
    assert.equal(await probeDocker(machineWith(tool, 'cancelled'), ubuntu), null);
  });
});
