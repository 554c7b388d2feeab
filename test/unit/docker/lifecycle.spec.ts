import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { endDesktop } from '../../../src/docker/change/ending';
import { stopDesktop, stopDesktopCommand, waitForEngine, type StartStep } from '../../../src/docker/lifecycle';
import { socketPipes } from '../../../src/machine/pipes';
import { until, useFolder } from '../machine/temporary';
import { FakeMachine, type Answer } from '../state/fakeMachine';
import { printed } from '../wsl/recordings';

const folder = useFolder();
const servers: { close(): unknown }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A machine with pipes that a test publishes one by one. */
class DockerMachine extends FakeMachine {
  readonly published: Record<string, string> = {};
  override pipes = socketPipes(() => this.published);

  async publishEngine(status: () => number): Promise<void> {
    const socket = join(folder(), 'engine.sock');
    const server = createServer((_, response) => response.writeHead(status()).end());
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    this.published['dockerDesktopLinuxEngine'] = socket;
  }

  publishBackend(): void {
    this.published['dockerBackendApiServer'] = join(folder(), 'backend.sock');
  }
}

const never = new AbortController().signal;
const patience = { limit: 10_000, pause: 5 };

describe('waiting for the engine', () => {
  it('follows process, pipe and answer, and takes none of them for another', async () => {
    const machine = new DockerMachine({});
    const steps: StartStep[] = [];
    let status = 500;
    const waiting = waitForEngine(machine, {
      signal: never,
      windowsContainers: false,
      onLook: (step) => steps.push(step),
      patience,
    });
    await until(() => steps.includes('starting'));
    machine.publishBackend();
    await until(() => steps.includes('process'));
    await machine.publishEngine(() => status);
    await until(() => steps.filter((step) => step === 'engine').length > 2);
    status = 200;
    assert.equal(await waiting, 'answers');
    assert.deepEqual([...new Set(steps)], ['starting', 'process', 'engine']);
  });

  for (const days of [1, -1]) {
    it(`waits as long as it says where the clock is set by ${days} day`, async () => {
      const machine = new DockerMachine({});
      let looks = 0;
      const started = performance.now();
      const end = await waitForEngine(machine, {
        signal: never,
        windowsContainers: false,
        onLook: () => {
          looks += 1;
          machine.clock = () => new Date(Date.now() + days * 24 * 60 * 60 * 1000);
        },
        patience: { limit: 100, pause: 5 },
      });
      assert.equal(end, 'late');
      assert.ok(looks > 2 && performance.now() - started >= 100, String(looks));
    });
  }

  it('does not wait for a Linux engine where Windows containers are chosen', async () => {
    const machine = new DockerMachine({});
    machine.publishBackend();
    const options = { signal: never, windowsContainers: true, onLook: () => undefined, patience };
    assert.equal(await waitForEngine(machine, options), 'windowsContainers');
  });

  it('can be cancelled, also while it pauses', async () => {
    const cancel = new AbortController();
    const waiting = waitForEngine(new DockerMachine({}), {
      signal: cancel.signal,
      windowsContainers: false,
      onLook: () => setImmediate(() => cancel.abort()),
      patience: { limit: 60_000, pause: 60_000 },
    });
    assert.equal(await waiting, 'cancelled');
  });
});

