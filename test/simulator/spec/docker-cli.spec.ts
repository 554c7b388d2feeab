import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changeState, readEngineLog, readPipes, readRemoteLog } from '../prepare';
import { settingsText } from '../scenarios/docker-parts';
import { hostPathOf } from '../state/layout';
import type { State } from '../state/model';
import { linux, processes } from './docker';
import { ask } from './http';
import { type TestMachine, ended, useMachine, withMachine } from './machine';

const configFile = (machine: TestMachine): string =>
  hostPathOf(machine.folder, 'C:\\Users\\dev\\.docker\\config.json')!;

describe('simulator: the engine’s pipes', () => {
  const machine = useMachine('healthy');
  const get = (path: string, method = 'GET') => ask(readPipes(machine().folder)[linux]!, path, method);
  const json = async (path: string): Promise<unknown> => JSON.parse((await get(path)).body);

  it('say whose engine answers, with a version in the path or without', async () => {
    for (const path of ['/version', '/v1.44/version']) {
      const { Platform, Os } = (await json(path)) as { Platform: { Name: string }; Os: string };
      assert.deepEqual([Platform.Name, Os], ['Docker Desktop 4.94.0 (241207)', 'linux']);
    }
    const info = (await json('/info')) as Record<string, unknown>;
    assert.deepEqual(
      [info['OperatingSystem'], info['Containers'], info['ContainersRunning'], info['Images']],
      ['Docker Desktop', 3, 2, 12],
    );
  });

  it('list running containers, all with ?all=1', async () => {
    const names = async (path: string) => ((await json(path)) as { Names: string[] }[]).map(({ Names }) => Names[0]);
    assert.deepEqual(await names('/containers/json'), ['/shop-web-1', '/shop-db-1']);
    assert.deepEqual(await names('/containers/json?all=0'), ['/shop-web-1', '/shop-db-1']);
    assert.deepEqual(await names('/containers/json?all=1'), ['/shop-web-1', '/shop-db-1', '/old-job']);
  });

  it('show where binds of distros and drives are mounted', async () => {
    const { Mounts, HostConfig } = (await json('/containers/shop-web-1/json')) as {
      Mounts: { Source: string; RW: boolean }[];
      HostConfig: { Binds: string[] };
    };
    // printf %s /home/dev/api/src | sha256sum
    const hash = '2c03f0333a8b757b94e580196cd3683e9e2c8e814f64fc141aeb5e7162a74009';
    assert.deepEqual(
      Mounts.map(({ Source, RW }) => [Source, RW]),
      [
        [`/run/desktop/mnt/host/wsl/docker-desktop-bind-mounts/Ubuntu/${hash}`, true],
        ['/run/desktop/mnt/host/c/Users/dev/shop/config', false],
      ],
    );
    assert.equal(HostConfig.Binds[1], 'C:\\Users\\dev\\shop\\config:/etc/shop:ro');
  });

  it('answer 404 with JSON for anything else', async () => {
    for (const [path, message] of [
      ['/nonsense', 'page not found'],
      ['/containers/nope/json', 'No such container: nope'],
    ]) {
      assert.deepEqual(await get(path!), { status: 404, body: JSON.stringify({ message }) });
    }
    assert.equal((await get('/containers/shop-web-1/start')).status, 404);
  });

  it('are logged, each request with the name of its pipe', async () => {
    await get('/_ping?from=test', 'HEAD');
    const { endpoint, method, path } = readEngineLog(machine().folder).at(-1)!;
    assert.deepEqual([endpoint, method, path], [linux, 'HEAD', '/_ping?from=test']);
  });

  it('wait while the engine is paused, and for ever while it hangs', async () => {
    changeState(machine().folder, ({ docker }) => (docker!.paused = true));
    const cut = AbortSignal.timeout(300);
    await assert.rejects(ask(readPipes(machine().folder)[linux]!, '/_ping', 'GET', cut), /abort/i);
    const answer = get('/_ping');
    changeState(machine().folder, ({ docker }) => (docker!.paused = false));
    assert.equal((await answer).status, 200);
  });
});

