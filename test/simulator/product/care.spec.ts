import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { runExport, type ExportEnd, type ExportWish } from '../../../src/commands/care/exportJob';
import { runImport } from '../../../src/commands/care/importJob';
import { runMove, type MoveWish } from '../../../src/commands/care/moveJob';
import { askNewer, findTooOld } from '../../../src/commands/care/newerWsl';
import type { Machine } from '../../../src/machine/machine';
import { ask } from '../../../src/state/ask';
import { takeSnapshot } from '../../../src/state/snapshot';
import { askOwnUser, listUsers, setDefaultUser } from '../../../src/wsl/defaultUser';
import type { Import } from '../../../src/wsl/import';
import { listOnline } from '../../../src/wsl/online';
import { changeState, readCalls, runningProcesses } from '../prepare';
import type { TestMachine } from '../spec/machine';
import { distroRootOf, hostPathOf } from '../state/layout';
import type { State } from '../state/model';
import type { Leaving } from '../state/transfers';
import { productMachine, withMachine } from './product';

const home = 'C:\\Users\\dev';
const never = new AbortController().signal;
const hostile = ['x"; rm -rf ~ #', '$(reboot)', 'a b', '日本語'];

const host = ({ folder }: TestMachine, path: string): string => hostPathOf(folder, path)!;
const registered = ({ state }: TestMachine, name: string) => state.distros.find((each) => each.name === name)!;
const filesIn = (machine: TestMachine, path: string): string[] => readdirSync(host(machine, path));
const quick = (state: State): void => void (state.transfers.milliseconds = 10);
const slow =
  (...leaves: Leaving[]) =>
  (state: State): void =>
    void Object.assign(state.transfers, { milliseconds: 1_500, leaves });

const wishOf = (machine: TestMachine, name: string, more: Partial<ExportWish> = {}): ExportWish => ({
  name,
  format: 'tar',
  disk: `${registered(machine, name).basePath}\\ext4.vhdx`,
  file: `${home}\\saved\\out.tar`,
  ...more,
});

function saved(machine: TestMachine): string {
  mkdirSync(host(machine, `${home}\\saved`), { recursive: true });
  return host(machine, `${home}\\saved`);
}

