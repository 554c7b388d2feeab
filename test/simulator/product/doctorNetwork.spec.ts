import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { Verdict } from '../../../src/doctor/verdict';
import { inEnglish } from '../../../src/text/message';
import { changeState } from '../prepare';
import type { State } from '../state/model';
import type { TestMachine } from '../spec/machine';
import { asRoot, asUser, callDoctor, complaints, skipWithoutUserlands, ubuntu, withFault } from './doctorMachine';

interface Case {
  readonly what: string;
  readonly windows?: State['windows']['proxy'];
  /** What the start file of the distro's user sets. */
  readonly shell?: string;
  readonly config?: string;
  readonly says: RegExp;
}

const proxy = { enabled: true, server: 'http=proxy.corp.example:8080;https=proxy.corp.example:8443' };
const off = { enabled: false };
const nowhere = 'export https_proxy=http://me:secret@127.0.0.1:1\n';

describe('doctor: the proxy of Windows and that of the distro', function () {
  this.timeout(240_000);
  before(skipWithoutUserlands);

  /** What the doctor says of proxies, on one machine in one state after the other. */
  const inTurn = (cases: readonly Case[], check: (verdict: Verdict, odd: string[]) => void): Promise<void> =>
    withFault({}, async (machine) => {
      for (const { what, windows = off, shell = '', config = '', says } of cases) {
        changeState(machine.folder, (state) => (state.windows.proxy = windows));
        writeFileSync(join(machine.prepared.drives['C']!, 'Users', 'dev', '.wslconfig'), config);
        await asUser(machine, `printf '${shell.replaceAll('\n', '\\n')}' >~/.profile`);
        const report = await callDoctor(machine);
        const { verdict } = report.beside.find(({ id }) => id === 'http-proxy')!;
        try {
          check(verdict, complaints(report));
          assert.match(inEnglish(verdict.text), says);
          assert.doesNotMatch(JSON.stringify(verdict), /secret/);
        } catch (error) {
          throw new Error(what, { cause: error });
        }
      }
    });

  it('is missing in the distro, or leads nowhere there', () =>
    inTurn(
      [
        {
          what: 'a proxy of Windows that shells in the distro do not have',
          windows: proxy,
          says: /through the proxy http:\/\/proxy\.corp\.example:8443, and shells in the distro through none/,
        },
        { what: 'one for everything', windows: { enabled: true, server: '10.1.2.3:3128' }, says: /10\.1\.2\.3:3128/ },
        {
          what: 'a proxy on localhost where nothing listens',
          shell: nowhere,
          says: /go through http:\/\/127\.0\.0\.1:1, where nothing listens/,
        },
        {
          what: 'the same beside a proxy of Windows',
          windows: proxy,
          shell: 'export HTTP_PROXY=localhost:1\n',
          says: /localhost:1, where/,
        },
      ],
      (verdict, odd) => {
        assert.deepEqual(odd, ['http-proxy (warn)']);
        assert.ok(verdict.evidence.length === 2 && verdict.nextStep);
      },
    ));

  it('is nothing to speak of where both have it, none does, or somebody wants it so', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const own = /one of its own/;
    const none = /none to take over/;
    try {
      await inTurn(
        [
          { what: 'none', says: none },
          {
            what: 'both have it',
            windows: proxy,
            shell: 'export http_proxy=http://proxy.corp.example:8080\n',
            says: own,
          },
          {
            what: 'another one in the distro',
            windows: proxy,
            shell: 'export https_proxy=http://other.example\n',
            says: own,
          },
          {
            what: 'one in the distro alone',
            shell: 'export HTTPS_PROXY=http://me:secret@proxy.example:1\n',
            says: own,
          },
          { what: 'one on localhost that listens', shell: `export http_proxy=http://127.0.0.1:${port}/\n`, says: own },
          {
            what: 'one on localhost with a mirrored network',
            shell: nowhere,
            config: '[wsl2]\nnetworkingMode=mirrored\n',
            says: own,
          },
          { what: 'one that is switched off', windows: { ...proxy, enabled: false }, says: none },
          { what: 'a script', windows: { enabled: false, script: 'http://wpad.example/wpad.dat' }, says: none },
          { what: 'one on localhost of Windows', windows: { enabled: true, server: '127.0.0.1:7890' }, says: none },
          {
            what: 'a WSL that is told to leave it',
            windows: proxy,
            config: '[wsl2]\nautoProxy=false\n',
            says: /as \.wslconfig says/,
          },
        ],
        (verdict, odd) => assert.deepEqual([verdict.status, odd], ['ok', []]),
      );
    } finally {
      server.close();
    }
  });

  it('is not known where the registry does not tell', () =>
    withFault(
      {
        change: (state) =>
          state.faults.push({ program: 'reg', match: ['query', internetSettings], kind: 'exit', exitCode: 1 }),
      },
      async (machine: TestMachine) => {
        const report = await callDoctor(machine);
        const { verdict } = report.beside.find(({ id }) => id === 'http-proxy')!;
        assert.deepEqual([verdict.status, complaints(report), report.result], ['unknown', [], 'ok']);
      },
    ));
});