describe('simulator: docker', () => {
  const machine = useMachine('healthy');

  it('prints versions, and fills templates', async () => {
    const { text } = await machine().docker('version');
    assert.match(text, /^Client:\n[^]*Context: +desktop-linux\n\nServer: Docker Desktop 4\.94\.0 \(241207\)\n/);
    const filled = await machine().docker('version', '-f', 'a {{.Server.Version}} {{ .Server.Platform.Name }}');
    assert.deepEqual([filled.code, filled.text], [0, 'a 29.5.0 Docker Desktop 4.94.0 (241207)\n']);
    const { Client } = JSON.parse((await machine().docker('version', '--format', '{{json .}}')).text) as {
      Client: { Os: string };
    };
    assert.equal(Client.Os, 'windows');
    const wrong = await machine().docker('version', '--format', '{{.Server.Nope}}');
    assert.deepEqual([wrong.code, wrong.text], [1, '']);
    assert.match(wrong.error, /^template: /);
  });

  it('lists containers as ids, as a table and as JSON', async () => {
    const ids = (await machine().docker('ps', '-aq')).text.split('\n').filter(Boolean);
    assert.deepEqual([ids.length, ids.every((id) => /^[0-9a-f]{12}$/.test(id))], [3, true]);
    const rows = (await machine().docker('ps', '--format', 'json')).text.trim().split('\n');
    assert.deepEqual(
      rows.map((row) => (JSON.parse(row) as { Names: string }).Names),
      ['shop-web-1', 'shop-db-1'],
    );
    const [head, first] = (await machine().docker('ps')).text.split('\n');
    assert.equal(first!.indexOf('shop-web-1'), head!.indexOf('NAMES'));
    assert.match((await machine().docker('info', '--format', '{{.OperatingSystem}}')).text, /^Docker Desktop\n$/);
  });

  it('inspects, stops, starts and restarts', async () => {
    const stateOf = async (name: string) =>
      (await machine().docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', name)).text;
    assert.deepEqual(await machine().docker('stop', 'shop-web-1'), { code: 0, text: 'shop-web-1\n', error: '' });
    assert.equal(await stateOf('shop-web-1'), 'exited 137\n');
    const { code, text, error } = await machine().docker('start', 'nope', 'shop-web-1');
    assert.deepEqual([code, text], [1, 'shop-web-1\n']);
    assert.match(error, /^Error response from daemon: No such container: nope\n$/);
    assert.equal(await stateOf('shop-web-1'), 'running 0\n');
    assert.equal((await machine().docker('restart', '-t', '1', 'shop-db-1')).code, 0);
    const missing = await machine().docker('inspect', 'nope');
    assert.deepEqual([missing.code, missing.text], [1, '[]\n']);
  });

  it('does not know some words, and does not play others', async () => {
    for (const [args, code, message] of [
      [['nonsense'], 1, /^docker: unknown command: docker nonsense\n/],
      [['desktop', 'nonsense'], 1, /^docker: unknown command: docker desktop nonsense\n/],
      [['ps', '--nonsense'], 125, /^unknown flag: --nonsense\n/],
      [['ps', '-x'], 125, /^unknown shorthand flag: 'x' in -x\n/],
      [['--nonsense', 'ps'], 125, /^unknown flag: --nonsense\n/],
      [['run', 'x'], 86, /not part of this simulator/],
      [['ps', '--filter', 'x'], 86, /not part of this simulator/],
      [['desktop', 'update'], 86, /not part of this simulator/],
      [['context', 'rm', 'x'], 86, /not part of this simulator/],
      [[], 86, /not part of this simulator/],
    ] as const) {
      const { code: ended, error } = await machine().docker(...args);
      assert.equal(ended, code, args.join(' '));
      assert.match(error, message);
    }
  });
});

describe('simulator: docker without an engine', () => {
  it('names the pipe that is not there; version prints its own part all the same', () =>
    withMachine('docker-stopped', async (machine) => {
      const { code, text, error } = await machine.docker('version');
      assert.deepEqual([code, text.includes('Client:'), text.includes('Server')], [1, true, false]);
      assert.match(error, /npipe:\/\/\/\/\.\/pipe\/dockerDesktopLinuxEngine.*cannot find the file/);
      assert.deepEqual((await machine.docker('version', '-f', '{{.Server.Version}}')).text, '\n');
      assert.equal((await machine.docker('ps', '-q')).code, 1);
    }));

  it('repeats the 500 of an engine that starts', () =>
    withMachine(
      'docker-stopped',
      async (machine) => {
        await machine.docker('desktop', 'start', '--detach');
        await machine.until(() => linux in readPipes(machine.folder));
        const { code, error } = await machine.docker('ps', '-q');
        assert.deepEqual([code, /returned 500 .*check if the server supports/.test(error)], [1, true]);
      },
      ({ docker }) => (docker!.delays.engine = 20_000),
    ));

  it('waits for ever on an engine that hangs', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const child = machine.start('docker', ['ps'], {}, true);
        await machine.until(() => readEngineLog(machine.folder).length > 0);
        assert.equal(child.exitCode, null);
        process.kill(-child.pid!, 'SIGKILL');
        await ended(child);
      },
      ({ docker }) => (docker!.traps.engineHangs = true),
    ));
});

