import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { inEnglish } from '../../../src/text/message';
import { changePipes, pipeNames, readPipes, socketOf } from '../docker/pipes';
import {
  changeDockerSettings,
  changeState,
  readCalls,
  readGateLog,
  readRemoteLog,
  readState,
  writeSettings,
} from '../prepare';
import { settingsText, usualSettings } from '../scenarios/docker-parts';
import type { TestMachine } from '../spec/machine';
import {
  asRoot,
  asUser,
  callDoctor,
  complaints,
  settings,
  skipWithoutUserlands,
  ubuntu,
  withFault,
  type DoctorOptions,
  type Fault,
} from './doctorMachine';

const realDocker = '#!/bin/sh\\nexec /.simulator/node /.simulator/docker.cjs /.simulator/machine "$@"\\n';

function writeWslConfig({ prepared }: TestMachine, text: string): Promise<void> {
  return writeFile(join(prepared.drives['C']!, 'Users', 'dev', '.wslconfig'), text);
}

interface Sound extends Fault {
  readonly what: string;
  readonly options?: DoctorOptions;
  readonly result?: 'ok' | 'unknown';
  /** What the link says at which the chain ends. */
  readonly says?: RegExp;
}

/** States that look like the broken ones, or are what somebody wants. */
const sound: readonly Sound[] = [
  { what: 'a healthy machine' },
  { what: 'Windows alone', options: { distro: null } },
  { what: 'a healthy machine, seen from inside another distro', options: { inside: 'Fedora' } },
  { what: 'an own engine in a distro that is not integrated', options: { distro: 'Fedora' }, says: /as set/ },
  {
    what: 'an own engine where Docker Desktop does not run',
    scenario: 'docker-stopped',
    options: { distro: 'Fedora' },
    says: /as set/,
  },
  {
    what: 'an own engine where Docker Desktop is not installed',
    scenario: 'no-docker',
    options: { distro: 'Fedora' },
    says: /has an engine of its own/,
  },
  {
    what: 'Podman where Docker Desktop is not installed',
    scenario: 'only-managed',
    change: (state) => {
      delete state.docker;
      state.files = {};
      state.running = [];
    },
    options: { distro: null },
    says: /podman-machine-default is there instead/,
  },
  {
    what: "WSL's own files with nothing wrong in them",
    act: async (machine) => {
      await writeWslConfig(machine, '# Mine\n[wsl2]\nmemory=8GB\n');
      await asRoot(machine, "printf '# Mine\\n[network]\\nhostname=shop\\n' >/etc/wsl.conf");
    },
  },
  { what: 'the Hyper-V engine', scenario: 'hyperv', says: /Hyper-V/ },
  { what: 'a WSL 1 distro that nobody wants integrated', options: { distro: 'Legacy-18.04' }, says: /WSL 1/ },
  { what: 'a stopped distro that is not integrated', options: { distro: 'Debian' }, says: /as set/ },
  {
    what: 'a stopped distro that is integrated and may not be started',
    // Docker Desktop starts what it is integrated with, but for this one, which somebody has stopped since.
    change: settings({ IntegratedWslDistros: ['Debian'] }),
    act: (machine) => machine.wsl('-t', 'Debian'),
    options: { distro: 'Debian' },
    result: 'unknown',
    says: /would start it/,
  },
  {
    what: 'integration that was switched off in its window',
    act: async (machine) => {
      await changeDockerSettings(machine.folder, { EnableIntegrationWithDefaultWslDistro: false });
      await asRoot(machine, 'for n in 1 2 3 4 5 6 7 8 9; do [ -L /usr/bin/docker ] || exit 0; sleep 0.2; done; exit 1');
    },
    says: /as set/,
  },
  {
    what: 'an engine that is up after two seconds',
    act: (machine) => {
      changeState(machine.folder, ({ docker }) => (docker!.engine = 'starting'));
      setTimeout(() => changeState(machine.folder, ({ docker }) => (docker!.engine = 'running')), 2_000);
      return Promise.resolve();
    },
  },
  {
    what: 'the pipe of Windows containers, which is there before that of Linux',
    act: (machine) => {
      const before = readPipes(machine.folder);
      changePipes(machine.folder, (pipes) => {
        Reflect.deleteProperty(pipes, pipeNames.linux);
        pipes[pipeNames.windows] = socketOf(machine.folder, pipeNames.windows);
      });
      setTimeout(() => changePipes(machine.folder, (pipes) => Object.assign(pipes, before)), 1_000);
      return Promise.resolve();
    },
  },
  {
    what: 'the pipe of Windows containers beside that of Linux, and an older release',
    change: ({ docker }) => {
      docker!.traps = { inactivePipe: true };
      docker!.install.version = '4.80.0';
    },
  },
  {
    what: 'links that a proxy has not made yet',
    act: (machine) => asRoot(machine, 'rm /usr/bin/docker'),
    options: { settleSeconds: 100_000 },
    result: 'unknown',
    says: /may take minutes/,
  },
  {
    what: 'a socket that a proxy has linked to and not made yet',
    act: (machine) => asRoot(machine, 'ln -sfn /mnt/wsl/docker-desktop/gone.sock /var/run/docker.sock'),
    options: { settleSeconds: 100_000 },
    result: 'unknown',
    says: /may take minutes/,
  },
  {
    what: "a docker of the user's own that works, one that is Docker Desktop's script first, a comment, an own compose",
    act: async (machine) => {
      const stub = '/mnt/c/Program Files/Docker/Docker/resources/bin';
      await asRoot(
        machine,
        `printf '${realDocker}' >/usr/local/bin/docker && chmod 755 /usr/local/bin/docker && ` +
          `mkdir -p /mnt/wsl/other && printf '#!/bin/sh\\n' >/usr/bin/dockerd && chmod 755 /usr/bin/dockerd`,
      );
      await asUser(
        machine,
        `printf 'echo welcome\\nPATH="${stub}:$PATH"\\nexport DOCKER_HOST=unix:///var/run/docker.sock\\n' >~/.profile && ` +
          `printf '# DOCKER_HOST=tcp://localhost:2375\\n' >~/.bashrc && mkdir -p ~/.docker/cli-plugins && ` +
          `ln -s /mnt/wsl/docker-desktop/cli-tools/usr/local/lib/docker/cli-plugins/docker-compose ~/.docker/cli-plugins/`,
      );
    },
  },
  {
    what: 'an engine elsewhere that somebody has chosen, a helper of the distro without interop, a socket for everybody',
    change: (state) => (ubuntu(state).interopLost = true),
    act: async (machine) => {
      await asRoot(
        machine,
        `printf '#!/bin/sh\\n' >/usr/local/bin/docker-credential-pass && chmod 755 /usr/local/bin/docker-credential-pass && ` +
          `sed -i 's/^\\(docker:.*:\\)dev$/\\1/' /etc/group && chmod 666 /var/run/docker.sock`,
      );
      await asUser(
        machine,
        `echo 'export DOCKER_HOST=ssh://dev@build.example.test' >~/.profile && echo '{"credsStore":"pass"}' >~/.docker/config.json`,
      );
    },
  },
];

