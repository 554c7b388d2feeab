import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { findDockerDisks } from '../../../src/docker/disks';
import { pruneBuildCache, pruneDanglingImages, readEngineUse, removeImage } from '../../../src/docker/engineUse';
import { silentLog } from '../../../src/machine/log';
import type { Machine } from '../../../src/machine/machine';
import { writeSettings } from '../../../src/machine/writeSettings';
import { ConfigWatch } from '../../../src/state/configWatch';
import { readDisks } from '../../../src/state/disks';
import { askResources } from '../../../src/state/resources';
import { takeSnapshot, type Snapshot } from '../../../src/state/snapshot';
import { SnapshotStore } from '../../../src/state/store';
import { healthProblems } from '../../../src/state/health';
import { applyEdits } from '../../../src/text/edit';
import { findConfigFile } from '../../../src/wsl/configFile';
import { setKey } from '../../../src/wslconf/setKey';
import { readCalls, readEngineLog, readGateLog, readRemoteLog, readVmStarts, runningProcesses } from '../prepare';
import { container, dockerDisks, type DiskLayout } from '../scenarios/docker-parts';
import type { TestMachine } from '../spec/machine';
import { hostPathOf } from '../state/layout';
import type { State } from '../state/model';
import { productMachine, withMachine } from './product';

const config = 'C:\\Users\\dev\\.wslconfig';
const never = new AbortController().signal;
const patience = { timeout: 10_000 };

const host = ({ folder }: TestMachine, path: string): string => hostPathOf(folder, path)!;
const look = async (machine: Machine): Promise<Snapshot> => (await takeSnapshot(machine, null))!;