describe('simulator: contexts of docker', () => {
  const machine = useMachine('remote-context');
  const shown = async (env: Record<string, string>, ...options: string[]) =>
    (await machine().run('docker', [...options, 'context', 'show'], { env })).stdout.toString().trim();
  const asked = async (env: Record<string, string>, ...options: string[]) => {
    const before = [readEngineLog(machine().folder).length, readRemoteLog(machine().folder).length];
    const { code } = await machine().run('docker', [...options, 'ps', '-q'], { env });
    const local = readEngineLog(machine().folder)
      .slice(before[0])
      .map(({ endpoint }) => endpoint);
    return [
      code,
      ...local,
      ...readRemoteLog(machine().folder)
        .slice(before[1])
        .map(({ endpoint }) => endpoint),
    ];
  };
  const remote = 'tcp://build.example.test:2375';
  const pipe = 'npipe:////./pipe/dockerDesktopLinuxEngine';

  it('follow --context, --host, DOCKER_HOST, DOCKER_CONTEXT, the current one, in this order', async () => {
    assert.deepEqual(await asked({}), [0, 'build-server']);
    assert.deepEqual(await asked({ DOCKER_CONTEXT: 'desktop-linux' }), [0, linux]);
    assert.deepEqual(await asked({ DOCKER_CONTEXT: 'desktop-linux', DOCKER_HOST: remote }), [0, 'build-server']);
    assert.deepEqual(await asked({ DOCKER_HOST: remote }, '-H', pipe), [0, linux]);
    assert.deepEqual(await asked({ DOCKER_HOST: remote }, '--context=desktop-linux', `--host=${remote}`), [0, linux]);
    assert.deepEqual(await asked({ DOCKER_HOST: remote }, '-c', 'default'), [0, 'docker_engine']);
  });

  it('are shown by name, DOCKER_HOST as default', async () => {
    assert.equal(await shown({}), 'build-server');
    assert.equal(await shown({ DOCKER_HOST: remote }), 'default');
    assert.equal(await shown({ DOCKER_CONTEXT: 'nope' }), 'nope');
    assert.equal(await shown({}, '--context', 'desktop-linux'), 'desktop-linux');
  });

  it('are not checked before they are used', async () => {
    const { code, stderr } = await machine().run('docker', ['ps'], { env: { DOCKER_CONTEXT: 'nope' } });
    assert.deepEqual([code, /context "nope": context not found/.test(stderr.toString())], [1, true]);
  });

  it('are listed with the current one marked, and a warning where DOCKER_HOST wins', async () => {
    const { text, error } = await machine().docker('context', 'ls');
    assert.match(text, /\nbuild-server \* {3}.*tcp:\/\/build\.example\.test:2375\n/);
    assert.deepEqual([text.split('\n').length, error], [6, '']);
    const { stdout, stderr } = await machine().run('docker', ['context', 'ls', '--format', 'json'], {
      env: { DOCKER_HOST: remote },
    });
    const rows = stdout
      .toString()
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as { Name: string; Current: boolean });
    assert.deepEqual(
      rows.filter(({ Current }) => Current).map(({ Name }) => Name),
      ['default'],
    );
    assert.match(stderr.toString(), /DOCKER_HOST/);
  });

  it('are chosen in config.json, where other keys stay', async () => {
    assert.equal((await machine().docker('context', 'use', 'nope')).code, 1);
    assert.equal((await machine().docker('context', 'use', 'desktop-linux')).text, 'desktop-linux\n');
    const read = () => JSON.parse(readFileSync(configFile(machine()), 'utf8')) as Record<string, string>;
    assert.deepEqual(read(), { credsStore: 'desktop', currentContext: 'desktop-linux' });
    await machine().docker('context', 'use', 'default');
    assert.deepEqual([read(), await shown({})], [{ credsStore: 'desktop' }, 'default']);
  });

  it('are read from DOCKER_CONFIG when that is set', async () => {
    const other = hostPathOf(machine().folder, 'D:\\docker config\\config.json')!;
    mkdirSync(dirname(other), { recursive: true });
    writeFileSync(other, '{"currentContext":"elsewhere"}');
    assert.equal(await shown({ DOCKER_CONFIG: 'D:\\docker config' }), 'elsewhere');
  });

  it('put the remote host into the environment of machine.json', () => {
    const { env } = JSON.parse(readFileSync(machine().prepared.machineFile, 'utf8')) as { env: Record<string, string> };
    assert.equal(env['DOCKER_HOST'], remote);
  });
});