describe('doctor: what is as it should be', function () {
  this.timeout(120_000);
  before(skipWithoutUserlands);

  for (const { what, options, result = 'ok', says, ...fault } of sound) {
    it(what, () =>
      withFault(fault, async (machine) => {
        const before = readState(machine.folder).running;
        const report = await callDoctor(machine, options);
        assert.deepEqual([complaints(report), report.result], [[], result]);
        const end = report.links.findLast(({ verdict: { status } }) => status !== 'skipped')!;
        if (says) assert.match(inEnglish(end.verdict.text), says);
        assert.deepEqual(readState(machine.folder).running, before);
        assert.deepEqual(readGateLog(machine.folder), []);
      }),
    );
  }

  it('starts a stopped distro on its wish, and nothing else', () =>
    withFault({ change: settings({ IntegratedWslDistros: ['Debian'] }) }, async (machine) => {
      await machine.wsl('-t', 'Debian');
      const report = await callDoctor(machine, { distro: 'Debian', start: true });
      // Docker Desktop has not come back to it.
      assert.equal(report.broken?.id, 'proxy');
    }));

  it('asks no engine elsewhere, whatever variables and contexts say', () =>
    withFault({ scenario: 'remote-context' }, async (machine) => {
      const report = await callDoctor(machine);
      assert.deepEqual([complaints(report), report.result], [[], 'ok']);
      assert.deepEqual(readRemoteLog(machine.folder), []);
    }));
});