describe('doctor: names that Windows finds', function () {
  this.timeout(240_000);
  before(skipWithoutUserlands);

  const known = ({ windows }: State): void => void (windows.names = ['registry.corp.example', 'index.docker.io']);
  const signIn = (machine: TestMachine, auths: object, profile = ''): Promise<void> =>
    asUser(
      machine,
      `mkdir -p ~/.docker && printf %s '${JSON.stringify({ auths })}' >~/.docker/config.json && printf '${profile}' >~/.profile`,
    );
  const ofNames = async (machine: TestMachine): Promise<readonly [string, string, readonly string[]]> => {
    const report = await callDoctor(machine);
    const { verdict } = report.beside.find(({ id }) => id === 'names')!;
    return [verdict.status, inEnglish(verdict.text), complaints(report)];
  };

  it('and the distro does not, until its name server knows them', () =>
    withFault({ change: known }, async (machine) => {
      await signIn(machine, { 'https://registry.corp.example/v2/': {} });
      const [, text, odd] = await ofNames(machine);
      assert.deepEqual(odd, ['names (warn)']);
      assert.match(text, /finds https:\/\/registry\.corp\.example, and the distro does not/);
      await asRoot(machine, 'echo "10.1.2.3 registry.corp.example" >>/etc/hosts');
      assert.deepEqual(await ofNames(machine), ['ok', 'It does.', []]);
    }));

  it('are those of registries that docker is signed in to, where no proxy looks them up', () =>
    withFault({ change: known }, async (machine) => {
      for (const [auths, profile, says] of [
        [{}, '', /no name to try/],
        [{ 'localhost:5000': {}, '10.1.2.3:5000': {}, 'https://[::1]/': {}, 'x; reboot': {} }, '', /no name to try/],
        [{ 'gone.corp.example': {} }, '', /Windows finds no address/],
        [{ 'registry.corp.example': {} }, 'export https_proxy=http://proxy.corp.example:8080\\n', /no name to try/],
      ] as const) {
        await signIn(machine, auths, profile);
        const [status, text, odd] = await ofNames(machine);
        assert.deepEqual([status, odd], ['ok', []]);
        assert.match(text, says);
      }
    }));

  it('are not found where the name server does not answer, and not known where nothing can ask it', async () => {
    const hanging = '#!/bin/sh\\n[ "$1" = ahosts ] && exec sleep 60\\nexec /usr/bin/getent "$@"\\n';
    await withFault({ change: known }, async (machine) => {
      await signIn(machine, { 'https://index.docker.io/v1/': {} });
      await asRoot(machine, `printf '${hanging}' >/usr/local/bin/getent && chmod 755 /usr/local/bin/getent`);
      assert.deepEqual((await ofNames(machine))[2], ['names (warn)']);
    });
    const change = (state: State): void => {
      known(state);
      ubuntu(state).programs = { getent: 'missing' };
    };
    await withFault({ change }, async (machine) => {
      await signIn(machine, { 'https://index.docker.io/v1/': {} });
      const [status, , odd] = await ofNames(machine);
      assert.deepEqual([status, odd], ['unknown', []]);
    });
  });

  it('are not asked for from inside a distro', () =>
    withFault({ change: known }, async (machine) => {
      await signIn(machine, { 'registry.corp.example': {} });
      const { beside } = await callDoctor(machine, { inside: 'Ubuntu' });
      assert.ok(!beside.some(({ id }) => id === 'names'));
    }));
});

const internetSettings = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
