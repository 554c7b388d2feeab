import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backendLogPath } from '../docker/logs';
import { sharedFolder } from '../messages/bake';
import { changeDockerSettings, quitDockerDesktop, readPipes, readSettings, writeSettings } from '../prepare';
import { install, settingsText } from '../scenarios/docker-parts';
import { hostPathOf } from '../state/layout';
import type { State } from '../state/model';
import { backend, click, dockerOf, isUp, kinds, linux, pipesOf, processes, runningNames } from './docker';
import { ask } from './http';
import { type TestMachine, ended, withMachine } from './machine';

describe('simulator: Docker Desktop and its settings', () => {
  for (const [scenario, text] of [
    ['settings-bom', /'ï'/],
    ['settings-truncated', /EOF/],
    ['settings-wrong-types', /unmarshal string into AutoStart/],
  ] as const) {
    it(`refuses to start over "${scenario}", shows why and is gone`, () =>
      withMachine(scenario, async (machine) => {
        assert.deepEqual([kinds(machine), processes(machine)], [['settingsUnreadable'], [false, false]]);
        assert.match(dockerOf(machine).dialogs[0]!.text, text);
        const before = readSettings(machine.folder);
        assert.equal((await ended(click(machine))).code, 1);
        assert.deepEqual([kinds(machine).length, pipesOf(machine)], [2, []]);
        assert.deepEqual(readSettings(machine.folder), before);
      }));
  }

  const hostile: [string, string | { base64: string }][] = [
    ['no bytes at all', ''],
    ['UTF-16', { base64: Buffer.from('\uFEFF{}', 'utf16le').toString('base64') }],
    ['a comment', '{ // mine\n}'],
    ['a trailing comma', '{"AutoStart": true,}'],
    ['a list', '[]'],
    ['a text for a list', '{"integratedwslDISTROS": "Ubuntu"}'],
    ['a number in the list', '{"IntegratedWslDistros": ["Ubuntu", 7]}'],
  ];
  for (const [what, content] of hostile) {
    it(`refuses ${what}`, () =>
      withMachine('docker-stopped', async (machine) => {
        writeSettings(machine.folder, content);
        assert.equal((await ended(click(machine))).code, 1);
        assert.deepEqual(kinds(machine), ['settingsUnreadable']);
      }));
  }

  it('can stay as a window without backend instead, or go on without settings', async () => {
    await withMachine(
      'settings-bom',
      (machine) => {
        assert.deepEqual([processes(machine), pipesOf(machine)], [[true, false], []]);
      },
      ({ docker }) => (docker!.traps.badSettings = 'stay'),
    );
    await withMachine(
      'settings-truncated',
      async (machine) => {
        click(machine);
        await machine.until(() => isUp(machine));
        assert.deepEqual(kinds(machine), []);
      },
      ({ docker }) => Object.assign(docker!, { up: false, traps: { badSettings: 'discard' } }),
    );
  });

  it('refuses to start over a byte order mark in the file that asks for signing in', () =>
    withMachine(
      'docker-stopped',
      async (machine) => {
        assert.equal((await ended(click(machine))).code, 1);
        assert.deepEqual(kinds(machine), ['signInFileUnreadable']);
      },
      ({ files }) => (files['C:\\ProgramData\\DockerDesktop\\registry.json'] = '\uFEFF{}'),
    ));

  it('loses what was written while it ran: memory wins at the end', () =>
    withMachine('healthy', async (machine) => {
      writeSettings(machine.folder, settingsText({ IntegratedWslDistros: ['Debian'] }));
      await quitDockerDesktop(machine.folder);
      assert.deepEqual(JSON.parse(readSettings(machine.folder).toString()), {
        EnableIntegrationWithDefaultWslDistro: true,
        LicenseTermsVersion: 2,
      });
      assert.deepEqual([pipesOf(machine), processes(machine)], [[], [false, false]]);
    }));

  it('takes over what was written while it was stopped, in either case, the last of several spellings', () =>
    withMachine('docker-stopped', async (machine) => {
      const text = '{"IntegratedWslDistros":["Fedora"],"integratedWslDistros":["debian"],"Unknown":{"a":1}}';
      writeSettings(machine.folder, text);
      click(machine);
      await machine.until(() => isUp(machine) && runningNames(machine).includes('Debian'));
      await quitDockerDesktop(machine.folder);
      assert.equal(
        readSettings(machine.folder).toString(),
        settingsText({ IntegratedWslDistros: ['debian'], Unknown: { a: 1 } }),
      );
    }));

  it('keeps them in settings.json before 4.35, in camel case', () =>
    withMachine(
      'docker-stopped',
      async (machine) => {
        writeSettings(machine.folder, '{"SkipUpdateToWSLPrompt": true}');
        click(machine);
        await machine.until(() => isUp(machine));
        await quitDockerDesktop(machine.folder);
        const file = hostPathOf(machine.folder, 'C:\\Users\\dev\\AppData\\Roaming\\Docker\\settings.json')!;
        assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { skipUpdateToWSLPrompt: true });
      },
      ({ docker }) => (docker!.install = install({ version: '4.34.3' })),
    ));

  it('obeys a policy that counts, and no other', async () => {
    await withMachine('policy-locked', async (machine) => {
      assert.ok(pipesOf(machine).includes(linux));
      const { body } = await ask(readPipes(machine.folder)[backend]!, '/app/settings');
      assert.match(body, /"enableIntegrationWithDefaultWslDistro":true/);
      await quitDockerDesktop(machine.folder);
      assert.match(readSettings(machine.folder).toString(), /"EnableIntegrationWithDefaultWslDistro": false/);
    });
    await withMachine(
      'policy-locked',
      async (machine) => {
        const { body } = await ask(readPipes(machine.folder)[backend]!, '/app/settings');
        assert.match(body, /"enableIntegrationWithDefaultWslDistro":false/);
      },
      ({ docker }) => (docker!.policyCounts = false),
    );
    await withMachine(
      'policy-locked',
      async (machine) => {
        const { body } = await ask(readPipes(machine.folder)[backend]!, '/app/settings');
        assert.match(body, /"enableIntegrationWithDefaultWslDistro":false/);
      },
      ({ files }) => {
        const path = 'C:\\ProgramData\\DockerDesktop\\admin-settings.json';
        files[path] = `\uFEFF${files[path] as string}`;
      },
    );
  });

  it('may switch the default distro’s integration off by itself', () =>
    withMachine(
      'docker-stopped',
      async (machine) => {
        click(machine);
        await machine.until(() => isUp(machine));
        await quitDockerDesktop(machine.folder);
        assert.match(readSettings(machine.folder).toString(), /"EnableIntegrationWithDefaultWslDistro": false/);
      },
      ({ docker }) => (docker!.traps.losesDefaultFlag = true),
    ));
});

