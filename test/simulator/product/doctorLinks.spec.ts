import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { useLinuxEngineCommand } from '../../../src/docker/lifecycle';
import type { BesideId, LinkId } from '../../../src/doctor/checks';
import type { FixAct } from '../../../src/doctor/fix';
import { inEnglish } from '../../../src/text/message';
import { changeDockerSettings, changeState, readPipes, readState } from '../prepare';
import { contextPath } from '../docker/prepare-files';
import type { State } from '../state/model';
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
import { productMachine } from './product';

const traps =
  (set: NonNullable<State['docker']>['traps'], version?: string) =>
  ({ docker }: State): void => {
    docker!.traps = set;
    if (version !== undefined) docker!.install.version = version;
  };
const root = (script: string) => (machine: TestMachine) => asRoot(machine, script);
const user = (script: string) => (machine: TestMachine) => asUser(machine, script);

const shared = '/mnt/wsl/docker-desktop';
const proxySocket = `${shared}/shared-sockets/guest-services/docker.proxy.sock`;
const npipe = 'npipe:////./pipe/dockerDesktopLinuxEngine';
/** A context as Docker Desktop copies it from Windows, or as somebody made it. */
const storeContext = (name: string, host: string): string => {
  const path = contextPath('', name).replaceAll('\\', '/').replace(/^\/?/, '.docker/');
  const meta = JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host } } });
  return `cd && mkdir -p "$(dirname ${path})" && printf %s '${meta}' >${path}`;
};
const writeConfig = (config: object): string =>
  `cd && mkdir -p .docker && printf %s '${JSON.stringify(config)}' >.docker/config.json`;
/** An engine under another name, which takes the place of the link to the socket. */
const engine = (change: string): string =>
  `sed '${change}' /.simulator/dockerd.cjs >/tmp/other.cjs && rm -f /var/run/docker.sock && ` +
  `(setsid /.simulator/node /tmp/other.cjs >/dev/null 2>&1 </dev/null &) && ` +
  `for n in 1 2 3 4 5 6 7 8 9; do [ -S /var/run/docker.sock ] && sleep 0.3 && exit 0; sleep 0.3; done; exit 1`;

/** The last thing that the proxy of a distro does is to give the socket its group and mode. */
const linksAreMade =
  `for n in $(seq 50); do [ "$(stat -Lc %a /var/run/docker.sock 2>/dev/null)" = 660 ] && exit 0; sleep 0.2; done; ` +
  `echo 'no socket within ten seconds' >&2; exit 1`;

interface Broken extends Fault {
  readonly what: string;
  readonly link: LinkId;
  readonly fix?: FixAct;
  /** What the verdict says. */
  readonly says?: RegExp;
  /** The issue of a known fault that explains it. */
  readonly known?: RegExp;
  readonly options?: DoctorOptions;
  /** Checks beside the chain that see the same. */
  readonly also?: readonly BesideId[];
  /** What its user does about it: the fix, or what the next step says. */
  readonly mend?: (machine: TestMachine) => Promise<unknown>;
}

