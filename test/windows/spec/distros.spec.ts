import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { programNames } from '../../../src/machine/command';
import { lxssKey } from '../../../src/wsl/registry';
import { takeSnapshot } from '../../../src/state/snapshot';
import { hostileNames } from '../harness/machines';
import { readCalls } from '../../simulator/state/logs';
import { readState } from '../../simulator/state/store';
import { underWine, windowsFolder } from './place';
import { deleteKey, writeValues } from './reg';

const machineFolder = (name: string): string => join(windowsFolder, 'machines', name);

interface Listed {
  readonly name: string;
  readonly id: string | null;
  readonly state: string;
  readonly wslVersion: number;
  readonly default: boolean;
  readonly disk: string | null;
}

interface Output {
  readonly wsl: { readonly version: string | null };
  readonly docker: unknown;
  readonly distros: readonly Listed[];
  readonly problems: readonly { readonly kind: string }[];
}

/** `slipway distros`, with the environment of this Windows and what is added to it. */
function distros(env: Readonly<Record<string, string>>): Output {
  const stdout = execFileSync(
    process.execPath,
    [join(windowsFolder, 'dist', 'cli.cjs'), 'distros', '--format', 'json'],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  return JSON.parse(stdout.toString()) as Output;
}

describe('the distros of a described machine, whose programs are PE files', () => {
  it('are those of the list, with what the registry adds', () => {
    const {
      distros: listed,
      problems,
      wsl,
    } = distros({ SLIPWAY_MACHINE: join(machineFolder('usual'), 'machine.json') });
    assert.deepEqual(problems, []);
    assert.equal(wsl.version, '2.6.1.0');
    assert.deepEqual(
      listed.map(({ name, state, wslVersion, default: isDefault }) => [name, state, wslVersion, isDefault]),
      [
        ['Ubuntu', 'running', 2, true],
        ['Debian', 'stopped', 2, false],
        ['Fedora', 'running', 2, false],
        ['Legacy-18.04', 'stopped', 1, false],
        ['docker-desktop', 'stopped', 2, false],
      ],
    );
    for (const { id, disk } of listed) assert.ok(id !== null && disk !== null);
  });

  it('have any name at all', async () => {
    const file = join(machineFolder('hostile'), 'machine.json');
    const { distros: listed, problems } = distros({ SLIPWAY_MACHINE: file });
    assert.deepEqual(problems, []);
    const registered = readState(machineFolder('hostile')).distros.map(({ name }) => name);
    assert.deepEqual(listed.map(({ name }) => name).sort(), [...registered].sort());
    const hostile = hostileNames.filter((name) => registered.includes(name));
    assert.ok(hostile.length >= 3);
    const machine = openMachine(silentLog, { SLIPWAY_MACHINE: file });
    for (const name of hostile) {
      await machine.run({ program: 'wsl', args: ['--terminate', name], parse: () => null }, { timeout: 20_000 });
    }
    const ended = readCalls(machineFolder('hostile')).filter(({ argv }) => argv[0] === '--terminate');
    assert.deepEqual(
      ended.map(({ argv }) => argv[1]),
      hostile,
    );
  });
});

describe('programs in the environment of Windows', () => {
  it('are found below its folder and nowhere else', () => {
    const machine = openMachine(silentLog, process.env);
    const root = process.env['SystemRoot'] ?? '';
    assert.equal(machine.platform, 'windows');
    assert.equal(machine.neutralFolder, root);
    assert.equal(machine.programPath('reg'), join(root, 'System32', 'reg.exe'));
    assert.equal(machine.programPath('explorer'), join(root, 'explorer.exe'));
    for (const name of programNames) {
      const path = machine.programPath(name);
      assert.ok(path === null || path.toLowerCase().startsWith(`${root.toLowerCase()}\\`), `${name}: ${path}`);
    }
  });

  it('are not those of the folder it is in, nor of PATH', async () => {
    const decoys = join(windowsFolder, 'decoys');
    mkdirSync(decoys, { recursive: true });
    for (const name of ['reg.exe', 'wsl.exe']) {
      copyFileSync(join(windowsFolder, 'programs', 'echo.exe'), join(decoys, name));
      copyFileSync(join(windowsFolder, 'programs', 'echo.exe.json'), join(decoys, `${name}.json`));
    }
    const before = process.cwd();
    process.chdir(decoys);
    try {
      const machine = openMachine(silentLog, { ...process.env, PATH: `${decoys};${process.env['PATH'] ?? ''}` });
      const ran = await machine.run(
        { program: 'reg', args: ['query', 'HKCU\\Environment'], parse: ({ stdout }) => Buffer.from(stdout).toString() },
        { timeout: 20_000 },
      );
      assert.ok(ran.outcome === 'done' && ran.value.includes('HKEY_CURRENT_USER\\Environment'), JSON.stringify(ran));
    } finally {
      process.chdir(before);
    }
  });

  it('are behind Sysnative for a process of 32 bits', () => {
    const machine = openMachine(silentLog, { SystemRoot: 'C:\\Windows', PROCESSOR_ARCHITEW6432: 'AMD64' });
    assert.equal(machine.programPath('wsl'), 'C:\\Windows\\Sysnative\\wsl.exe');
    assert.equal(machine.programPath('explorer'), 'C:\\Windows\\explorer.exe');
  });

  it('have the folders of the user from the environment, whatever the case of the name', async () => {
    const variables = await openMachine(silentLog, process.env).variables();
    assert.equal(variables('localappdata'), process.env['LOCALAPPDATA']);
    assert.equal(variables('SYSTEMROOT')?.toLowerCase(), process.env['SystemRoot']?.toLowerCase());
  });
});

// Both the registrations and System32 are changed, which may only be done to a Windows that is ours.
(underWine ? describe : describe.skip)(
  'a whole Windows: wsl.exe in System32, real registrations, no machine file',
  () => {
    const wsl = join(process.env['SystemRoot'] ?? '', 'System32', 'wsl.exe');
    const simulated = machineFolder('hostile');

    before(function () {
      this.timeout(60_000);
      linkSync(join(simulated, 'bin', 'wsl.exe'), wsl);
      copyFileSync(join(simulated, 'bin', 'wsl.exe.json'), `${wsl}.json`);
      deleteKey(lxssKey);
      const { distros: registered, defaultDistribution } = readState(simulated);
      writeValues({
        [lxssKey]: { DefaultDistribution: defaultDistribution ?? '' },
        ...Object.fromEntries(
          registered.map(({ guid, name, basePath, flags, state }) => [
            `${lxssKey}\\${guid}`,
            { DistributionName: name, BasePath: basePath, Flags: flags, State: state },
          ]),
        ),
      });
    });
    after(() => {
      for (const file of [wsl, `${wsl}.json`]) rmSync(file, { force: true });
      deleteKey(lxssKey);
    });

    it('gives its distros with the ids and disks that reg.exe knows', async () => {
      const { distros: listed, problems } = distros({});
      const byOwner = readState(simulated).distros;
      assert.deepEqual(problems, []);
      assert.equal(listed.length, byOwner.length);
      for (const { name, id, disk } of listed) {
        const own = byOwner.find((each) => each.name === name);
        assert.equal(id, own?.guid);
        assert.ok(disk?.startsWith(own?.basePath ?? '?'), `${name}: ${disk}`);
      }
      const snapshot = await takeSnapshot(openMachine(silentLog), null, new AbortController().signal);
      assert.equal(snapshot?.distros[0]?.name, 'Ubuntu');
    });

    it('finds Docker Desktop where its installer registered it', () => {
      const seen = registerDocker('Programme');
      assert.match(JSON.stringify(seen.docker), /4\.94\.0/);
    });

    it('does not say that Docker Desktop is missing where the console damages the name of its folder', () => {
      const seen = registerDocker('日本語');
      assert.match(JSON.stringify((seen.docker as { install: unknown }).install), /^\{"unknown"/);
    });

    it('has no WSL when wsl.exe is gone', () => {
      rmSync(wsl);
      const cli = join(windowsFolder, 'dist', 'cli.cjs');
      const { status, stdout } = spawnSync(process.execPath, [cli, 'distros', '--format', 'json']);
      const output = JSON.parse(stdout.toString()) as Output;
      assert.equal(status, 2);
      assert.deepEqual(
        output.problems.map(({ kind }) => kind),
        ['programMissing'],
      );
    });
  },
);

/** Puts Docker Desktop's program into a folder, registers it as its installer does, and asks. */
function registerDocker(name: string): Output {
  const key = 'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Docker Desktop';
  const folder = join(windowsFolder, name, 'Docker');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Docker Desktop.exe'), '');
  writeValues({ [key]: { DisplayVersion: '4.94.0', InstallLocation: folder } });
  try {
    return distros({});
  } finally {
    deleteKey(key);
  }
}