describe('simulator: docker desktop', () => {
  const statusOf = async (machine: TestMachine) => {
    const { code, text } = await machine.docker('desktop', 'status', '--format', 'json');
    return [code, text === '' ? null : (JSON.parse(text) as { Status: string; SessionID: string })];
  };

  it('starts, reports, stops and restarts', () =>
    withMachine('docker-stopped', async (machine) => {
      assert.equal((await machine.docker('desktop', 'start', '--timeout', '20')).code, 0);
      const { sessionId } = machine.state.docker!;
      assert.deepEqual(await statusOf(machine), [0, { Status: 'running', SessionID: sessionId }]);
      assert.match((await machine.docker('desktop', 'status')).text, /Status +running\n/);
      assert.equal((await machine.docker('desktop', 'restart')).code, 0);
      assert.notEqual(machine.state.docker!.sessionId, sessionId);
      assert.equal((await machine.docker('desktop', 'stop')).code, 0);
      assert.deepEqual([processes(machine), readPipes(machine.folder)], [[false, false], {}]);
    }));

  it('has two ways to say that it is stopped', async () => {
    await withMachine('docker-stopped', async (machine) => assert.deepEqual(await statusOf(machine), [1, null]));
    await withMachine(
      'docker-stopped',
      async (machine) => assert.deepEqual(await statusOf(machine), [0, { Status: 'stopped', SessionID: '' }]),
      ({ docker }) => (docker!.traps.statusWhenStopped = 'stopped'),
    );
  });

  it('says starting without a session while somebody has to sign in, and paused when it is', async () => {
    await withMachine('docker-starting', async (machine) => {
      assert.deepEqual(await statusOf(machine), [0, { Status: 'starting', SessionID: '' }]);
      const { code } = await machine.docker('desktop', 'start', '--timeout=1');
      assert.equal(code, 1);
    });
    await withMachine(
      'healthy',
      async (machine) => assert.equal(((await statusOf(machine))[1] as { Status: string }).Status, 'paused'),
      ({ docker }) => (docker!.paused = true),
    );
  });

  it('fails to start over settings that stop Docker Desktop', () =>
    withMachine('settings-bom', async (machine) => assert.equal((await machine.docker('desktop', 'start')).code, 1)));

  for (const [when, left] of [
    ['before', true],
    ['after', false],
  ] as const) {
    it(`never returns from stop, ${when} the end of Docker Desktop`, () =>
      withMachine(
        'healthy',
        async (machine) => {
          const child = machine.start('docker', ['desktop', 'stop', '--timeout', '1'], {}, true);
          await machine.until(() => child.exitCode === null && processes(machine)[1] === left);
          assert.equal((await machine.docker('context', 'show')).code, 0);
          assert.equal(child.exitCode, null);
          process.kill(-child.pid!, 'SIGKILL');
          await ended(child);
        },
        ({ docker }) => (docker!.traps.stopHangs = when),
      ));
  }

  it('is no command before 4.37 or where the plugin is missing', async () => {
    for (const change of [
      ({ docker }: State) => (docker!.install.version = '4.36.0'),
      ({ docker }: State) => (docker!.traps.pluginMissing = true),
    ]) {
      await withMachine(
        'docker-stopped',
        async (machine) => {
          const { code, text, error } = await machine.docker('desktop', 'status');
          assert.deepEqual([code, text, error.split('\n')[0]], [1, '', 'docker: unknown command: docker desktop']);
        },
        change,
      );
    }
  });

  it('switches engines, which has another store and another pipe', () =>
    withMachine('healthy', async (machine) => {
      assert.equal((await machine.docker('desktop', 'engine', 'use', 'windows')).code, 0);
      assert.deepEqual(Object.keys(readPipes(machine.folder)).includes(linux), false);
      assert.match((await machine.docker('desktop', 'engine', 'ls')).text, /\nwindows +\*\n/);
      const { text } = await machine.docker('-H', 'npipe:////./pipe/docker_engine', 'ps', '-aq');
      assert.equal(text, '');
      assert.equal((await machine.docker('desktop', 'engine', 'use', 'linux')).code, 0);
      assert.equal((await machine.docker('ps', '-aq')).text.split('\n').length, 4);
    }));

  it('has no Windows engine in a per-user installation, which lies elsewhere', () =>
    withMachine(
      'healthy',
      async (machine) => {
        assert.equal((await machine.docker('desktop', 'engine', 'use', 'windows')).code, 1);
        const { programs } = JSON.parse(readFileSync(machine.prepared.machineFile, 'utf8')) as {
          programs: Record<string, string>;
        };
        const folder = join(machine.prepared.drives['C']!, 'Users/dev/AppData/Local/Programs/DockerDesktop');
        assert.equal(programs['dockerDesktop'], join(folder, 'Docker Desktop.exe'));
      },
      ({ docker }) =>
        Object.assign(docker!.install, {
          form: 'perUser',
          folder: 'C:\\Users\\dev\\AppData\\Local\\Programs\\DockerDesktop',
        }),
    ));

  it('prints its own version and the backend’s log', () =>
    withMachine(
      'healthy',
      async (machine) => {
        assert.match((await machine.docker('desktop', 'version', '--short')).text, /^v0\./);
        assert.match((await machine.docker('desktop', 'logs')).text, /running wsl distro proxy in ubuntu/);
      },
      ({ files }) =>
        (files['C:\\Users\\dev\\AppData\\Roaming\\Docker\\settings-store.json'] = settingsText({
          IntegratedWslDistros: ['Ubuntu'],
        })),
    ));
});