/** Gives a folder for what windows share, and takes it away again. */
async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-watch-'));
  try {
    await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('limits of WSL on a simulated machine', function () {
  this.timeout(60_000);

  it('are read from the file, the process and the computer; nothing starts', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const before = machine.state.running;
        const { limits, hardware, vm, wsl } = (await askResources(productMachine(machine)))!;
        assert.deepEqual(limits?.memory, { kind: 'set', written: '4GB', value: 4 * 1024 ** 3 });
        assert.deepEqual(limits.swap, { kind: 'bad', written: '1gb', line: 3 });
        assert.deepEqual(hardware, { memory: 16 * 1024 ** 3, processors: 8 });
        assert.deepEqual(vm, { process: 'vmmemWSL', bytes: 1_822_740 * 1024 });
        assert.equal(wsl, '2.6.1.0');
        assert.deepEqual(machine.state.running, before);
        assert.deepEqual(readGateLog(machine.folder), []);
        const programs = readCalls(machine.folder).map(({ program, argv }) => [program, ...argv].join(' '));
        assert.deepEqual(programs.sort(), ['tasklist /FO CSV /NH /FI IMAGENAME eq vmmem*', 'wsl --version']);
      },
      (state) => void (state.files[config] = '[wsl2]\r\nmemory=4GB\r\nswap=1gb\r\n'),
    ));

  it('are those of the virtual machine at its next start', () =>
    withMachine('healthy', async (machine) => {
      const product = productMachine(machine);
      const found = await findConfigFile(product);
      assert.deepEqual(found, { kind: 'absent', file: config });
      const made = setKey('', 'wslconfig', { section: 'wsl2', key: 'memory', value: '6GB' });
      assert.ok(made.kind === 'edits');
      const text = applyEdits('', made.edits);
      const written = await writeSettings(product.files, config, { before: null, after: text, stamp: 'x' });
      assert.deepEqual(written, { kind: 'ok', value: null });
      await machine.run('wsl', ['--shutdown']);
      await machine.run('wsl', ['-d', 'Debian', '-e', 'true']);
      assert.equal(readVmStarts(machine.folder).at(-1)?.wslconfig, '[wsl2]\r\nmemory=6GB\r\n');
    }));

  it('are written over what was read alone, with a copy beside it', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const { files } = productMachine(machine);
        const [before, after] = ['[wsl2]\nmemory=4GB\n', '[wsl2]\nmemory=8GB\n'];
        const change = { before, after, stamp: '20260102T030405Z' };
        writeFileSync(host(machine, config), `${before}# mine\n`);
        const refused = await writeSettings(files, config, change);
        assert.equal(refused.kind === 'failed' && refused.code, 'changed');
        const names = (): string[] =>
          readdirSync(dirname(host(machine, config))).filter((name) => name.startsWith('.wslconfig'));
        assert.deepEqual(names(), ['.wslconfig'], 'no copy is left');
        assert.equal(readFileSync(host(machine, config), 'utf8'), `${before}# mine\n`);
        writeFileSync(host(machine, config), before);
        const backup = `${config}.20260102T030405Z.bak`;
        assert.deepEqual(await writeSettings(files, config, change), { kind: 'ok', value: backup });
        assert.equal(readFileSync(host(machine, backup), 'utf8'), before);
        assert.equal(readFileSync(host(machine, config), 'utf8'), after);
        const another = await writeSettings(files, config, { before: after, after: before, stamp: change.stamp });
        assert.equal(
          another.kind === 'failed' && another.code,
          'changed',
          'another window writes it in the same second',
        );
        assert.equal(readFileSync(host(machine, backup), 'utf8'), before);
        assert.equal(readFileSync(host(machine, config), 'utf8'), after);
        const made = await writeSettings(files, config, { before: null, after, stamp: 'x' });
        assert.equal(made.kind === 'failed' && made.code, 'changed', 'somebody made it meanwhile');
      },
      (state) => void (state.files[config] = ''),
    ));

  it('keep the newest copies of ours, and all that is not of ours', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const { files } = productMachine(machine);
        const folder = dirname(host(machine, config));
        const others = ['.wslconfig.bak', '.wslconfig.20260101T000000Z.bak.txt', '.wslconfig.2026.bak', '.wslconfig2.20260101T000000Z.bak']; // prettier-ignore
        for (const name of others) writeFileSync(join(folder, name), 'theirs');
        symlinkSync(others[0]!, join(folder, '.wslconfig.20260101T000000Z.bak'));
        for (let second = 1; second <= 7; second += 1) {
          const change = { before: `# ${second - 1}\n`, after: `# ${second}\n`, stamp: `20260102T00000${second}Z` }; // prettier-ignore
          if (second === 1) writeFileSync(host(machine, config), change.before);
          assert.equal((await writeSettings(files, config, change)).kind, 'ok');
        }
        const copies = readdirSync(folder).filter((name) => /^\.wslconfig\.\d{8}T\d{6}Z\.bak$/.test(name));
        assert.deepEqual(
          copies.sort(),
          ['01T000000', '02T000003', '02T000004', '02T000005', '02T000006', '02T000007'].map(
            (moment) => `.wslconfig.202601${moment}Z.bak`,
          ),
        );
        for (const name of others) assert.equal(readFileSync(join(folder, name), 'utf8'), 'theirs');
      },
      (state) => void (state.files[config] = ''),
    ));

  it('that hold bytes of another encoding are no text to change', () =>
    withMachine(
      'healthy',
      async (machine) => {
        assert.equal((await findConfigFile(productMachine(machine))).kind, 'failed');
      },
      (state) => void (state.files[config] = { base64: Buffer.from('\uFEFF[wsl2]', 'utf16le').toString('base64') }),
    ));

  it('wait for WSL to be shut down, seen by every window', () =>
    withMachine('healthy', (machine) =>
      withFolder(async (folder) => {
        const product = productMachine(machine);
        const [one, other] = [new ConfigWatch(product, silentLog, folder), new ConfigWatch(product, silentLog, folder)];
        await one.look(await look(product));
        const pendingOf = (watch: ConfigWatch): boolean | undefined => watch.pending?.isSure;
        assert.equal(pendingOf(one), undefined);
        writeFileSync(host(machine, config), '[wsl2]\nmemory=2GB\n');
        await one.wrote(true);
        assert.equal(pendingOf(one), true);
        await other.look(await look(product));
        assert.equal(pendingOf(other), true);
        await machine.run('wsl', ['--shutdown']);
        await machine.until(() => machine.state.running.length === 0);
        await other.look(await look(product));
        assert.equal(pendingOf(other), undefined);
      }),
    ));
});

