import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { probeDocker } from '../../../src/docker/probe';
import type { Output } from '../../../src/machine/command';
import { inEnglish } from '../../../src/text/message';
import type { Distro } from '../../../src/wsl/distro';
import { FakeMachine, hangs, type Answer } from '../state/fakeMachine';
import { minusOne, printed } from '../wsl/recordings';

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
const complained = (text: string, exitCode: number): Output => ({
  exitCode,
  stdout: new Uint8Array(),
  stderr: Buffer.from(text),
});
const desktop = printed('Docker Desktop 4.94.0 (12345)\n');
const noText = {
  exitCode: 0,
  stdout: Buffer.from([0x73, 0x6e, 0xef, 0xbf, 0x4f, 0x1b, 0xb0]),
  stderr: new Uint8Array(),
};

interface InDistro {
  readonly link: Answer;
  readonly server: Answer;
  /** Whether the link leads to a file. */
  readonly there?: boolean;
}

function machineWith({ link, server, there = true }: InDistro): FakeMachine {
  const machine = new FakeMachine({});
  machine.answer = ({ args }) =>
    args.includes('readlink') ? link : args.includes('test') ? printed('', there ? 0 : 1) : server;
  return machine;
}

async function valueOf(machine: FakeMachine): Promise<string | null> {
  const end = await probeDocker(machine, ubuntu);
  return end && ('problem' in end ? end.problem.kind : end.value);
}

describe('a probe for docker in a distro', () => {
  const own = printed('/usr/bin/docker\n');
  const cases: readonly (readonly [string, InDistro, string])[] = [
    ['Docker Desktop’s own command line and engine', { link: tool, server: desktop }, 'works'],
    ['a command line of the distro’s before Docker Desktop’s engine', { link: own, server: desktop }, 'works'],
    ['docker-ce', { link: own, server: printed('Docker Engine - Community\n') }, 'own-engine'],
    ['the engine of a Linux distribution, which names no platform', { link: own, server: printed('\n') }, 'own-engine'],
    [
      'an engine whose command line is elsewhere',
      { link: own, there: false, server: printed('Docker Engine - Community\n') },
      'own-engine',
    ],
    ['nothing', { link: own, there: false, server: complained("env: 'docker': No such file\n", 127) }, 'absent'],
    ['nothing, where readlink says nothing', { link: printed('', 1), there: false, server: printed('', 1) }, 'absent'],
    [
      'a command line that is elsewhere, without an engine',
      {
        link: own,
        there: false,
        server: complained('Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?\n', 1),
      },
      'broken',
    ],
    [
      'a newer one',
      {
        link: own,
        there: false,
        server: complained('failed to connect to the docker API at unix:///var/run/docker.sock; check the path\n', 1),
      },
      'broken',
    ],
    [
      'the script of Windows that stands for docker',
      {
        link: own,
        there: false,
        server: complained("The command 'docker' could not be found in this WSL 2 distro.\n", 1),
      },
      'absent',
    ],
    ['a link that leads nowhere', { link: tool, there: false, server: printed('', 127) }, 'broken'],
    ['a command line without an engine', { link: tool, server: complained('Cannot connect\n', 1) }, 'broken'],
    ['an engine that hangs, ended by the distro', { link: tool, server: printed('', 9) }, 'broken'],
    ['an answer that is no text', { link: tool, server: noText }, 'unreadableOutput'],
    ['a distro whose disk hangs', { link: printed('', 9), server: desktop }, 'timeoutInside'],
    ['a distro that hangs', { link: tool, server: hangs }, 'timeout'],
    ['a WSL that fails', { link: printed('Wsl/Service/E_UNEXPECTED\r\n', minusOne), server: desktop }, 'wslError'],
    [
      'a distro without the programs that are asked',
      {
        link: complained('<3>WSL (9 - Relay) ERROR: CreateProcessCommon:798: execvpe(timeout) failed\n', 1),
        server: desktop,
      },
      'programMissingInside',
    ],
    [
      'a distro without readlink',
      { link: complained("timeout: failed to run command 'readlink'\n", 127), server: desktop },
      'programMissingInside',
    ],
  ];
  for (const [title, distro, value] of cases) {
    it(`finds ${title}: ${value}`, async () => assert.equal(await valueOf(machineWith(distro)), value));
  }

  it('knows Docker Desktop’s own command line also where WSL has the drives elsewhere', async () => {
    for (const folder of ['/mnt/wsl', '/wsl', '/win/drives/wsl']) {
      const link = printed(`${folder}/docker-desktop/cli-tools/usr/bin/docker\n`);
      const end = await probeDocker(machineWith({ link, server: desktop }), ubuntu);
      assert.ok(end && 'detail' in end && !/distro's own/.test(inEnglish(end.detail)), folder);
    }
  });

  it('tells who may not use the socket', async () => {
    const server = complained('permission denied while trying to connect to the docker API\n', 1);
    const end = await probeDocker(machineWith({ link: tool, server }), ubuntu);
    assert.ok(end && 'detail' in end && /may not use/.test(inEnglish(end.detail)));
    assert.match(end.evidence, /^\$ readlink -f \/usr\/bin\/docker\n.*\n\$ test -e [^]*\npermission denied[^]*exit 1$/);
  });

  it('takes no more than a line of what a program prints', async () => {
    const server = printed(`${'x'.repeat(5000)}\nmore\n`);
    const end = await probeDocker(machineWith({ link: own, server }), ubuntu);
    assert.ok(end && 'detail' in end && inEnglish(end.detail).length < 300 && !end.evidence.includes('more'));
  });

  it('asks the distro’s own socket by the distro’s id, whatever DOCKER_HOST says', async () => {
    const machine = machineWith({ link: tool, server: desktop });
    await probeDocker(machine, ubuntu);
    const [first, , second, ...more] = machine.calls;
    assert.equal(first, `wsl ${ubuntu.id} --cd ~ -e timeout -s KILL 15 readlink -f /usr/bin/docker`);
    assert.match(second!, /-u DOCKER_HOST -u DOCKER_CONTEXT docker --host unix:\/\/\/var\/run\/docker\.sock version/);
    assert.deepEqual(more, []);
  });

  it('is none when it was cancelled', async () => {
    assert.equal(await probeDocker(machineWith({ link: 'cancelled', server: desktop }), ubuntu), null);
    assert.equal(await probeDocker(machineWith({ link: tool, server: 'cancelled' }), ubuntu), null);
  });
});
