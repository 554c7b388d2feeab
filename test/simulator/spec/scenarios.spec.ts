import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { MachineFile } from '../machine-file';
import { prepareMachine, runningProcesses } from '../prepare';
import { scenarios } from '../scenarios';
import { TestMachine, useMachine } from './machine';

const expectedNames =
  'healthy, empty, missing, stub, hanging, broken-key, garbage, japanese, fifty, no-virtualization, ' +
  'docker-stopped, no-docker, docker-starting, own-engine, windows-containers, hyperv, policy-locked, ' +
  'remote-context, settings-bom, settings-truncated, settings-wrong-types, only-managed, docker-default, ' +
  'not-windows, old-windows, early, inbox, chinese, policy, locked-service';

describe('simulator: scenarios', () => {
  it('has the agreed names', () => assert.equal(scenarios.map(({ name }) => name).join(', '), expectedNames));

  it('rejects another name and lists these', async () => {
    await assert.rejects(prepareMachine('unused', 'nonsense'), new RegExp(expectedNames));
  });

  for (const { name, hasWsl } of scenarios) {
    it(`prepares "${name}" with a machine file whose paths exist`, async () => {
      const machine = await TestMachine.make(name);
      try {
        const file = JSON.parse(readFileSync(machine.prepared.machineFile, 'utf8')) as MachineFile;
        const isWindows = name !== 'not-windows';
        assert.deepEqual(
          [file.platform, 'wsl' in file.programs, 'docker' in file.programs, file.overlays],
          [isWindows ? 'windows' : 'other', hasWsl, machine.state.docker !== undefined, {}],
        );
        const programs = Object.values(file.programs);
        const places = [...programs, ...Object.values(file.drives), ...Object.values(file.uncRoots), file.gateLog];
        places.push(...Object.values(file.pipes!));
        for (const path of places) assert.ok(path.startsWith('/') && existsSync(path), path);
        for (const path of programs) assert.ok(statSync(path).mode & 0o100);
        const installed = machine.state.distros.filter((distro) => distro.state === 1);
        assert.equal(Object.keys(file.uncRoots).length, installed.length * 2);
        if (!isWindows) {
          assert.deepEqual([programs, file.drives], [[], {}]);
          return;
        }
        assert.equal(
          (await machine.reg('query', 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\Msi')).code,
          hasWsl && name !== 'stub' && name !== 'inbox' ? 0 : 1,
        );
      } finally {
        await machine.remove();
      }
    });
  }

  describe('missing', () => {
    const machine = useMachine('missing');
    it('has no Lxss key', async () => {
      assert.equal((await machine().reg('query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss')).code, 1);
    });
  });

  describe('empty', () => {
    const machine = useMachine('empty');
    it('has an Lxss key without subkeys', async () => {
      const { text } = await machine().reg('query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss', '/s');
      assert.equal(text.match(/HKEY_/g)!.length, 1);
    });
  });

  describe('hanging', () => {
    const machine = useMachine('hanging');
    it('answers --version and reg at once, and nothing that needs the service', async () => {
      assert.equal((await machine().wsl('--version')).code, 0);
      assert.equal((await machine().reg('query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss')).code, 0);
      for (const args of [
        ['-l', '-v'],
        ['--status'],
        ['-s', 'Ubuntu'],
        ['-t', 'Ubuntu'],
        ['--shutdown'],
        ['-e', 'true'],
      ]) {
        const child = machine().start('wsl', args, {}, true);
        await machine().until(() => runningProcesses(machine().folder).length === 2 || child.exitCode !== null);
        assert.equal(child.exitCode, null, args.join(' '));
        process.kill(-child.pid!, 'SIGKILL');
        await machine().until(() => runningProcesses(machine().folder).length === 0);
      }
    });
  });

  describe('garbage', () => {
    const machine = useMachine('garbage');
    it('prints no list', async () => {
      const { code, stdout } = await machine().run('wsl', ['-l', '-v']);
      assert.deepEqual([code, stdout.length % 2], [0, 1]);
    });
  });

  describe('japanese', () => {
    const machine = useMachine('japanese');
    it('lists its names', async () => {
      assert.deepEqual(await machine().lines('-l', '-q'), ['Ubuntu', '開発環境', 'My Distro 22', 'docker-desktop']);
    });
    it('has its registry in code page 932', async () => {
      const key = `HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss\\${machine().state.distros[1]!.guid}`;
      const { stdout } = await machine().run('reg', ['query', key]);
      assert.match(new TextDecoder('shift_jis').decode(stdout), /BasePath {4}REG_SZ {4}D:\\仮想ディスク\\開発環境\r\n/);
    });
  });

  describe('fifty', () => {
    const machine = useMachine('fifty');
    it('lists fifty, sorted behind the default', async () => {
      const names = await machine().lines('-l', '-q');
      assert.deepEqual([names.length, new Set(names).size, names[0]], [50, 50, 'Ubuntu']);
      const guids = names.slice(1).map((name) => machine().state.distros.find((distro) => distro.name === name)!.guid);
      assert.deepEqual(guids, [...guids].sort());
    });
  });

  describe('the sample projects', () => {
    const machine = useMachine('healthy');

    it('have binds of every kind, and everything they name exists', () => {
      const { folder, prepared } = machine();
      const shop = join(prepared.drives['C']!, 'Users/dev/shop');
      const api = join(folder, 'distros/Ubuntu/home/dev/api');
      assert.deepEqual(sources(shop), [
        './src',
        './package.json',
        '/mnt/c/Users/dev/shop/config',
        'db-data',
        './db/init',
      ]);
      assert.deepEqual(sources(api), [
        './src',
        './migrations',
        'C:\\Users\\dev\\data',
        '/mnt/c/Users/dev/assets',
        './src',
        'jobs',
      ]);
      for (const [project, names] of [
        [shop, sources(shop)],
        [api, sources(api)],
      ] as const) {
        for (const name of names) {
          const drive = /^(?:\/mnt\/c\/|C:\\)(.*)$/.exec(name)?.[1]?.replaceAll('\\', '/');
          const path = drive
            ? join(prepared.drives['C']!, drive)
            : name.startsWith('.')
              ? join(project, name)
              : project;
          assert.ok(existsSync(path), `${name} in ${project}`);
        }
      }
    });
  });

  describe('a folder that is in use', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it('is refused when it holds something else', async () => {
      writeFileSync(join(folder, 'precious'), 'text');
      await assert.rejects(prepareMachine(folder, 'healthy'), /not empty/);
      assert.equal(readFileSync(join(folder, 'precious'), 'utf8'), 'text');
    });

    it('is renewed when it holds a machine', async () => {
      await prepareMachine(folder, 'healthy', { shared: null });
      writeFileSync(join(folder, 'drives/C/left-over'), '');
      await prepareMachine(folder, 'empty', { shared: null });
      assert.deepEqual(
        [existsSync(join(folder, 'drives/C/left-over')), existsSync(join(folder, 'distros/Ubuntu'))],
        [false, false],
      );
    });
  });
});

function sources(project: string): string[] {
  const compose = parse(readFileSync(join(project, 'compose.yaml'), 'utf8')) as {
    services: Record<string, { volumes?: (string | { source: string })[] }>;
  };
  return Object.values(compose.services)
    .flatMap(({ volumes }) => volumes ?? [])
    .map((volume) => (typeof volume === 'string' ? /^((?:C:)?[^:]+):/.exec(volume)![1]! : volume.source));
}