describe('disks on a simulated machine', function () {
  this.timeout(60_000);
  const wsl = 'C:\\Users\\dev\\AppData\\Local\\Docker\\wsl';

  const layouts: readonly (readonly [DiskLayout, string[], string | null])[] = [
    ['single', [`system ${wsl}\\main\\ext4.vhdx`, `data ${wsl}\\disk\\docker_data.vhdx`], null],
    [
      'twoDistros',
      [`system ${wsl}\\distro\\ext4.vhdx`, `data ${wsl}\\data\\ext4.vhdx`, `unknown ${wsl}\\disk\\docker_data.vhdx`],
      null,
    ],
    [
      'moved',
      [
        `system ${wsl}\\main\\ext4.vhdx`,
        'system D:\\big\\DockerDesktopWSL\\main\\ext4.vhdx',
        'data D:\\big\\DockerDesktopWSL\\disk\\docker_data.vhdx',
      ],
      `${wsl}\\main\\ext4.vhdx`,
    ],
  ];
  for (const [layout, expected, apart] of layouts) {
    it(`of Docker Desktop are found in the layout "${layout}"`, () =>
      withMachine(
        'healthy',
        async (machine) => {
          const product = productMachine(machine);
          const snapshot = await look(product);
          const found = await findDockerDisks(product, {
            settings: snapshot.docker.settings,
            distros: snapshot.distros,
          });
          assert.deepEqual(found.disks.map(({ role, path }) => `${role} ${path}`).sort(), [...expected].sort());
          assert.equal(found.apart, apart);
          assert.deepEqual(found.failed, []);
          assert.deepEqual([...readGateLog(machine.folder), ...readEngineLog(machine.folder)], []);
        },
        (state) => {
          state.disks = [];
          dockerDisks(state, layout);
          const settings = 'C:\\Users\\dev\\AppData\\Roaming\\Docker\\settings-store.json';
          if (layout === 'moved') state.files[settings] = '{"CustomWslDistroDir": "D:\\\\big"}';
        },
      ));
  }

  it('are of unknown use and in no other place where the settings cannot be read, since those may name another folder', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const product = productMachine(machine);
        const { docker, distros } = await look(product);
        const { disks, folder, apart } = await findDockerDisks(product, { settings: docker.settings, distros });
        assert.deepEqual([folder, apart], [null, null]);
        assert.deepEqual(disks.map(({ role, path }) => `${role} ${path}`).sort(), [
          `system D:\\big\\DockerDesktopWSL\\main\\ext4.vhdx`,
          `unknown ${wsl}\\disk\\docker_data.vhdx`,
        ]);
      },
      (state) => {
        state.disks = [{ path: `${wsl}\\disk\\docker_data.vhdx`, size: 1024, written: 512 }];
        state.distros.find(({ name }) => name === 'docker-desktop')!.basePath = 'D:\\big\\DockerDesktopWSL\\main';
        state.files['C:\\Users\\dev\\AppData\\Roaming\\Docker\\settings-store.json'] = '{"CustomWslDistroDir": ';
      },
    ));

  it('that nobody knows are shown as such: one of an older layout, and any other in its folder', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const product = productMachine(machine);
        const { docker, distros } = await look(product);
        const { disks } = await findDockerDisks(product, { settings: docker.settings, distros });
        const unknown = disks.filter(({ role }) => role === 'unknown').map(({ path }) => path);
        assert.deepEqual(unknown.sort(), [`${wsl}\\data\\ext4.vhdx`, `${wsl}\\old\\backup of data.vhdx`]);
      },
      (state) => {
        for (const path of ['data\\ext4.vhdx', 'old\\backup of data.vhdx']) {
          state.disks.push({ path: `${wsl}\\${path}`, size: 1024, written: 512 });
        }
      },
    ));

  it('tell what they take and what is free; only running distros of the user are asked how full they are', () =>
    withMachine('healthy', async (machine) => {
      const product = productMachine(machine);
      const { distros, docker } = (await readDisks(product, await look(product), never))!;
      const data = docker.disks.find(({ role }) => role === 'data')!.reading;
      assert.ok(data.use.kind === 'ok' && data.use.value.size === 64 * 1024 ** 2);
      assert.ok(data.use.value.onDisk >= 8 * 1024 ** 2 && data.use.value.onDisk < 16 * 1024 ** 2, 'what was written');
      assert.deepEqual(data.free, { kind: 'ok', value: 110 * 1024 ** 3 });
      const asked = distros.map(({ distro, inside }) => [distro.name, inside !== null && 'used' in inside]);
      assert.deepEqual(asked, [
        ['Ubuntu', true],
        ['Debian', false],
        ['Fedora', true],
      ]);
      const entered = readCalls(machine.folder).filter(({ argv }) => argv.includes('df'));
      const guids = machine.state.distros
        .filter(({ name }) => ['Ubuntu', 'Fedora'].includes(name))
        .map(({ guid }) => guid);
      assert.deepEqual(entered.map(({ argv }) => argv[0]).sort(), guids.sort());
      assert.ok(!machine.state.running.includes(machine.state.distros.find(({ name }) => name === 'Debian')!.guid));
    }));

  for (const [free, expected] of [
    [4 * 1024 ** 3, ['driveNearlyFull C:']],
    [6 * 1024 ** 3, []],
  ] as const) {
    it(`are a matter of health where a drive has ${free / 1024 ** 3} GB left: ${expected.length}`, () =>
      withMachine(
        'healthy',
        (machine) =>
          withFolder(async (folder) => {
            const store = new SnapshotStore(productMachine(machine), silentLog, folder);
            await store.refresh();
            const told = (): string[] =>
              healthProblems(store.current!).flatMap((each) =>
                each.kind === 'driveNearlyFull' ? [`${each.kind} ${each.name}`] : [],
              );
            if (expected.length > 0) await machine.until(() => told().length > 0);
            else await new Promise((resolve) => setTimeout(resolve, 300));
            assert.deepEqual(told(), expected);
            store.dispose();
          }),
        (state) => void (state.windows.freeBytes = { C: free, D: 1 }),
      ));
  }
});

