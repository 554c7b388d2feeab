import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { countInEngine, listRunningContainers, pingEngine, startContainer } from '../../../src/docker/engine';
import { socketPipes } from '../../../src/machine/pipes';
import { useFolder } from '../machine/temporary';
import { FakeMachine } from '../state/fakeMachine';

const folder = useFolder();
const servers: { close(): unknown }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A machine whose pipe of the Linux engine is a socket with this engine behind it. */
async function machineWith(answer: (path: string) => { status: number; body: string } | null): Promise<FakeMachine> {
  const socket = join(folder(), 'engine.sock');
  const server: Server = createServer((request, response) => {
    const given = answer(request.url ?? '');
    if (given) response.writeHead(given.status).end(given.body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return Object.assign(new FakeMachine({}), { pipes: socketPipes(() => ({ dockerDesktopLinuxEngine: socket })) });
}

describe('the engine', () => {
  it('answers a ping with 200, and starts with anything else', async () => {
    const seen: string[] = [];
    let status = 500;
    const machine = await machineWith((path) => {
      seen.push(path);
      return { status, body: 'OK' };
    });
    assert.equal(await pingEngine(machine, { timeout: 5000 }), 'starting');
    status = 200;
    assert.equal(await pingEngine(machine, { timeout: 5000 }), 'answers');
    assert.deepEqual(seen, ['/_ping', '/_ping']);
  });

  it('that never answers is silent after the time it was given, and waiting can be cancelled', async () => {
    const machine = await machineWith(() => null);
    assert.equal(await pingEngine(machine, { timeout: 100 }), 'silent');
    const cancel = new AbortController();
    const waiting = pingEngine(machine, { timeout: 60_000, signal: cancel.signal });
    cancel.abort();
    assert.equal(await waiting, 'cancelled');
  });

  it('is absent without a pipe, and silent behind one that nobody serves', async () => {
    const machine = new FakeMachine({});
    assert.equal(await pingEngine(machine, { timeout: 1000 }), 'absent');
    const socket = join(folder(), 'dead.sock');
    const dead = Object.assign(new FakeMachine({}), {
      pipes: socketPipes(() => ({ dockerDesktopLinuxEngine: socket })),
    });
    assert.equal(await pingEngine(dead, { timeout: 1000 }), 'silent');
  });

  it("inside a distro is asked who it is first: one that is not Docker Desktop's is asked nothing else", async () => {
    const seen: string[] = [];
    let version: object = {};
    let status = 200;
    const machine = await machineWith((path) => {
      seen.push(path);
      return path === '/version' ? { status, body: JSON.stringify(version) } : { status: 204, body: '' };
    });
    const inside = Object.assign(machine, {
      platform: 'wsl',
      pathInOwnDistro: (path: string) => {
        assert.equal(path, '/var/run/docker.sock');
        return join(folder(), 'engine.sock');
      },
    });
    const start = (): Promise<boolean> => startContainer(inside, 'a', { timeout: 5000 });
    for (version of [{}, { Platform: null }, { Platform: { Name: '' } }, { Platform: { Name: 'Docker Engine' } }]) {
      assert.equal(await start(), false);
      assert.equal(await pingEngine(inside, { timeout: 5000 }), 'silent');
    }
    assert.deepEqual([...new Set(seen)], ['/version']);
    version = { Platform: { Name: 'Docker Desktop 4.50.0 (200000)' } };
    assert.equal(await start(), true);
    assert.equal(seen.at(-1), '/containers/a/start');
    status = 500;
    assert.equal(await pingEngine(inside, { timeout: 5000 }), 'starting');
    assert.equal(await start(), false);
    assert.equal(seen.at(-1), '/version');
  });

  it('starts a container by its id alone, and says when it did not', async () => {
    const seen: string[] = [];
    let status = 204;
    const machine = await machineWith((path) => {
      seen.push(path);
      return { status, body: '' };
    });
    for (const [answer, isStarted] of [
      [204, true],
      [304, true],
      [404, false],
      [500, false],
    ] as const) {
      status = answer;
      assert.equal(await startContainer(machine, 'a/../b', { timeout: 5000 }), isStarted);
    }
    assert.deepEqual([...new Set(seen)], ['/containers/a%2F..%2Fb/start']);
  });

  it('tells how much it holds, and nothing where it is the other one or says something else', async () => {
    let body = JSON.stringify({ OSType: 'linux', Containers: 3, ContainersRunning: 1, Images: 9 });
    const machine = await machineWith(() => ({ status: 200, body }));
    assert.deepEqual(await countInEngine(machine, 'linux', { timeout: 5000 }), {
      containers: 3,
      running: 1,
      images: 9,
    });
    for (const other of ['{"OSType":"windows","Containers":3,"ContainersRunning":1,"Images":9}', '{', '[]', 'null']) {
      body = other;
      assert.equal(await countInEngine(machine, 'linux', { timeout: 5000 }), null, other);
    }
    assert.equal(await countInEngine(machine, 'windows', { timeout: 5000 }), null);
  });

  it('lists its running containers with the distros whose files they mount', async () => {
    const relay = '/run/desktop/mnt/host/wsl/docker-desktop-bind-mounts';
    const machine = await machineWith((path) => {
      assert.equal(path, '/containers/json');
      return {
        status: 200,
        body: JSON.stringify([
          {
            Id: 'a'.repeat(64),
            Names: ['/shop-web-1'],
            Image: 'web',
            Mounts: [{ Source: `${relay}/Ubuntu/0a1b` }],
            Labels: { 'com.docker.compose.project.working_dir': 'C:\\work\\shop', other: 'x' },
          },
          {
            Id: 'b'.repeat(64),
            Names: [],
            Image: 'db',
            Mounts: [{ Source: '/var/lib/docker/volumes/x' }, { Name: 'v' }],
          },
          { nonsense: true },
        ]),
      };
    });
    assert.deepEqual(await listRunningContainers(machine, { timeout: 5000 }), [
      { id: 'a'.repeat(64), name: 'shop-web-1', image: 'web', distros: ['Ubuntu'], folders: ['C:\\work\\shop'] },
      { id: 'b'.repeat(64), name: 'bbbbbbbbbbbb', image: 'db', distros: [], folders: [] },
    ]);
  });

  it('says nothing of containers where its answer is none', async () => {
    for (const [status, body] of [
      [500, '[]'],
      [200, '{"message":"x"}'],
      [200, '[{'],
    ] as const) {
      servers.splice(0).forEach((server) => server.close());
      const machine = await machineWith(() => ({ status, body }));
      assert.equal(await listRunningContainers(machine, { timeout: 5000 }), null);
    }
  });

  it('that breaks off is no answer', async () => {
    const socket = join(folder(), 'broken.sock');
    const server = createSocketServer((connection) => connection.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n['));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const machine = Object.assign(new FakeMachine({}), {
      pipes: socketPipes(() => ({ dockerDesktopLinuxEngine: socket })),
    });
    assert.equal(await listRunningContainers(machine, { timeout: 5000 }), null);
  });
});