describe('simulator: Docker Desktop over settings files as they are found', () => {
  const samples = join(sharedFolder() ?? '', 'data', 'docker-settings');
  const refused = ['h1-bom.json', 'h2-truncated.json', 'h3-wrong-types.json', 'h4-duplicate-case-keys.json'];
  before(function () {
    if (!existsSync(samples)) this.skip();
  });

  it('starts over the sound ones and refuses the others', () =>
    withMachine('docker-stopped', async (machine) => {
      const names = readdirSync(samples).filter((name) => /^(?:0\d-(?!companion)|06-store|h\d-).*\.json$/.test(name));
      assert.ok(names.length > refused.length);
      for (const name of names) {
        writeSettings(machine.folder, { base64: readFileSync(join(samples, name)).toString('base64') });
        const before = kinds(machine).length;
        const { code } = await machine.docker('desktop', 'start');
        const isRefused = refused.includes(name);
        assert.deepEqual([name, code, kinds(machine).length - before], [name, isRefused ? 1 : 0, isRefused ? 1 : 0]);
        if (!isRefused) await quitDockerDesktop(machine.folder);
      }
    })).timeout(60_000);
});

describe('simulator: Docker Desktop’s integrations', () => {
  const started = async (machine: TestMachine): Promise<string[]> => {
    assert.equal((await machine.docker('desktop', 'start')).code, 0);
    const file = hostPathOf(machine.folder, backendLogPath)!;
    // On Hyper-V nobody looks at integrations at all.
    const isDone = () => /all wsl integrations|hyperv/i.test(readFileSync(file, 'utf8'));
    await machine.until(isDone);
    const log = readFileSync(file, 'utf8');
    return [...log.matchAll(/running wsl distro proxy in (\S+)/g)].map(([, name]) => name!);
  };
  const cases: [string, object, (state: State) => void, string[]][] = [
    ['the default distro by its flag', { EnableIntegrationWithDefaultWslDistro: true }, () => undefined, ['ubuntu']],
    [
      'those listed, in any case',
      { IntegratedWslDistros: ['DEBIAN', 'Fedora'] },
      () => undefined,
      ['debian', 'fedora'],
    ],
    [
      'no distro that is gone, WSL 1, or a manager’s',
      { IntegratedWslDistros: ['Gone', 'Legacy-18.04', 'docker-desktop', ''] },
      () => undefined,
      [],
    ],
    ['nothing without settings', {}, () => undefined, []],
    [
      'the default distro unasked, as some sources have it',
      {},
      ({ docker }) => (docker!.traps.integratesDefaultUnasked = true),
      ['ubuntu'],
    ],
    [
      'no converted distro in 4.40',
      { IntegratedWslDistros: ['Ubuntu', 'Debian'] },
      (state) => {
        state.docker!.install.version = '4.40.0';
        state.distros[0]!.version = 1;
      },
      ['debian'],
    ],
    ['nothing on Hyper-V', { WslEngineEnabled: false, IntegratedWslDistros: ['Debian'] }, () => undefined, []],
  ];
  for (const [what, settings, change, expected] of cases) {
    it(`take ${what}`, () =>
      withMachine(
        'docker-stopped',
        async (machine) => {
          writeSettings(machine.folder, JSON.stringify(settings));
          assert.deepEqual((await started(machine)).sort(), expected);
        },
        change,
      ));
  }

  it('follow a click on Apply at once, without a restart from 4.43 on and with one before', async () => {
    for (const [version, restarts] of [
      ['4.94.0', false],
      ['4.42.0', true],
    ] as const) {
      await withMachine(
        'healthy',
        async (machine) => {
          const before = dockerOf(machine).sessionId;
          await changeDockerSettings(machine.folder, { IntegratedWslDistros: ['Debian'] });
          await machine.until(() => runningNames(machine).includes('Debian'));
          assert.equal(dockerOf(machine).sessionId !== before, restarts);
          assert.match(readSettings(machine.folder).toString(), /"Debian"/);
        },
        ({ docker }) => (docker!.install.version = version),
      );
    }
  });

  it('make the credential helper of the distro that of Docker Desktop', () =>
    withMachine('healthy', (machine) => {
      const file = join(machine.folder, 'distros/Ubuntu/home/dev/.docker/config.json');
      assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { credsStore: 'desktop.exe' });
    }));
});