const broken: readonly Broken[] = [
  { what: 'Docker Desktop is not installed', link: 'docker-installed', scenario: 'no-docker', fix: 'installDocker' },
  {
    what: 'Docker Desktop does not run',
    link: 'docker-running',
    scenario: 'docker-stopped',
    fix: 'startDocker',
    mend: async (machine) => {
      await productMachine(machine).launch('dockerDesktop', []);
      await machine.until(() => readState(machine.folder).docker!.engine === 'running');
      await machine.until(() => readState(machine.folder).running.includes(ubuntu(machine.state).guid));
      await asRoot(machine, linksAreMade);
    },
  },
  {
    what: 'settings on which Docker Desktop refuses to start',
    link: 'docker-running',
    scenario: 'settings-bom',
    says: /refuses to start/,
  },
  {
    what: 'WSL does not tell its version',
    link: 'docker-running',
    scenario: 'docker-stopped',
    change: (state) =>
      state.faults.push({ program: 'wsl', match: ['--version'], kind: 'exit', exitCode: 255, stdout: 'usage' }),
    fix: 'updateWsl',
    known: /13445/,
    // The same is a prerequisite that is not met.
    also: ['wsl'],
  },
  {
    what: 'Windows containers',
    link: 'linux-containers',
    scenario: 'windows-containers',
    fix: 'useLinuxContainers',
    mend: async (machine) => {
      await productMachine(machine).run(useLinuxEngineCommand(), { timeout: 30_000 });
      await machine.until(() => readState(machine.folder).docker!.engine === 'running');
      await asRoot(machine, linksAreMade);
    },
  },
  {
    what: "Docker Desktop's own distro was stopped underneath",
    link: 'wsl-engine',
    act: async (machine) => {
      await machine.wsl('-t', 'docker-desktop');
      await machine.until(() => readPipes(machine.folder)['dockerDesktopLinuxEngine'] === undefined);
    },
    fix: 'restartDocker',
    mend: (machine) => machine.docker('desktop', 'restart', '--timeout', '20'),
  },
  { what: 'Docker Desktop waits for somebody to sign in', link: 'wsl-engine', scenario: 'docker-starting' },
  {
    what: 'an engine that never answers',
    link: 'engine-answers',
    change: traps({ engineHangs: true }, '4.41.0'),
    fix: 'restartDocker',
    known: /14656/,
  },
  {
    what: 'a paused engine',
    link: 'engine-answers',
    change: ({ docker }) => (docker!.paused = true),
    says: /paused, and with WSL 2\.6\.1\.0/,
    mend: (machine) => Promise.resolve(changeState(machine.folder, ({ docker }) => (docker!.paused = false))),
  },
  {
    what: 'an engine that answers 500',
    link: 'engine-answers',
    act: (machine) => Promise.resolve(changeState(machine.folder, ({ docker }) => (docker!.engine = 'starting'))),
    says: /still starting, or it has died/,
  },
  {
    what: 'a WSL 1 distro in the list',
    link: 'distro-version',
    change: settings({ IntegratedWslDistros: ['legacy-18.04'] }),
    options: { distro: 'Legacy-18.04' },
    fix: 'convertDistro',
  },
  {
    what: 'a distro in which nothing ends',
    link: 'distro-boots',
    change: (state) => (ubuntu(state).programs = { true: 'hangs' }),
    fix: 'stopDistro',
  },
  {
    what: 'integration that was lost, with its links left behind',
    link: 'integration-on',
    change: (state) => {
      traps({}, '4.28.0')(state);
      state.files = {};
      // Where that release has it.
      settings({})(state);
    },
    act: async (machine) => {
      const links = `ln -sfn ${shared}/cli-tools/usr/bin/docker /usr/bin/docker; ln -sfn ${proxySocket} /var/run/docker.sock`;
      await changeDockerSettings(machine.folder, { EnableIntegrationWithDefaultWslDistro: false });
      await machine.until(() => readState(machine.folder).docker!.engine === 'running');
      await asRoot(machine, `while pgrep -f user-distro' proxy'; do sleep 0.1; done; ${links}`);
    },
    fix: 'enableIntegration',
    known: /13904/,
    mend: (machine) => changeDockerSettings(machine.folder, { IntegratedWslDistros: ['Ubuntu'] }),
  },
  { what: 'a proxy that dies', link: 'proxy', change: traps({ proxyDies: true }, '4.50.0'), known: /350/ },
  {
    what: 'a proxy of 0 bytes',
    link: 'proxy',
    change: traps({ proxyEmpty: true }, '4.82.0'),
    says: /is empty/,
    known: /528/,
    fix: 'restartDocker',
    mend: async (machine) => {
      changeState(machine.folder, traps({}));
      await machine.docker('desktop', 'restart', '--timeout', '20');
    },
  },
  {
    what: "a docker of the distro's own in the place of the link",
    link: 'proxy',
    scenario: 'own-engine',
    says: /distro's own stands where/,
  },
  {
    what: 'a distro that was converted long ago, in a release that passes over it',
    link: 'proxy',
    change: (state) => {
      traps({}, '4.40.0')(state);
      ubuntu(state).version = 1;
    },
    says: /since it was converted/,
    known: /14686/,
  },
  {
    what: 'a folder that lies over /mnt/wsl',
    link: 'shared-mount',
    act: root('mount -t tmpfs tmpfs /mnt/wsl'),
    fix: 'restartDocker',
    mend: root('umount /mnt/wsl'),
  },
  {
    what: 'tools that were never mounted',
    link: 'shared-mount',
    act: root(`rm -r ${shared}/cli-tools`),
    fix: 'restartDocker',
    mend: (machine) => machine.docker('desktop', 'restart', '--timeout', '20'),
  },
  {
    what: 'links that lead nowhere',
    link: 'cli-link',
    change: traps({ linksDangle: true }),
    says: /docker-desktop\/gone/,
  },
  {
    what: 'a folder at /usr/bin/docker',
    link: 'cli-link',
    act: root('rm /usr/bin/docker && mkdir /usr/bin/docker'),
    fix: 'typeCommand',
    mend: async (machine) => {
      await asRoot(machine, 'rmdir /usr/bin/docker');
      await machine.docker('desktop', 'restart', '--timeout', '20');
    },
  },
  { what: 'an empty file at /usr/bin/docker', link: 'cli-link', act: root('rm /usr/bin/docker && : >/usr/bin/docker') },
  { what: 'no link at all', link: 'cli-link', act: root('rm /usr/bin/docker'), fix: 'restartDocker' },
  {
    what: 'another docker that comes first and fails',
    link: 'cli-first',
    act: root('printf "#!/bin/sh\\nexit 3\\n" >/usr/local/bin/docker && chmod 755 /usr/local/bin/docker'),
    says: /\/usr\/local\/bin\/docker comes first/,
    mend: root('rm /usr/local/bin/docker'),
  },
  {
    what: 'a PATH without docker',
    link: 'cli-first',
    act: user('echo "PATH=/opt/bin" >~/.profile'),
    says: /leads to no docker/,
    mend: user('rm ~/.profile'),
  },
  {
    what: 'no link to the socket',
    link: 'socket',
    change: traps({ socketLinkMissing: true }, '4.75.0'),
    says: /though Docker Desktop shares its own/,
    known: /423/,
    fix: 'restartDocker',
  },
  {
    what: 'a link to a socket that is not there',
    link: 'socket',
    act: root('ln -sfn /run/nowhere.sock /var/run/docker.sock'),
    says: /\/run\/nowhere\.sock/,
    mend: root(`ln -sfn ${proxySocket} /var/run/docker.sock`),
  },
  {
    what: 'a folder in the place of the socket',
    link: 'socket',
    act: root('rm /var/run/docker.sock && mkdir /var/run/docker.sock'),
    fix: 'typeCommand',
  },
  {
    what: 'a user who is not in the group',
    link: 'permission',
    act: root("sed -i 's/^\\(docker:.*:\\)dev$/\\1/' /etc/group"),
    fix: 'typeCommand',
    mend: root('usermod -aG docker dev'),
  },
  {
    what: 'DOCKER_HOST from the days of WSL 1',
    link: 'endpoint',
    act: user('printf "umask 022\\nexport DOCKER_HOST=tcp://localhost:2375\\n" >~/.profile'),
    says: /tcp:\/\/localhost:2375/,
    mend: user("sed -i '/DOCKER_HOST/d' ~/.profile"),
  },
  {
    what: 'the context of Windows',
    link: 'endpoint',
    act: user(`${storeContext('desktop-linux', npipe)} && ${writeConfig({ currentContext: 'desktop-linux' })}`),
    fix: 'useDefaultContext',
    mend: user('docker context use default'),
  },
  {
    what: 'a context that is not there',
    link: 'endpoint',
    act: user(writeConfig({ currentContext: 'gone' })),
    fix: 'useDefaultContext',
  },
  {
    what: 'an engine of its own that took the socket',
    link: 'own-engine',
    act: root(engine('s/a/a/')),
    fix: 'typeCommand',
    mend: root(`pkill -x dockerd; rm -f /var/run/docker.sock; ln -s ${proxySocket} /var/run/docker.sock`),
  },
  {
    what: "another engine's socket in the place of the link",
    link: 'server',
    act: root(engine('s/process.title *= *"dockerd"/process.title="podman"/')),
    says: /Docker Engine - Community/,
    mend: root(`pkill -x podman; rm -f /var/run/docker.sock; ln -s ${proxySocket} /var/run/docker.sock`),
  },
  {
    what: 'a credential helper that is not there',
    link: 'credentials',
    act: user(writeConfig({ credsStore: 'secretservice' })),
    says: /secretservice/,
    mend: user(writeConfig({})),
  },
  {
    what: 'a helper of Windows without interop',
    link: 'credentials',
    change: (state) => (ubuntu(state).interopLost = true),
    says: /desktop\.exe is a program of Windows/,
    fix: 'stopDistro',
  },
  {
    what: 'a configuration of NULs',
    link: 'credentials',
    act: user('head -c 300 /dev/zero >~/.docker/config.json'),
    says: /cannot be read/,
    mend: user('mv ~/.docker/config.json ~/.docker/config.old'),
  },
  {
    what: 'a dangling link to compose',
    link: 'compose',
    act: user('mkdir -p ~/.docker/cli-plugins && ln -s /opt/gone ~/.docker/cli-plugins/docker-compose'),
    mend: user('rm ~/.docker/cli-plugins/docker-compose'),
  },
];

describe('doctor: each broken link', function () {
  this.timeout(120_000);
  before(skipWithoutUserlands);

  for (const { what, link, also = [], fix, says, known, options, mend, ...fault } of broken) {
    it(`${link}: ${what}`, () =>
      withFault(fault, async (machine) => {
        const report = await callDoctor(machine, options);
        assert.deepEqual(complaints(report), [link, ...also]);
        assert.equal(report.broken?.id, link);
        assert.equal(report.result, 'fail');
        const { verdict } = report.broken;
        assert.ok(verdict.evidence.length > 0);
        const behind = report.links.slice(report.links.findIndex(({ id }) => id === link) + 1);
        assert.deepEqual(
          [...new Set(behind.map(({ verdict: { status } }) => status))],
          link === 'compose' ? [] : ['skipped'],
        );
        if (fix) assert.equal(verdict.fix?.act, fix);
        if (says) assert.match(inEnglish(verdict.text), says);
        if (known) assert.match(verdict.traps.map(({ reference }) => reference).join(' '), known);
        else assert.deepEqual(verdict.traps, []);
        if (!mend) return;
        await mend(machine);
        const after = await callDoctor(machine, options);
        assert.deepEqual([after.result, complaints(after)], ['ok', []]);
      }));
  }
});