describe('doctor: faults in pairs, and what hangs', function () {
  this.timeout(120_000);
  before(skipWithoutUserlands);

  const pairs: readonly (Fault & { readonly first: string })[] = [
    {
      first: 'linux-containers',
      scenario: 'windows-containers',
      change: (state) => (ubuntu(state).programs = { true: 'hangs' }),
    },
    {
      first: 'proxy',
      change: ({ docker }) => (docker!.traps = { proxyDies: true }),
      act: (machine) => asUser(machine, 'echo export DOCKER_HOST=tcp://localhost:2375 >~/.profile'),
    },
    {
      first: 'cli-link',
      change: ({ docker }) => (docker!.traps = { linksDangle: true, socketLinkMissing: true }),
    },
    {
      first: 'permission',
      act: async (machine) => {
        await asRoot(machine, "sed -i 's/^\\(docker:.*:\\)dev$/\\1/' /etc/group");
        await asUser(machine, 'echo "{" >~/.docker/config.json');
      },
    },
    {
      first: 'endpoint',
      change: (state) => (ubuntu(state).interopLost = true),
      act: (machine) => asUser(machine, 'echo export DOCKER_HOST=tcp://127.0.0.1:2375 >~/.profile'),
    },
  ];
  for (const { first, ...fault } of pairs) {
    it(`names ${first} first`, () =>
      withFault(fault, async (machine) => assert.equal((await callDoctor(machine)).broken?.id, first)));
  }

  it('loses one time-out to a distro that hangs in the middle, and asks no more', () =>
    withFault({ change: (state) => (ubuntu(state).programs = { sh: 'hangs' }) }, async (machine) => {
      const calls = (): number => readCalls(machine.folder).filter(({ argv }) => argv.includes('-e')).length;
      const before = calls();
      const report = await callDoctor(machine);
      assert.deepEqual([report.result, report.broken], ['unknown', null]);
      // One that went well, and one that did not.
      assert.equal(calls() - before, 2);
      const statuses = report.links.map(({ verdict: { status } }) => status);
      assert.equal(
        statuses.indexOf('unknown'),
        report.links.findIndex(({ id }) => id === 'proxy'),
      );
      assert.deepEqual([...new Set(statuses.slice(statuses.indexOf('unknown') + 1))], ['skipped']);
    }));

  it('loses one time-out to an engine in the distro that never answers', () => {
    const silent =
      'require("node:http").createServer(()=>{}).listen("/var/run/docker.sock",()=>require("node:fs").chmodSync("/var/run/docker.sock",0o666))';
    const act = (machine: Parameters<NonNullable<Fault['act']>>[0]): Promise<string> =>
      asRoot(
        machine,
        `rm /var/run/docker.sock; (setsid /.simulator/node -e '${silent}' >/dev/null 2>&1 </dev/null &); ` +
          'for n in 1 2 3 4 5 6 7 8 9; do [ -S /var/run/docker.sock ] && sleep 0.3 && exit 0; sleep 0.3; done; exit 1',
      );
    return withFault({ act }, async (machine) => assert.equal((await callDoctor(machine)).broken?.id, 'server'));
  });

  it('names for an engine beside it the command that ends just that one', () =>
    withFault({}, async (machine) => {
      // What is an engine by its name, of a user by a number.
      const engine = (uid: number): string =>
        `(setsid /.simulator/node -e 'process.setuid(${uid}); process.title="dockerd"; setTimeout(() => {}, 60000)' >/dev/null 2>&1 </dev/null &); ` +
        `for n in 1 2 3 4 5 6 7 8 9; do pgrep -x dockerd && exit 0; sleep 0.3; done; exit 1`;
      const lineFor = async (): Promise<string | null> => {
        const { verdict } = (await callDoctor(machine)).links.find(({ id }) => id === 'own-engine')!;
        await asRoot(machine, 'pkill -x dockerd');
        assert.equal(verdict.status, 'warn');
        assert.match(inEnglish(verdict.nextStep!), /switch the integration off/);
        return verdict.fix?.act === 'typeCommand' ? verdict.fix.line : null;
      };
      const own = Number(await asRoot(machine, 'id -u dev'));
      await asRoot(machine, engine(own));
      assert.match((await lineFor()) ?? '', /^kill \d+$/);
      await asRoot(machine, engine(0));
      assert.equal(await lineFor(), 'sudo service docker stop');
      await asRoot(machine, engine(own + 1));
      assert.equal(await lineFor(), null);
    }));

  it('says what a distro lacks that has no shell', () =>
    withFault({ change: (state) => (ubuntu(state).programs = { sh: 'missing' }) }, async (machine) => {
      const report = await callDoctor(machine);
      assert.deepEqual([report.result, report.broken], ['unknown', null]);
    }));
});