describe('stopping Docker Desktop', () => {
  const quick = { command: 60_000, hint: 60_000, limit: 60_000, pause: 2 };
  const stop = (machine: DockerMachine, options: Partial<Parameters<typeof stopDesktop>[1]> = {}) =>
    stopDesktop(machine, {
      signal: never,
      onNeedsUser: () => undefined,
      patience: quick,
      ...options,
    });

  /** A machine whose docker command does this, Docker Desktop being up. */
  function running(answer: (machine: DockerMachine, signal?: AbortSignal) => Answer | Promise<Answer>): DockerMachine {
    const machine = new DockerMachine({});
    machine.publishBackend();
    machine.answer = (_, signal) => answer(machine, signal);
    return machine;
  }
  const quit = ({ published }: DockerMachine): void => {
    delete published['dockerBackendApiServer'];
  };
  const hang = (signal?: AbortSignal): Promise<Answer> =>
    new Promise((resolve) => signal?.addEventListener('abort', () => resolve('cancelled')));

  it('asks its own command line and nobody else', async () => {
    const machine = running((of) => {
      quit(of);
      return printed('');
    });
    assert.equal(await stop(machine), 'stopped');
    assert.deepEqual(machine.calls, ['docker desktop stop --timeout 90']);
    const { withoutEnv } = stopDesktopCommand();
    for (const name of ['DOCKER_HOST', 'DOCKER_CONTEXT']) assert.ok(withoutEnv?.includes(name), name);
  });

  it('waits for the process to go, whatever the command says', async () => {
    let isQuit = false;
    const machine = running(() => printed(''));
    const stopping = stop(machine).then((end) => assert.deepEqual([end, isQuit], ['stopped', true]));
    await until(() => machine.calls.length === 1);
    await new Promise(setImmediate);
    isQuit = true;
    quit(machine);
    await stopping;
  });

  it('is done when the process is gone, though the command never returns, and ends that command', async () => {
    let ended = false;
    const machine = running(async (of, signal) => {
      quit(of);
      const answer = await hang(signal);
      ended = true;
      return answer;
    });
    assert.equal(await stop(machine), 'stopped');
    assert.ok(ended);
  });

  for (const [title, answer] of [
    ['fails', printed('docker: unknown command: docker desktop\n', 1)],
    ['is missing', { kind: 'programMissing', program: 'docker', command: 'docker' }],
  ] as const) {
    it(`asks its user, once, when the command ${title}`, async () => {
      const machine = running(() => answer);
      let asked = 0;
      const onNeedsUser = (): void => {
        asked += 1;
        setTimeout(() => quit(machine), 30);
      };
      assert.equal(await stop(machine, { onNeedsUser }), 'stopped');
      assert.equal(asked, 1);
    });
  }

  it('asks its user when it takes long', async () => {
    const machine = running((_, signal) => hang(signal));
    const end = await stop(machine, { patience: { ...quick, hint: 20 }, onNeedsUser: () => quit(machine) });
    assert.equal(end, 'stopped');
  });

  it('gives up after its time, which begins when the command has ended', async () => {
    assert.equal(
      await stop(
        running(() => printed('', 1)),
        { patience: { ...quick, limit: 30 } },
      ),
      'late',
    );
  });

  it('can be cancelled, which ends the command', async () => {
    const cancel = new AbortController();
    const machine = running((_, signal) => hang(signal));
    const stopping = stop(machine, { signal: cancel.signal });
    await until(() => machine.calls.length === 1);
    cancel.abort();
    assert.equal(await stopping, 'cancelled');
  });

  it('takes pipes that cannot be listed for no proof, nor those of another engine for its own', async () => {
    const own = ['dockerBackendApiServer'];
    const looks = [null, own, null, [...own, 'docker_engine'], ['docker_engine']];
    const machine = running(() => printed(''));
    machine.pipes = { ...machine.pipes, list: () => Promise.resolve(looks.shift()!) };
    assert.equal(await stop(machine), 'stopped');
    assert.deepEqual(looks, []);
  });
});

describe('ending Docker Desktop', () => {
  const quick = { command: 60_000, hint: 60_000, limit: 200, pause: 2 };
  const patience = { stop: quick, gone: quick };
  const end = (machine: DockerMachine, trustsPipe: boolean): ReturnType<typeof endDesktop> =>
    endDesktop(machine, { signal: never, onNeedsUser: () => undefined, patience, trustsPipe });
  const listed = (...names: string[]): Answer =>
    printed(['explorer.exe', ...names].map((name) => `"${name}","1"\r\n`).join(''));

  it('does not take one that is just starting, and has no pipe yet, for one that has ended', async () => {
    const machine = new DockerMachine({});
    let stops = 0;
    machine.answer = ({ program }) => {
      if (program !== 'docker') return stops < 2 ? listed('Docker Desktop.exe') : listed();
      stops += 1;
      // It says that it has stopped one that comes up all the same.
      if (stops === 1) machine.publishBackend();
      else delete machine.published['dockerBackendApiServer'];
      return printed('');
    };
    assert.equal(await end(machine, true), 'stopped');
    assert.equal(stops, 2);
  });

  it('believes its pipe where the list of processes says nothing, unless its settings are written afterwards', async () => {
    for (const [trusts, expected] of [
      [true, 'stopped'],
      [false, 'late'],
    ] as const) {
      const machine = new DockerMachine({ tasklist: printed('', 1), docker: printed('') });
      assert.equal(await end(machine, trusts), expected);
    }
  });
});