/** Runs a job and cancels it once the simulated service is at work. */
async function cancelled<T>(machine: TestMachine, job: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const end = job(abort.signal);
  await machine.until(() => Object.keys(machine.state.transfers.running).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  abort.abort();
  return end;
}

describe('care for distros', function () {
  this.timeout(60_000);

  describe('exporting', () => {
    for (const [format, extension] of [
      ['tar', 'tar'],
      ['tar.gz', 'tar.gz'],
      ['vhd', 'vhdx'],
    ] as const) {
      it(`${format}: a file of that form stands under its name alone`, () =>
        withMachine(
          'healthy',
          async (machine) => {
            saved(machine);
            const file = `${home}\\saved\\out.${extension}`;
            const end = await runExport(productMachine(machine), wishOf(machine, 'Debian', { format, file }), never);
            assert.equal(end.kind, 'done');
            assert.deepEqual(filesIn(machine, `${home}\\saved`), [`out.${extension}`]);
          },
          quick,
        ));
    }

    for (const name of hostile) {
      it(`takes ${name} for the name it is`, () =>
        withMachine(
          'healthy',
          async (machine) => {
            saved(machine);
            const end = await runExport(productMachine(machine), wishOf(machine, name), never);
            assert.equal(end.kind, 'done', JSON.stringify(end));
            const names = execFileSync('tar', ['-tf', host(machine, `${home}\\saved\\out.tar`)]).toString();
            assert.match(names, /^\.\/etc\/passwd$/m);
            assert.deepEqual(
              readCalls(machine.folder)
                .find(({ program }) => program === 'wsl')!
                .argv.slice(0, 2),
              ['--export', name],
            );
          },
          (state) => {
            quick(state);
            state.distros.find((each) => each.name === 'Fedora')!.name = name;
          },
        ));
    }

    it('keeps the older export where the new one fails, and tells why', () =>
      withMachine(
        'healthy',
        async (machine) => {
          writeFileSync(join(saved(machine), 'out.tar'), 'the older one');
          const end = await runExport(productMachine(machine), wishOf(machine, 'Debian'), never);
          assert.ok(end.kind === 'failed' && 'output' in end.problem, JSON.stringify(end));
          assert.match(end.problem.output, /No space left/);
          assert.equal(end.left, null);
          assert.equal(readFileSync(join(saved(machine), 'out.tar'), 'utf8'), 'the older one');
          assert.deepEqual(filesIn(machine, `${home}\\saved`), ['out.tar']);
        },
        (state) => {
          quick(state);
          state.transfers.failure = 'tar: write error: No space left on device\n';
        },
      ));

    it('believes no success that left nothing usable', () =>
      withMachine(
        'healthy',
        async (machine) => {
          saved(machine);
          const end = await runExport(productMachine(machine), wishOf(machine, 'Debian'), never);
          assert.ok(end.kind === 'failed' && end.problem.kind === 'notAsReported', JSON.stringify(end));
          assert.deepEqual(filesIn(machine, `${home}\\saved`), []);
        },
        (state) => state.faults.push({ program: 'wsl', match: ['--export'], kind: 'exit', exitCode: 0 }),
      ));

    it('nor one whose file is none of that form, which is then offered for deletion', () =>
      withMachine(
        'healthy',
        async (machine) => {
          saved(machine);
          const end = await runExport(productMachine(machine), wishOf(machine, 'Debian'), never);
          assert.ok(end.kind === 'failed' && end.problem.kind === 'notAsReported', JSON.stringify(end));
          assert.deepEqual(filesIn(machine, `${home}\\saved`), [end.left?.split('\\').at(-1)]);
        },
        (state) => {
          quick(state);
          state.transfers.hollow = true;
        },
      ));

    for (const leaves of [[], ['exportFile']] as Leaving[][]) {
      it(`cancelled: the distro is as before, and ${leaves.length > 0 ? 'a part' : 'nothing'} is left`, () =>
        withMachine(
          'healthy',
          async (machine) => {
            writeFileSync(join(saved(machine), 'out.tar'), 'the older one');
            const product = productMachine(machine);
            const end: ExportEnd = await cancelled(machine, (signal) =>
              runExport(product, wishOf(machine, 'Debian'), signal),
            );
            assert.equal(end.kind, 'cancelled');
            assert.deepEqual(runningProcesses(machine.folder), []);
            const snapshot = await takeSnapshot(product, null);
            assert.equal(snapshot?.distros.find(({ name }) => name === 'Debian')?.state, 'stopped');
            const left = filesIn(machine, `${home}\\saved`).filter((name) => name !== 'out.tar');
            assert.equal(left.length, leaves.length);
            assert.equal(end.left === null, leaves.length === 0);
            if (end.left !== null) assert.equal(end.left, `${home}\\saved\\${left[0]!}`);
            assert.equal(readFileSync(join(saved(machine), 'out.tar'), 'utf8'), 'the older one');
          },
          slow(...leaves),
        ));
    }
  });

  describe('importing', () => {
    const wish = (more: Partial<Import> = {}): Import => ({
      name: 'Copy',
      folder: `${home}\\copy`,
      file: `${home}\\saved\\out.tar`,
      as: { kind: 'archive', version: 2 },
      ...more,
    });
    async function exported(machine: TestMachine, product: Machine, more: Partial<ExportWish> = {}): Promise<void> {
      const { milliseconds } = machine.state.transfers;
      changeState(machine.folder, ({ transfers }) => (transfers.milliseconds = 10));
      saved(machine);
      assert.equal((await runExport(product, wishOf(machine, 'Debian', more), never)).kind, 'done');
      changeState(machine.folder, ({ transfers }) => (transfers.milliseconds = milliseconds));
    }

    it('renames by export and import: the files are there under the new name', () =>
      withMachine(
        'healthy',
        async (machine) => {
          const product = productMachine(machine);
          writeFileSync(join(distroRootOf(machine.folder, 'Debian'), 'etc/note'), 'kept');
          await exported(machine, product);
          const end = await runImport(product, wish({ name: 'Debian-new' }), never);
          assert.ok(end.kind === 'done', JSON.stringify(end));
          assert.deepEqual([end.distro.basePath, end.distro.wslVersion], [`${home}\\copy`, 2]);
          assert.equal(readFileSync(join(distroRootOf(machine.folder, 'Debian-new'), 'etc/note'), 'utf8'), 'kept');
        },
        quick,
      ));

    it('takes a disk, and an archive as WSL 1', () =>
      withMachine(
        'healthy',
        async (machine) => {
          const product = productMachine(machine);
          await exported(machine, product);
          const file = `${home}\\saved\\out.vhdx`;
          await exported(machine, product, { format: 'vhd', file });
          const disk = await runImport(product, wish({ file, as: { kind: 'disk' } }), never);
          const one: Import = wish({ name: 'One', folder: `${home}\\one`, as: { kind: 'archive', version: 1 } });
          assert.deepEqual([disk.kind, (await runImport(product, one, never)).kind], ['done', 'done']);
        },
        quick,
      ));

    it('says that nothing is registered when a name or a folder was taken meanwhile', () =>
      withMachine(
        'healthy',
        async (machine) => {
          const product = productMachine(machine);
          await exported(machine, product);
          const folder = registered(machine, 'Ubuntu').basePath;
          const end = await runImport(product, wish({ folder }), never);
          assert.ok(end.kind === 'failed');
          assert.deepEqual([end.problem?.kind, end.registration], ['folderTaken', 'none']);
          const taken = await runImport(product, wish({ name: 'ubuntu' }), never);
          assert.ok(taken.kind === 'failed');
          assert.deepEqual([taken.problem?.kind, taken.registration, taken.left], ['nameTaken', 'none', null]);
        },
        quick,
      ));

    for (const [leaves, registration, isLeft] of [
      [[], 'none', false],
      [['disk'], 'none', true],
      [['registration'], 'installing', false],
    ] as const) {
      it(`cancelled with ${leaves[0] ?? 'nothing'} left: the registry says ${registration}`, () =>
        withMachine(
          'healthy',
          async (machine) => {
            const product = productMachine(machine);
            await exported(machine, product);
            const end = await cancelled(machine, (signal) => runImport(product, wish(), signal));
            assert.ok(end.kind === 'cancelled', JSON.stringify(end));
            assert.equal(end.registration, registration);
            assert.equal(end.left, isLeft ? `${home}\\copy\\ext4.vhdx` : null);
            assert.deepEqual(runningProcesses(machine.folder), []);
          },
          slow(...leaves),
        ));
    }
  });

  describe('moving', () => {
    const wishFor = (machine: TestMachine, name: string): MoveWish => {
      const { guid: id, basePath } = registered(machine, name);
      const isRunning = machine.state.running.includes(id);
      const target = { folder: 'D:\\moved', was: 'new' } as const;
      return { id, name, disk: `${basePath}\\ext4.vhdx`, isRunning, target };
    };

    it('stops it first, and believes registry and disk', () =>
      withMachine(
        'healthy',
        async (machine) => {
          const wish = wishFor(machine, 'Fedora');
          assert.equal(wish.isRunning, true);
          const end = await runMove(productMachine(machine), wish, never);
          assert.deepEqual(end, { kind: 'done', disk: 'D:\\moved\\ext4.vhdx' });
          assert.equal(registered(machine, 'Fedora').basePath, 'D:\\moved');
        },
        quick,
      ));

    for (const name of hostile) {
      it(`takes ${name} for the name it is`, () =>
        withMachine(
          'healthy',
          async (machine) => {
            const end = await runMove(productMachine(machine), wishFor(machine, name), never);
            assert.equal(end.kind, 'done', JSON.stringify(end));
          },
          (state) => {
            quick(state);
            state.distros.find((each) => each.name === 'Debian')!.name = name;
          },
        ));
    }

    it('leaves no folder behind when WSL refuses, and says that it is where it was', () =>
      withMachine('healthy', async (machine) => {
        const wish = { ...wishFor(machine, 'Fedora'), isRunning: false };
        const end = await runMove(productMachine(machine), wish, never);
        assert.ok(end.kind === 'failed');
        assert.deepEqual([end.problem?.kind, end.where, end.left], ['distroNotStopped', 'before', null]);
        assert.equal(existsSync(host(machine, 'D:\\moved')), false);
      }));

    it('believes no success that moved nothing', () =>
      withMachine(
        'healthy',
        async (machine) => {
          const end = await runMove(productMachine(machine), wishFor(machine, 'Debian'), never);
          assert.ok(end.kind === 'failed' && end.problem?.kind === 'notAsReported', JSON.stringify(end));
          assert.equal(end.where, 'before');
        },
        (state) => state.faults.push({ program: 'wsl', match: ['--manage'], kind: 'exit', exitCode: 0 }),
      ));

    it('cancelled and taken back: it is where it was, with or without a copy', async () => {
      for (const leaves of [[], ['disk']] as Leaving[][]) {
        await withMachine(
          'healthy',
          async (machine) => {
            const wish = wishFor(machine, 'Debian');
            const product = productMachine(machine);
            const end = await cancelled(machine, (signal) => runMove(product, wish, signal));
            const left = leaves.length > 0 ? 'D:\\moved\\ext4.vhdx' : null;
            assert.deepEqual(end, { kind: 'cancelled', problem: null, where: 'before', left });
            assert.equal(existsSync(host(machine, wish.disk)), true);
            assert.equal(existsSync(host(machine, 'D:\\moved')), leaves.length > 0);
          },
          slow(...leaves),
        );
      }
    });

    it('cancelled, and WSL goes on: it is waited for and found moved', () =>
      withMachine(
        'healthy',
        async (machine) => {
          const product = productMachine(machine);
          const end = await cancelled(machine, (signal) => runMove(product, wishFor(machine, 'Debian'), signal));
          assert.deepEqual(end, { kind: 'done', disk: 'D:\\moved\\ext4.vhdx' });
        },
        slow('move'),
      ));
  });

  describe('the default user', () => {
    for (const name of ['Debian', ...hostile]) {
      it(`of ${name} is one of its own, and seen in the registry`, () =>
        withMachine(
          'healthy',
          async (machine) => {
            const product = productMachine(machine);
            const id = registered(machine, name).guid;
            const [users, own] = [listUsers({ id, name }), askOwnUser({ id, name })];
            assert.ok(!('kind' in users) && !('kind' in own));
            const listed = await ask(product, users, 20_000);
            assert.ok(listed?.ok, JSON.stringify(listed));
            // Without a userland of its own it shows those of this computer.
            assert.deepEqual(listed.value.at(-1), { name: 'root', uid: 0 });
            assert.equal((await askNewer(product, setDefaultUser(name, 'root'), 20_000))?.ok, true);
            assert.equal(registered(machine, name).defaultUid, 0);
          },
          (state) => {
            state.distros.find((each) => each.name === 'Debian')!.name = name;
          },
        ));
    }
  });

  describe('an older WSL', () => {
    it('is told by its registration, and a newer or unknown one is tried', () =>
      withMachine('healthy', async (machine) => {
        const product = productMachine(machine);
        const as = (change: Partial<State>): void =>
          void changeState(machine.folder, (state) => Object.assign(state, change));
        const { versions } = machine.state;
        assert.equal(await findTooOld(product), null);
        as({ versions: { ...versions, wsl: '1.2.5.0' }, generation: 'early' });
        const tooOld = await findTooOld(product);
        assert.deepEqual(
          [tooOld?.kind, tooOld?.kind === 'newerWslNeeded' && tooOld.version],
          ['newerWslNeeded', '1.2.5.0'],
        );
        as({ generation: 'inbox' });
        assert.equal(await findTooOld(product), null, 'nothing notes its version');
        const answer = await askNewer(product, setDefaultUser('Debian', 'root'), 20_000);
        assert.ok(answer && !answer.ok && answer.problem.kind === 'newerWslNeeded', JSON.stringify(answer));
      }));
  });

  it('offers what the list offers, and names what keeps it away', () =>
    withMachine('healthy', async (machine) => {
      const product = productMachine(machine);
      const online = await ask(product, listOnline(), 20_000);
      assert.ok(online?.ok);
      assert.deepEqual(
        online.value.map(({ name }) => name),
        ['Debian', 'Ubuntu-24.04', 'openSUSE-Leap'],
      );
      changeState(machine.folder, (state) => (state.online = []));
      const failed = await ask(product, listOnline(), 20_000);
      assert.ok(failed && !failed.ok && failed.problem.kind === 'networkFailed', JSON.stringify(failed));
    }));
});
