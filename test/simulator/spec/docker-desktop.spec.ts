import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBackend, findWindow } from '../docker/processes';
import {
  changeState,
  quitDockerDesktop,
  readCalls,
  readPipes,
  runningProcesses,
  prepareMachine,
  stopMachine,
} from '../prepare';
import { docker as dockerModel } from '../scenarios/docker-parts';
import type { State } from '../state/model';
import {
  backend,
  click,
  dockerOf,
  isUp,
  kinds,
  linux,
  pipesOf,
  processes,
  runningNames,
  usual,
  windows,
} from './docker';
import { ask } from './http';
import { TestMachine, ended, useMachine, withMachine } from './machine';

describe('simulator: Docker Desktop as prepared', () => {
  const machine = useMachine('healthy');

  it('runs with window, backend and pipes, and is none of the processes that somebody left behind', () => {
    assert.deepEqual(pipesOf(machine()), [backend, linux, usual]);
    assert.deepEqual([processes(machine()), runningProcesses(machine().folder)], [[true, true], []]);
    assert.deepEqual([dockerOf(machine()).engine, kinds(machine())], ['running', []]);
    assert.notEqual(dockerOf(machine()).sessionId, '');
  });

  it('has made no call that a test would count', () => assert.deepEqual(readCalls(machine().folder), []));

  it('has its program where machine.json says, below its folder on drive C', () => {
    const { programs } = JSON.parse(readFileSync(machine().prepared.machineFile, 'utf8')) as {
      programs: Record<string, string>;
    };
    const folder = join(machine().prepared.drives['C']!, 'Program Files/Docker/Docker');
    assert.equal(programs['dockerDesktop'], join(folder, 'Docker Desktop.exe'));
    assert.equal(programs['docker'], join(folder, 'resources/bin/docker.exe'));
  });

  it('is woken by a second start, which ends at once', async () => {
    assert.equal((await ended(click(machine()))).code, 0);
    assert.deepEqual([dockerOf(machine()).woken, processes(machine())], [1, [true, true]]);
  });

  it('refuses arguments aloud', async () => {
    assert.equal((await machine().run('dockerDesktop', ['-Autostart'])).code, 86);
  });
});

describe('simulator: Docker Desktop starting', () => {
  it('publishes the backend first, then an engine that answers 500, then one that answers', () =>
    withMachine(
      'docker-stopped',
      async (machine) => {
        assert.deepEqual([pipesOf(machine), processes(machine)], [[], [false, false]]);
        click(machine);
        await machine.until(() => pipesOf(machine).includes(backend));
        assert.equal(pipesOf(machine).includes(linux), false);
        assert.equal(dockerOf(machine).engine, 'starting');
        await machine.until(() => pipesOf(machine).includes(linux));
        const early = await ask(readPipes(machine.folder)[linux]!, '/_ping');
        assert.deepEqual([early.status, dockerOf(machine).sessionId], [500, '']);
        await machine.until(() => isUp(machine));
        assert.deepEqual(await ask(readPipes(machine.folder)[usual]!, '/_ping'), { status: 200, body: 'OK' });
        assert.deepEqual(runningNames(machine).sort(), ['Fedora', 'Ubuntu', 'docker-desktop']);
      },
      ({ docker }) => (docker!.delays = { backend: 400, engine: 400, stop: 20 }),
    ));

  for (const waitsFor of ['signIn', 'terms', 'update'] as const) {
    it(`waits for a person (${waitsFor}) without an engine, and goes on when the person has done it`, () =>
      withMachine(
        'docker-starting',
        async (machine) => {
          assert.deepEqual([pipesOf(machine), processes(machine)], [[backend], [true, true]]);
          assert.deepEqual([dockerOf(machine).engine, kinds(machine)], ['starting', [waitsFor]]);
          assert.equal(runningNames(machine).includes('docker-desktop'), false);
          changeState(machine.folder, ({ docker }) => (docker!.waitsFor = null));
          await machine.until(() => isUp(machine));
          assert.ok(pipesOf(machine).includes(linux));
        },
        ({ docker }) => (docker!.waitsFor = waitsFor),
      ));
  }

  it('registers its distro where there is none, which becomes the default of an empty machine', () =>
    withMachine(
      'empty',
      async (machine) => {
        click(machine);
        await machine.until(() => isUp(machine));
        assert.deepEqual(await machine.lines('-l', '-q'), ['docker-desktop']);
        assert.equal(machine.state.defaultDistribution, machine.state.distros[0]!.guid);
      },
      (state) => (state.docker = dockerModel({ up: false })),
    ));

  for (const [what, dialog, change] of [
    ['WSL is too old', 'wslTooOld', undefined],
    [
      'nothing can be virtualized',
      'virtualization',
      (state: State) => {
        state.versions.wsl = '2.6.1.0';
        state.virtualization = false;
      },
    ],
    ['WSL is only the stub', 'wslMissing', (state: State) => (state.generation = 'stub')],
  ] as const) {
    it(`stays without engine where ${what}`, () =>
      withMachine(
        'old-windows',
        async (machine) => {
          click(machine);
          await machine.until(() => kinds(machine).length > 0);
          assert.deepEqual([kinds(machine), dockerOf(machine).engine, pipesOf(machine)], [[dialog], 'off', [backend]]);
        },
        change,
      ));
  }
});

