import assert from 'node:assert/strict';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { describe, it } from 'mocha';
import { findImageStores, type ImageStores } from '../../../src/state/imageStores';
import { takeSnapshot } from '../../../src/state/snapshot';
import { readCalls, readEngineLog, readGateLog, readRemoteLog } from '../prepare';
import { settingsText, usualSettings } from '../scenarios/docker-parts';
import { distro } from '../scenarios/parts';
import type { TestMachine } from '../spec/machine';
import { hostPathOf } from '../state/layout';
import type { State } from '../state/model';
import { asRoot, skipWithoutUserlands, withFault } from './doctorMachine';
import { productMachine, withMachine } from './product';

const never = new AbortController().signal;
const local = 'C:\\Users\\dev\\AppData\\Local';
const wsl = `${local}\\Docker\\wsl`;
const vmData = 'C:\\ProgramData\\DockerDesktop\\vm-data';
const settingsFile = 'C:\\Users\\dev\\AppData\\Roaming\\Docker\\settings-store.json';
const mebibyte = 1024 ** 2;

const disk = (state: State, path: string, restingHours = 24): void =>
  void state.disks.push({ path, size: 4 * mebibyte, written: mebibyte, restingHours });
const settings = (state: State, changes: object): void =>
  void (state.files[settingsFile] = settingsText({ ...usualSettings, ...changes }));

/** The user's distros do not run: where they are not the matter, nobody asks them. */
function quietly(
  scenario: string,
  act: (machine: TestMachine) => Promise<void>,
  change: (state: State) => void = () => undefined,
): Promise<void> {
  return withMachine(scenario, act, (state) => {
    const own = state.distros.filter(({ name }) => name === 'docker-desktop').map(({ guid }) => guid);
    state.running = state.running.filter((guid) => own.includes(guid));
    change(state);
  });
}

async function look(machine: TestMachine): Promise<ImageStores> {
  const product = productMachine(machine);
  return (await findImageStores(product, (await takeSnapshot(product, null))!, never))!;
}

const uses = ({ wsl2, hyperv, windows }: ImageStores): string[] => [wsl2.use, hyperv.use, windows.use];
const paths = (disks: readonly { readonly path: string }[]): string[] => disks.map(({ path }) => path).sort();
const loose = ({ loose: { disks } }: ImageStores): string[] =>
  disks.map(({ path, isOrphan }) => `${isOrphan ? 'orphan' : 'unknown'} ${path}`).sort();