describe('what takes room in the engine of a simulated machine', function () {
  this.timeout(60_000);
  const withDevContainer = (state: State): void => {
    const labels = { 'devcontainer.local_folder': 'C:\\work\\api' };
    state.docker!.linux.containers.push(
      container('api', { image: 'vsc-api-features:latest', state: 'exited', labels }),
    );
  };

  for (const form of ['lists', 'usage'] as const) {
    it(`is read from ${form}, and deleted as chosen: containers and their images stay`, () =>
      withMachine(
        'remote-context',
        async (machine) => {
          const product = productMachine(machine);
          const use = (await readEngineUse(product, patience))!;
          const unused = use.images
            .filter(({ isUsed }) => !isUsed)
            .flatMap(({ names }) => (names.length > 0 ? names : ['-']));
          assert.deepEqual(unused.sort(), ['-', 'golang:1.25', 'python:3.14', 'registry.example/tools/golang:latest']);
          assert.deepEqual(use.buildCache, { count: 2, size: 700 * 1024 ** 2 });
          assert.deepEqual(
            use.containers.filter(({ devFolder }) => devFolder !== null),
            [{ name: 'api', image: 'vsc-api-features:latest', isRunning: false, devFolder: 'C:\\work\\api' }],
          );
          const containers = machine.state.docker!.linux.containers;
          assert.deepEqual(await pruneBuildCache(product, patience), { kind: 'deleted', freed: 700 * 1024 ** 2 });
          assert.deepEqual(await pruneDanglingImages(product, patience), { kind: 'deleted', freed: 250 * 1024 ** 2 });
          for (const name of ['golang:1.25', 'registry.example/tools/golang:latest']) {
            assert.deepEqual(await removeImage(product, name, patience), { kind: 'deleted', freed: null });
          }
          const refused = await removeImage(product, 'vsc-api-features:latest', patience);
          assert.ok(refused.kind === 'failed' && refused.reason.startsWith('409 conflict'));
          const left = (await readEngineUse(product, patience))!;
          assert.deepEqual(
            left.images.filter(({ isUsed }) => !isUsed).flatMap(({ names }) => names),
            ['python:3.14'],
          );
          assert.deepEqual(left.buildCache, { count: 0, size: 0 });
          assert.deepEqual(machine.state.docker!.linux.containers, containers);
          assert.deepEqual(left.volumes, use.volumes);
          assert.deepEqual(readRemoteLog(machine.folder), [], 'nothing went to another computer');
        },
        (state) => {
          withDevContainer(state);
          if (form === 'usage') state.docker!.linux.room!.form = 'usage';
        },
      ));
  }

  it('is not known where the engine does not answer', () =>
    withMachine('docker-stopped', async (machine) => {
      assert.equal(await readEngineUse(productMachine(machine), { timeout: 2_000 }), null);
      assert.equal((await pruneBuildCache(productMachine(machine), { timeout: 2_000 })).kind, 'failed');
      assert.deepEqual(runningProcesses(machine.folder), []);
    }));
});