describe('doctor: beside the chain', function () {
  this.timeout(120_000);
  before(skipWithoutUserlands);

  const beside: readonly (Fault & {
    readonly what: string;
    readonly complaint: string;
    readonly distro?: string | null;
  })[] = [
    {
      what: 'a clock that stands behind',
      complaint: 'clock (warn)',
      act: (machine) =>
        asRoot(
          machine,
          `printf '#!/bin/sh\\necho 1000000000\\n' >/usr/local/bin/date && chmod 755 /usr/local/bin/date`,
        ),
    },
    {
      what: 'a start file for the shells that a person opens',
      complaint: 'start-files (warn)',
      act: (machine) => asUser(machine, 'echo export DOCKER_HOST=tcp://localhost:2375 >~/.bashrc'),
    },
    {
      what: "an editor's server from before the group",
      complaint: 'editor-sessions (warn)',
      act: (machine) =>
        asRoot(
          machine,
          'mkdir -p /home/dev/.vscode-server && printf "while :; do sleep 1; done" >/home/dev/.vscode-server/server && ' +
            '(setsid setpriv --reuid=1000 --regid=1000 --clear-groups /bin/sh /home/dev/.vscode-server/server >/dev/null 2>&1 </dev/null &); sleep 0.3',
        ),
    },
    {
      what: 'a helper for the passwords of one registry that is not there',
      complaint: 'credentials (warn)',
      act: (machine) =>
        asUser(
          machine,
          'mkdir -p ~/.docker && echo \'{"credHelpers":{"ghcr.io":"secretservice"}}\' >~/.docker/config.json',
        ),
    },
    {
      what: 'less memory than is asked for, where all works',
      complaint: 'memory (warn)',
      change: (state) => (state.windows.memoryBytes = 3 * 1024 ** 3),
    },
    { what: 'docker-desktop as default distro', complaint: 'default-distro', scenario: 'docker-default', distro: null },
    {
      what: 'a .wslconfig of which WSL understands less than its writer',
      complaint: 'wslconfig (warn)',
      distro: null,
      act: (machine) => writeWslConfig(machine, '[wsl2]\nmemory=8 gb\n'),
    },
    {
      what: 'a wsl.conf that WSL does not read to its end',
      complaint: 'wsl-conf (warn)',
      act: (machine) => asRoot(machine, "printf '[boot]\\n; why\\nsystemd=false\\n' >/etc/wsl.conf"),
    },
    {
      what: 'settings that will be refused at the next start',
      complaint: 'docker-settings',
      distro: null,
      act: (machine) => {
        const text = settingsText({ ...usualSettings, WslEngineEnabled: true });
        writeSettings(machine.folder, `\uFEFF${text}`);
        return Promise.resolve();
      },
    },
  ];
  for (const { what, complaint, distro = 'Ubuntu', ...fault } of beside) {
    it(what, () =>
      withFault(fault, async (machine) =>
        assert.deepEqual(complaints(await callDoctor(machine, { distro })), [complaint]),
      ),
    );
  }
});