describe('image stores on a simulated machine', function () {
  this.timeout(60_000);

  it('are told with what they take and hold; nothing starts, and no other engine is asked', () =>
    withMachine('remote-context', async (machine) => {
      const before = machine.state.running;
      const stores = await look(machine);
      assert.deepEqual(uses(stores), ['inUse', 'other', 'other']);
      assert.deepEqual(paths(stores.wsl2.disks), [`${wsl}\\disk\\docker_data.vhdx`]);
      const [{ reading } = assert.fail()] = stores.wsl2.disks;
      assert.ok(reading.use.kind === 'ok' && reading.use.value.onDisk >= 8 * mebibyte);
      assert.deepEqual(stores.holds, { images: 12, containers: 3, running: 2 });
      assert.equal(stores.windows.store?.seen, 'absent');
      assert.deepEqual(loose(stores), []);
      assert.deepEqual(stores.failed, []);
      const asked = stores.distros.map((each) => `${each.distro.name} ${each.told === null ? 'not asked' : 'asked'}`);
      assert.deepEqual(asked, ['Ubuntu asked', 'Debian not asked', 'Fedora asked']);
      const debian = machine.state.distros.find(({ name }) => name === 'Debian')!.guid;
      assert.ok(readCalls(machine.folder).every(({ argv }) => argv[0] !== debian));
      assert.deepEqual(machine.state.running, before);
      assert.deepEqual([...readGateLog(machine.folder), ...readRemoteLog(machine.folder)], []);
      assert.deepEqual(readEngineLog(machine.folder).length, 1);
    }));

  it('of an engine that takes requests and answers none: how much it holds is not known', () =>
    quietly(
      'healthy',
      async (machine) => {
        const stores = await look(machine);
        assert.deepEqual([uses(stores)[0], stores.holds], ['inUse', null]);
      },
      (state) => void (state.docker!.traps.engineHangs = true),
    ));

  it('of Docker Desktop that does not run: the one that is chosen is told, and nobody is asked', () =>
    quietly('docker-stopped', async (machine) => {
      const stores = await look(machine);
      assert.equal(stores.holds, null);
      assert.deepEqual(readEngineLog(machine.folder), []);
      // A stopped one whose settings do not name the engine has no distro that proves it either.
      assert.deepEqual(uses(stores), ['unknown', 'unknown', 'other']);
    }));

  it('of Docker Desktop that does not run, with the engine in its settings', () =>
    quietly(
      'docker-stopped',
      async (machine) => assert.deepEqual(uses(await look(machine)), ['chosen', 'other', 'other']),
      (state) => settings(state, { WslEngineEnabled: true }),
    ));

  for (const hyperV of [true, false]) {
    it(`of both engines side by side, ${hyperV ? 'Hyper-V' : 'WSL 2'} in use`, () =>
      quietly(
        hyperV ? 'hyperv' : 'healthy',
        async (machine) => {
          const stores = await look(machine);
          assert.deepEqual(uses(stores), hyperV ? ['other', 'inUse', 'other'] : ['inUse', 'other', 'other']);
          assert.deepEqual(paths(stores.wsl2.disks), [`${wsl}\\disk\\docker_data.vhdx`]);
          assert.deepEqual(paths(stores.hyperv.disks), [`${vmData}\\DockerDesktop.vhdx`]);
          assert.deepEqual(loose(stores), []);
        },
        (state) => disk(state, `${vmData}\\DockerDesktop.vhdx`),
      ));
  }

  it('of the Hyper-V engine in a folder of its user: disks of other machines there are none of ours', () =>
    quietly(
      'healthy',
      async (machine) => {
        const { hyperv } = await look(machine);
        assert.deepEqual(paths(hyperv.disks), ['D:\\vms\\DockerDesktop.vhdx']);
        assert.equal(hyperv.folder, 'D:\\vms');
      },
      (state) => {
        settings(state, { DataFolder: 'D:\\vms\\' });
        disk(state, 'D:\\vms\\DockerDesktop.vhdx');
        disk(state, 'D:\\vms\\Windows 11.vhdx');
        disk(state, 'D:\\vms\\old\\DockerDesktop.vhdx');
      },
    ));

  it('of Windows containers, in use, with what they hold; of the others it is not asked', () =>
    quietly(
      'windows-containers',
      async (machine) => {
        const stores = await look(machine);
        assert.deepEqual(uses(stores), ['other', 'other', 'inUse']);
        assert.deepEqual(stores.windows.store, { folder: 'C:\\ProgramData\\Docker\\windowsfilter', seen: 'there' });
        assert.deepEqual(stores.holds, { images: 2, containers: 1, running: 1 });
      },
      (state) => void (state.files['C:\\ProgramData\\Docker\\windowsfilter\\layer\\x'] = ''),
    ));

  it('in a folder that the settings name: a disk that rests where it was before is an orphan', () =>
    quietly(
      'healthy',
      async (machine) => {
        const stores = await look(machine);
        assert.deepEqual(paths(stores.wsl2.disks), ['D:\\big\\DockerDesktopWSL\\disk\\docker_data.vhdx']);
        assert.deepEqual(loose(stores), [
          `orphan ${wsl}\\disk\\docker_data.vhdx`,
          `unknown ${wsl}\\data\\just now.vhdx`,
        ]);
      },
      (state) => {
        state.disks = [];
        settings(state, { CustomWslDistroDir: 'D:\\big' });
        disk(state, 'D:\\big\\DockerDesktopWSL\\disk\\docker_data.vhdx', 0);
        disk(state, `${wsl}\\disk\\docker_data.vhdx`);
        disk(state, `${wsl}\\data\\just now.vhdx`, 0);
      },
    ));

  it('registered under names of their own, or by another way to the file, are no orphans', () =>
    quietly(
      'healthy',
      async (machine) => {
        const other = hostPathOf(machine.folder, 'C:\\elsewhere')!;
        rmSync(other, { recursive: true });
        symlinkSync(hostPathOf(machine.folder, `${wsl}\\old`)!, other);
        const stores = await look(machine);
        assert.deepEqual(paths(stores.wsl2.disks), [`${wsl}\\data\\images.vhdx`]);
        // Docker Desktop attaches what lies in this place by itself: whether it does nobody sees.
        assert.deepEqual(loose(stores), [`unknown ${wsl}\\disk\\docker_data.vhdx`]);
      },
      (state) => {
        const data = { basePath: `\\\\?\\${wsl}\\data`, vhdFileName: 'images.vhdx', defaultUid: 0 };
        state.distros.push(distro(0x50000006, 'docker-desktop-data', data));
        state.distros.push(distro(0x50000007, 'Old', { basePath: 'C:\\elsewhere', vhdFileName: 'mine.vhdx' }));
        disk(state, `${wsl}\\data\\images.vhdx`);
        disk(state, `${wsl}\\old\\mine.vhdx`);
        for (const each of state.disks) each.restingHours = 24;
      },
    ));

  it('beside those of WSL: what no distro is registered with is an orphan', () =>
    quietly(
      'healthy',
      async (machine) => assert.deepEqual(loose(await look(machine)), [`orphan ${local}\\wsl\\{gone}\\ext4.vhdx`]),
      (state) => {
        disk(state, `${local}\\wsl\\{gone}\\ext4.vhdx`);
        disk(state, `${local}\\wsl\\{being imported}\\ext4.vhdx`, 0);
        for (const { basePath } of state.distros.slice(0, 3)) disk(state, `${basePath}\\ext4.vhdx`);
      },
    ));

  const doubts: readonly (readonly [string, (state: State) => void])[] = [
    [
      'the registry does not answer',
      ({ faults }) => faults.push({ program: 'reg', match: ['query'], kind: 'exit', exitCode: 5 }),
    ],
    ['a registration has no path', ({ distros }) => void (distros[1]!.raw = { BasePath: null })],
    ['the console damages a path', ({ distros }) => void (distros[1]!.basePath = 'D:\\вм\\Debian')],
    ['the settings break off', (state) => void (state.files[settingsFile] = '{"CustomWslDistroDir": "D:')],
  ];
  for (const [doubt, change] of doubts) {
    it(`without certainty are called no orphans: ${doubt}`, () =>
      quietly(
        'healthy',
        async (machine) => {
          const told = loose(await look(machine));
          assert.deepEqual(
            told.filter((line) => line.includes('\\old\\')),
            [`unknown ${wsl}\\old\\ext4.vhdx`],
          );
          if (!doubt.includes('settings')) assert.equal(told.length, 1, told.join());
        },
        (state) => {
          disk(state, `${wsl}\\old\\ext4.vhdx`);
          disk(state, `${local}\\wsl\\{gone}\\ext4.vhdx`);
          change(state);
        },
      ));
  }

  it('without Docker Desktop are those of the distros, and what an earlier one has left', () =>
    quietly(
      'no-docker',
      async (machine) => {
        const stores = await look(machine);
        assert.deepEqual(uses(stores), ['notInstalled', 'notInstalled', 'notInstalled']);
        assert.deepEqual(paths(stores.wsl2.disks), [`${wsl}\\disk\\docker_data.vhdx`]);
        assert.equal(stores.holds, null);
      },
      (state) => {
        state.disks = [];
        disk(state, `${wsl}\\disk\\docker_data.vhdx`);
      },
    ));

  it('of other products are told by their distros, in which nothing is run', () =>
    quietly('only-managed', async (machine) => {
      const stores = await look(machine);
      assert.deepEqual(
        stores.others.map(({ distro: { name }, reading }) => `${name} ${String(reading?.use.kind)}`).sort(),
        ['podman-machine-default ok', 'rancher-desktop ok'],
      );
      assert.deepEqual(stores.distros, []);
      assert.ok(readCalls(machine.folder).every(({ program, argv }) => program !== 'wsl' || argv[0]!.startsWith('-')));
    }));

  it('in folders that may not be looked into are not known, and the others are told', async function () {
    const { geteuid, seteuid } = process;
    if (geteuid?.() !== 0 || !seteuid) return this.skip();
    await quietly(
      'healthy',
      async (machine) => {
        const product = productMachine(machine);
        const snapshot = (await takeSnapshot(product, null))!;
        for (let folder = machine.folder; folder !== tmpdir(); folder = dirname(folder)) chmodSync(folder, 0o755);
        const closed = [`${wsl}\\mine`, vmData, 'C:\\ProgramData\\Docker'];
        for (const path of closed) chmodSync(hostPathOf(machine.folder, path)!, 0);
        seteuid(65_534);
        // As nobody, no program could be run: what is asked of files is asked alone.
        const stores = await findImageStores(
          product,
          { ...snapshot, distros: [], problems: [{ kind: 'otherAccount' }] },
          never,
        ).finally(() => seteuid(0));
        assert.deepEqual(stores!.failed.map(({ folder, reason }) => `${folder}: ${reason}`).sort(), [
          `${vmData}: vm-data may not be read.`,
          `${wsl}\\mine: mine may not be read.`,
        ]);
        assert.equal(stores!.windows.store?.seen, 'hidden');
        assert.deepEqual(paths(stores!.wsl2.disks), [`${wsl}\\disk\\docker_data.vhdx`]);
        for (const path of closed) chmodSync(hostPathOf(machine.folder, path)!, 0o755);
      },
      (state) => {
        disk(state, `${wsl}\\mine\\ext4.vhdx`);
        disk(state, `${vmData}\\DockerDesktop.vhdx`);
        state.files['C:\\ProgramData\\Docker\\windowsfilter\\x'] = '';
      },
    );
  });
});

describe('image stores in distros', function () {
  this.timeout(180_000);
  before(skipWithoutUserlands);

  it('are those of engines of their own, and what such an engine has left; none is woken', () =>
    withFault({}, async (machine) => {
      await asRoot(machine, 'mkdir -p /var/lib/docker /var/lib/containers/storage');
      const { distros } = await look(machine);
      const told = (name: string) => distros.find(({ distro: each }) => each.name === name)!.told;
      assert.deepEqual(told('Fedora'), {
        engine: 'own-engine',
        holds: { images: 7, containers: 4, running: 1 },
        folders: [{ owner: 'Docker', path: '/var/lib/docker' }],
      });
      assert.deepEqual(told('Ubuntu'), {
        engine: 'works',
        holds: null,
        folders: [
          { owner: 'Docker', path: '/var/lib/docker' },
          { owner: 'Podman', path: '/var/lib/containers/storage' },
        ],
      });
      assert.equal(told('Debian'), null);
    }));
});
