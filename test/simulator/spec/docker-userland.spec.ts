import assert from 'node:assert/strict';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { backendLogPath } from '../docker/logs';
import {
  canHaveUserlands,
  changeDockerSettings,
  quitDockerDesktop,
  readCalls,
  readEngineLog,
  runningProcesses,
} from '../prepare';
import { hostPathOf, layoutOf } from '../state/layout';
import type { State } from '../state/model';
import { TestMachine } from './machine';
import { processesWithMounts } from './userlands';

/** Makes a machine with real userlands and Docker Desktop for one test, and removes it afterwards. */
async function withMachine(
  act: (machine: TestMachine) => Promise<void>,
  change?: (state: State) => void,
): Promise<void> {
  const machine = await TestMachine.make('healthy', change, null, true);
  try {
    await act(machine);
  } finally {
    await machine.remove();
    assert.deepEqual(processesWithMounts(machine), []);
  }
}

/** Runs a shell script in a distro. */
async function sh(machine: TestMachine, distro: string, script: string, ...options: string[]) {
  const { code, stdout, stderr } = await machine.run('wsl', ['-d', distro, ...options, '-e', 'sh', '-c', script]);
  return { code, text: stdout.toString(), error: stderr.toString() };
}

const kinds = ({ state }: TestMachine): string[] => state.docker!.dialogs.map(({ kind }) => kind);
const logOf = ({ folder }: TestMachine): string => {
  const file = hostPathOf(folder, backendLogPath)!;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

describe('simulator: Docker Desktop inside real userlands', function () {
  this.timeout(60_000);
  before(function () {
    if (!canHaveUserlands()) this.skip();
  });

  it('puts tools, socket and proxy into an integrated distro', () =>
    withMachine(async (machine) => {
      assert.equal(
        (await sh(machine, 'Ubuntu', 'readlink /usr/bin/docker; readlink /var/run/docker.sock')).text,
        '/mnt/wsl/docker-desktop/cli-tools/usr/bin/docker\n' +
          '/mnt/wsl/docker-desktop/shared-sockets/guest-services/docker.proxy.sock\n',
      );
      const version = await sh(machine, 'Ubuntu', "docker version -f '{{.Server.Platform.Name}} {{.Client.Os}}'");
      assert.deepEqual(version, { code: 0, text: 'Docker Desktop 4.94.0 (241207) linux\n', error: '' });
      assert.equal(readEngineLog(machine.folder).at(-1)!.endpoint, 'docker.proxy.sock');
      assert.equal((await sh(machine, 'Ubuntu', 'docker context show')).text, 'default\n');
      const proxies = await sh(machine, 'Ubuntu', 'pgrep -f docker-desktop-user-distro');
      assert.match(proxies.text, /^\d+\n/);
      assert.equal(
        (await sh(machine, 'Ubuntu', 'stat -L -c "%F %a %G" /var/run/docker.sock')).text,
        'socket 660 docker\n',
      );
      assert.match((await sh(machine, 'Ubuntu', 'grep ^docker: /etc/group')).text, /:dev\n$/);
      // Nothing of it is in a distro that is not integrated, but for the folder that all share.
      const other = await sh(machine, 'Debian', 'ls /usr/bin/docker /var/run/docker.sock; ls /mnt/wsl/docker-desktop');
      assert.match(other.text, /cli-tools/);
      assert.doesNotMatch(other.text, /docker\.sock/);
      assert.deepEqual(
        readCalls(machine.folder).filter(({ argv }) => argv.includes('proxy')),
        [],
      );
      assert.deepEqual(runningProcesses(machine.folder), []);
    }));

  it('takes everything out again when the integration is switched off', () =>
    withMachine(async (machine) => {
      await changeDockerSettings(machine.folder, { EnableIntegrationWithDefaultWslDistro: false });
      await machine.until(() => /proxy in ubuntu ended with status 0/.test(logOf(machine)));
      const { text } = await sh(machine, 'Ubuntu', 'ls -l /usr/bin/docker /var/run/docker.sock; pgrep -f user-distro$');
      assert.equal(text, '');
      assert.deepEqual(kinds(machine), []);
    }));

  it('leaves links that dangle when it quits, unless they go', async () => {
    const links = 'readlink /usr/bin/docker; [ -e /usr/bin/docker ] || echo dangling';
    await withMachine(async (machine) => {
      await quitDockerDesktop(machine.folder);
      assert.match((await sh(machine, 'Ubuntu', links)).text, /^\/mnt\/wsl.*\ndangling\n$/);
    });
    await withMachine(
      async (machine) => {
        await quitDockerDesktop(machine.folder);
        assert.equal((await sh(machine, 'Ubuntu', links)).text, 'dangling\n');
      },
      ({ docker }) => (docker!.traps.linksGoOnQuit = true),
    );
  });

  it('says that the integration stopped when the distro is terminated, and quits all the same', () =>
    withMachine(async (machine) => {
      await machine.wsl('-t', 'Ubuntu');
      await machine.until(() => kinds(machine).length > 0);
      assert.deepEqual(kinds(machine), ['integrationStopped']);
      await quitDockerDesktop(machine.folder);
    }));

  it('loses proxies and engine to wsl --shutdown', () =>
    withMachine(async (machine) => {
      await machine.wsl('--shutdown');
      await machine.until(() => kinds(machine).includes('terminatedAbruptly'));
      assert.equal(machine.state.docker!.engine, 'off');
    }));

  it('can make its links late', () =>
    withMachine(
      async (machine) => {
        assert.equal(machine.state.docker!.engine, 'running');
        assert.match(logOf(machine), /running wsl distro proxy in ubuntu/);
        assert.equal((await sh(machine, 'Ubuntu', 'readlink /usr/bin/docker')).text, '');
        let linked = '';
        for (let tries = 0; linked === '' && tries < 100; tries++) {
          await wait(50);
          linked = (await sh(machine, 'Ubuntu', 'readlink /usr/bin/docker')).text;
        }
        assert.notEqual(linked, '');
      },
      ({ docker }) => (docker!.traps.linksLagMilliseconds = 2500),
    ));

  it('can make links that lead nowhere, or no link to the socket', async () => {
    await withMachine(
      async (machine) =>
        assert.equal((await sh(machine, 'Ubuntu', 'test -e /usr/bin/docker || test -L /usr/bin/docker')).code, 0),
      ({ docker }) => (docker!.traps.linksDangle = true),
    );
    await withMachine(
      async (machine) => assert.equal((await sh(machine, 'Ubuntu', 'test -L /var/run/docker.sock')).code, 1),
      ({ docker }) => (docker!.traps.socketLinkMissing = true),
    );
  });

  for (const trap of ['proxyDies', 'proxyEmpty'] as const) {
    it(`can have a proxy that ends at once (${trap})`, () =>
      withMachine(
        async (machine) => {
          await machine.until(() => kinds(machine).length > 0);
          assert.deepEqual(kinds(machine), ['integrationStopped']);
          assert.equal((await sh(machine, 'Ubuntu', 'test -L /usr/bin/docker')).code, 1);
        },
        ({ docker }) => (docker!.traps[trap] = true),
      ));
  }

  it('stops at a docker that somebody else has left behind', () =>
    withMachine(
      async (machine) => {
        await machine.until(() => kinds(machine).length > 0);
        assert.match(logOf(machine), /linking \/usr\/bin\/docker: file exists/);
        assert.equal((await sh(machine, 'Ubuntu', 'test -f /usr/bin/docker')).code, 0);
      },
      (state) => (state.distros[0]!.ownEngine = true),
    ));

  it('runs its proxy from a copy since 4.82, and in its place before', async () => {
    const command = "tr '\\0' ' ' < /proc/$(pgrep -of docker-desktop-user-distro)/cmdline";
    await withMachine(async (machine) => {
      assert.match(
        (await sh(machine, 'Ubuntu', command)).text,
        / \/run\/docker-desktop\/docker-desktop-user-distro proxy /,
      );
    });
    await withMachine(
      async (machine) => {
        assert.match(
          (await sh(machine, 'Ubuntu', command)).text,
          / \/mnt\/wsl\/docker-desktop\/docker-desktop-user-distro proxy /,
        );
      },
      ({ docker }) => (docker!.install.version = '4.80.0'),
    );
  });

  it('fails in a distro whose context names a pipe', () =>
    withMachine(async (machine) => {
      const { code, error } = await sh(machine, 'Ubuntu', 'DOCKER_HOST=npipe:////./pipe/docker_engine docker ps');
      assert.deepEqual([code, /protocol not supported/.test(error)], [1, true]);
    }));

  it('empties the shared folder when it ends', () =>
    withMachine(async (machine) => {
      const shared = join(layoutOf(machine.folder).shared, 'docker-desktop');
      assert.ok(lstatSync(shared).isDirectory());
      await quitDockerDesktop(machine.folder);
      assert.equal(lstatSync(shared, { throwIfNoEntry: false }), undefined);
    }));
});