describe('simulator: Docker Desktop ending', () => {
  it('stops its own distro and no other', () =>
    withMachine('healthy', async (machine) => {
      await quitDockerDesktop(machine.folder);
      assert.deepEqual(runningNames(machine).sort(), ['Fedora', 'Ubuntu']);
      assert.equal(dockerOf(machine).engine, 'off');
    }));

  it('left its own distro running before 4.29', () =>
    withMachine(
      'healthy',
      async (machine) => {
        await quitDockerDesktop(machine.folder);
        assert.ok(runningNames(machine).includes('docker-desktop'));
      },
      ({ docker }) => (docker!.install.version = '4.28.0'),
    ));

  for (const args of [['--shutdown'], ['--terminate', 'docker-desktop']]) {
    it(`loses its engine to wsl ${args[0]!}, says so, and does not start again`, () =>
      withMachine('healthy', async (machine) => {
        await machine.wsl(...args);
        await machine.until(() => kinds(machine).length > 0);
        assert.deepEqual([kinds(machine), pipesOf(machine)], [['terminatedAbruptly'], [backend]]);
        assert.deepEqual([processes(machine), dockerOf(machine).engine], [[true, true], 'off']);
        assert.deepEqual(
          dockerOf(machine).linux.containers.map(({ state, exitCode }) => [state, exitCode]),
          [
            ['exited', 255],
            ['exited', 255],
            ['exited', 0],
          ],
        );
        assert.equal((await machine.docker('desktop', 'start')).code, 0);
        assert.deepEqual(
          [dockerOf(machine).engine, runningNames(machine).includes('docker-desktop')],
          ['running', true],
        );
        // Only what restarts by policy is back.
        assert.deepEqual(
          dockerOf(machine).linux.containers.map(({ name, state }) => [name, state]),
          [
            ['shop-web-1', 'exited'],
            ['shop-db-1', 'running'],
            ['old-job', 'exited'],
          ],
        );
      }));
  }

  it('says that an integration ended when its distro was stopped, or starts it again', async () => {
    await withMachine('healthy', async (machine) => {
      await machine.wsl('-t', 'Ubuntu');
      await machine.until(() => kinds(machine).length > 0);
      assert.deepEqual([kinds(machine), isUp(machine)], [['integrationStopped'], true]);
      assert.equal(runningNames(machine).includes('Ubuntu'), false);
    });
    await withMachine(
      'healthy',
      async (machine) => {
        await machine.wsl('-t', 'Ubuntu');
        await machine.until(() => runningNames(machine).includes('Ubuntu'));
        assert.deepEqual(kinds(machine), []);
      },
      ({ docker }) => (docker!.traps.distroStopped = 'reconnect'),
    );
  });

  it('loses everything but its window when the backend is killed', () =>
    withMachine('healthy', async (machine) => {
      process.kill(findBackend(machine.folder)!.pid, 'SIGKILL');
      await machine.until(() => kinds(machine).length > 0);
      assert.deepEqual([kinds(machine), pipesOf(machine)], [['backendEnded'], []]);
      assert.deepEqual(processes(machine), [true, false]);
    }));

  it('leaves no process behind when its folder is removed under it', async () => {
    const machine = await TestMachine.make('healthy');
    const { pid } = findBackend(machine.folder)!;
    const window = findWindow(machine.folder)!.pid;
    rmSync(machine.folder, { recursive: true });
    const alive = (each: number): boolean => {
      try {
        return !/\) Z /.test(readFileSync(`/proc/${each}/stat`, 'utf8'));
      } catch {
        return false;
      }
    };
    await machine.until(() => !alive(pid) && !alive(window));
    rmSync(join(machine.folder, '..'), { recursive: true });
  });
});

describe('simulator: the other engines of Docker Desktop', () => {
  it('has Windows containers behind the usual pipe, and the Linux pipe may be published without an answer', async () => {
    await withMachine('windows-containers', async (machine) => {
      assert.deepEqual(pipesOf(machine), [backend, windows, usual]);
      const { body } = await ask(readPipes(machine.folder)[usual]!, '/version');
      assert.equal((JSON.parse(body) as { Os: string }).Os, 'windows');
      assert.equal(runningNames(machine).includes('docker-desktop'), false);
    });
    await withMachine(
      'windows-containers',
      async (machine) => {
        assert.ok(pipesOf(machine).includes(linux));
        await assert.rejects(ask(readPipes(machine.folder)[linux]!, '/_ping'));
      },
      ({ docker }) => (docker!.traps.inactivePipe = true),
    );
  });

  it('runs on Hyper-V without a distro of its own', () =>
    withMachine('hyperv', async (machine) => {
      assert.deepEqual(pipesOf(machine), [backend, linux, usual]);
      await machine.wsl('--shutdown');
      assert.deepEqual(
        [isUp(machine), machine.state.distros.some(({ name }) => name === 'docker-desktop')],
        [true, false],
      );
    }));
});

describe('simulator: a machine in a folder with a long path', () => {
  it('has its sockets elsewhere, and takes them along when it is stopped', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'slipway-'));
    const folder = join(parent, 'long-'.repeat(20));
    try {
      await prepareMachine(folder, 'healthy', { shared: null });
      const socket = readPipes(folder)[linux]!;
      assert.deepEqual([socket.startsWith(folder), Buffer.byteLength(socket) < 100], [false, true]);
      assert.equal((await ask(socket, '/_ping')).status, 200);
      assert.equal(await stopMachine(folder), 2);
      assert.deepEqual([readPipes(folder), existsSync(dirname(socket))], [{}, false]);
    } finally {
      await stopMachine(folder);
      rmSync(parent, { recursive: true });
    }
  });
});

describe('simulator: two machines at once', () => {
  it('do not disturb each other', async () => {
    const [first, second] = await Promise.all([TestMachine.make('healthy'), TestMachine.make('healthy')]);
    try {
      await quitDockerDesktop(first.folder);
      assert.deepEqual([pipesOf(first), pipesOf(second)], [[], [backend, linux, usual]]);
      assert.equal((await ask(readPipes(second.folder)[linux]!, '/_ping')).status, 200);
    } finally {
      await Promise.all([first.remove(), second.remove()]);
    }
  });
});
