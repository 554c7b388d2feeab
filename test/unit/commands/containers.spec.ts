import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { runningContainers } from '../../../src/commands/containers';
import type { DockerDesktop } from '../../../src/docker/desktop';
import { socketPipes } from '../../../src/machine/pipes';
import { useFolder } from '../machine/temporary';
import { FakeMachine } from '../state/fakeMachine';
import { docker, seen, unsure } from '../views/snapshots';

const folder = useFolder();
const servers: { close(): unknown }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A machine whose Linux engine runs one container. */
class EngineMachine extends FakeMachine {
  override pipes = socketPipes(() => ({ dockerDesktopLinuxEngine: join(folder(), 'engine.sock') }));

  static async start(): Promise<EngineMachine> {
    const body = JSON.stringify([{ Id: 'c0ffee', Names: ['/web'] }]);
    const server = createServer((_, response) => response.end(body));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(join(folder(), 'engine.sock'), resolve));
    return new EngineMachine({});
  }
}

const names = async (machine: FakeMachine, change: Partial<DockerDesktop>): Promise<string[] | null> =>
  (await runningContainers(machine, { docker: docker(change), distros: [] }))?.map(({ name }) => name) ?? null;

describe('the containers that run', () => {
  it('are none where the pipes were listed and show no process or no Linux engine; nobody is asked then', async () => {
    const machine = await EngineMachine.start();
    assert.deepEqual(await names(machine, { running: seen(false, 'pipes'), published: [] }), []);
    assert.deepEqual(await names(machine, { running: seen(true, 'pipes'), published: ['windows'] }), []);
  });

  it('are what the engine says', async () => {
    assert.deepEqual(await names(await EngineMachine.start(), {}), ['web']);
  });

  it('are unknown, and never none, where the pipes could not be listed', async () => {
    const machine = new FakeMachine({});
    assert.equal(await names(machine, { running: unsure, published: [] }), null);
    assert.equal(await names(machine, { running: seen(false, 'list'), published: [] }), null);
    assert.equal(await names(machine, { running: seen(true, 'list'), published: [] }), null);
  });

  it('are asked for all the same then, since an engine may answer', async () => {
    assert.deepEqual(await names(await EngineMachine.start(), { running: unsure, published: [] }), ['web']);
  });

  it('are unknown from inside a distro that is not integrated: its socket is another engine', async () => {
    const machine = await EngineMachine.start();
    machine.platform = 'wsl';
    assert.equal(await names(machine, { running: seen(true, 'list'), published: [] }), null);
  });
});
