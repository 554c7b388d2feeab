import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { silentLog } from '../../../src/machine/log';
import { explainProblem } from '../../../src/state/problem';
import type { Snapshot } from '../../../src/state/snapshot';
import { SnapshotStore } from '../../../src/state/store';
import { changeState, readGateLog, runningProcesses } from '../prepare';
import type { TestMachine } from '../spec/machine';
import type { Fault } from '../state/model';
import {
  askDistros,
  buildCli,
  callsOf,
  endOf,
  looksForDocker,
  productMachine,
  regQuery,
  startSlipway,
  withMachine,
} from './product';

const unknown = ['Ubuntu', 'Debian', 'Fedora', 'Legacy-18.04', 'docker-desktop'].map((name) => `${name} unknown`);
const list = { program: 'wsl' as const, match: ['-l', '-v'] };

const faults: readonly (readonly [title: string, fault: Fault, kind: string, evidence: RegExp])[] = [
  ['bytes that are no text', { ...list, kind: 'garbage' }, 'unreadableOutput', /exit 0\n./],
  ['bytes that are no text and -1', { ...list, kind: 'garbage', exitCode: 255 }, 'unexpectedExit', /exit 255\n./],
  [
    'an odd exit',
    { ...list, kind: 'exit', exitCode: 3, stdout: 'so\r\n', stderr: 'what' },
    'unexpectedExit',
    /exit 3\nso\nwhat/,
  ],
  ['silence and -1', { ...list, kind: 'exit', exitCode: 255 }, 'unexpectedExit', /exit 255$/],
  ['a sentence and success', { ...list, kind: 'exit', exitCode: 0, stdout: 'Fine.\r\n' }, 'unreadableOutput', /Fine\./],
  [
    'a claim that there is none',
    { ...list, kind: 'exit', exitCode: 255, stdout: 'None.\r\n' },
    'emptyListDisagrees',
    /Debian, .*Ubuntu/,
  ],
  ['a flood that ends', { ...list, kind: 'flood', bytes: 1_000_000 }, 'unreadableOutput', /flood flood/],
  ['a flood without end', { ...list, kind: 'flood', bytes: 'endless' }, 'outputTooLarge', /-l -v/],
  ['a part of the header', { ...list, kind: 'partial', bytes: 9 }, 'unreadableOutput', /NAME/],
  ['a part of a row', { ...list, kind: 'partial', bytes: 80 }, 'unreadableOutput', /NAME/],
];

describe('slipway distros where WSL fails', function () {
  this.timeout(60_000);
  before(buildCli);

  for (const [title, fault, kind, evidence] of faults) {
    it(`${title}: ${kind}, with the registry's distros`, () =>
      withMachine(
        'healthy',
        async (machine) => {
          const { code, output } = await askDistros(machine);
          assert.deepEqual(
            output.problems.map((problem) => problem.kind),
            [kind],
          );
          const [problem] = output.problems;
          assert.match(problem!.evidence, evidence);
          assert.ok(problem!.message.length < 140 && problem!.nextStep !== '');
          assert.deepEqual([code, output.distros.map(({ name, state }) => `${name} ${state}`)], [0, unknown]);
          const doubted = kind === 'emptyListDisagrees' ? ['wsl -l -q'] : [];
          assert.deepEqual(callsOf(machine), [regQuery, 'wsl --version', ...doubted, 'wsl -l -v']);
        },
        (state) => state.faults.push(fault),
      ));
  }

  it('a list that comes late comes all the same', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const { code, output } = await askDistros(machine);
        assert.deepEqual([code, output.problems, output.distros[0]!.state], [0, [], 'running']);
      },
      (state) => state.faults.push({ ...list, kind: 'delay', milliseconds: 700 }),
    ));

  const registryFails: Fault = { program: 'reg', match: '*', kind: 'exit', exitCode: 5, stderr: 'No.' };

  it('a Windows that is out of order is not taken for one without distros, nor for the old WSL', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const { code, output, stderr } = await askDistros(machine);
        assert.deepEqual(
          [code, output.distros, output.problems.map(({ kind }) => kind)],
          [2, [], ['unexpectedExit', 'registryUnreadable']],
        );
        assert.doesNotMatch(stderr, /no distro\./);
        assert.deepEqual(callsOf(machine), [regQuery, 'wsl --version', 'wsl -l -q', 'wsl -l -v']);
      },
      (state) => {
        const stdout = 'The remote procedure call failed.\r\n';
        state.faults.push({ program: 'wsl', match: '*', kind: 'exit', exitCode: 255, stdout }, registryFails);
      },
    ));

  it('no distro and no registry is no distro all the same', () =>
    withMachine(
      'empty',
      async (machine) => {
        const { code, output } = await askDistros(machine);
        assert.deepEqual(
          [code, output.distros, output.problems.map(({ kind }) => kind)],
          [0, [], ['registryUnreadable']],
        );
        assert.deepEqual(callsOf(machine), [regQuery, 'wsl --version', 'wsl -l -q', 'wsl -l -v']);
      },
      (state) => state.faults.push(registryFails),
    ));

  it('a first installation that was interrupted is a broken registration, and not a WSL without distros', () =>
    withMachine(
      'broken-key',
      async (machine) => {
        const { code, stdout, stderr } = await endOf(startSlipway(machine, ['distros']));
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, /one registration is broken/);
        assert.doesNotMatch(stderr, /no distro\./);
      },
      (state) => (state.distros = state.distros.filter(({ name }) => name === '')),
    ));

  it('a registry that cannot be read is named, and the list stands', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const { code, output } = await askDistros(machine);
        assert.deepEqual([code, output.problems.map(({ kind }) => kind)], [0, ['registryUnreadable']]);
        assert.deepEqual(
          [output.distros.length, output.distros[0]!.state, output.distros[0]!.id],
          [5, 'running', null],
        );
      },
      (state) => state.faults.push(registryFails),
    ));

  it('a WSL that hangs is given up in time; nothing is left', () =>
    withMachine('hanging', async (machine) => {
      const { code, output, seconds } = await askDistros(machine);
      // Neither is a process of the simulator left, though nobody has stopped the machine.
      assert.deepEqual(runningProcesses(machine.folder), []);
      assert.ok(seconds < 20, `${seconds} seconds`);
      assert.deepEqual([code, output.distros.map(({ name, state }) => `${name} ${state}`)], [0, unknown]);
      assert.deepEqual(
        output.problems.map(({ kind }) => kind),
        ['timeout'],
      );
      assert.equal(output.wsl['version'], '2.6.1.0');
      assert.deepEqual(callsOf(machine), [regQuery, 'wsl --version', 'wsl -l -v']);
      assert.deepEqual(readGateLog(machine.folder), []);
    }));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`${signal} while WSL hangs ends it at once; nothing is left`, () =>
      withMachine('hanging', async (machine) => {
        const child = startSlipway(machine, ['distros', '--format', 'json']);
        const end = endOf(child);
        // The hanging program and the helper that holds its pipes.
        await machine.until(() => runningProcesses(machine.folder).length === 2);
        const asked = performance.now();
        child.kill(signal);
        const { code, stdout } = await end;
        assert.deepEqual([code, stdout], [130, '']);
        assert.ok(performance.now() - asked < 3000);
        await machine.until(() => runningProcesses(machine.folder).length === 0);
      }));
  }
});

describe('the snapshot store on a simulated machine', function () {
  this.timeout(60_000);

  /** A store with a storage folder of its own. */
  async function withStore(machine: TestMachine, act: (store: SnapshotStore) => Promise<void>): Promise<void> {
    const storage = mkdtempSync(join(tmpdir(), 'slipway storage '));
    const store = new SnapshotStore(productMachine(machine), silentLog, storage);
    try {
      await act(store);
    } finally {
      store.dispose();
      rmSync(storage, { recursive: true, force: true });
    }
  }
  /** All that WSL told of the distros; Docker's part is seen anew each time. */
  const rows = ({ distros }: Snapshot) => distros.map((distro) => ({ ...distro, integration: null }));
  const states = (store: SnapshotStore) => store.current!.distros.map(({ state }) => state);

  it('keeps the last good data, marked, while lists fail, and forgets the mark when one is answered', () =>
    withMachine('healthy', (machine) =>
      withStore(machine, async (store) => {
        await store.refresh();
        const good = store.current!;
        assert.deepEqual(states(store), ['running', 'stopped', 'running', 'stopped', 'running']);
        for (const [title, fault, kind] of faults.filter((_, index) => [0, 2, 5, 9].includes(index))) {
          changeState(machine.folder, (state) => state.faults.push(fault));
          await store.refresh();
          changeState(machine.folder, (state) => (state.faults = []));
          assert.deepEqual(rows(store.current!), rows(good), title);
          assert.deepEqual([store.current!.staleSince, store.current!.problems[0]!.kind], [good.at, kind]);
          assert.notEqual(explainProblem(store.current!.problems[0]!).evidence, '');
        }
        changeState(machine.folder, (state) => (state.running = []));
        await store.refresh();
        assert.deepEqual([store.current!.staleSince, store.current!.problems], [null, []]);
        assert.deepEqual(new Set(states(store)), new Set(['stopped']));
      }),
    ));

  it('asks for one list and one look into the registry with each refresh, and no more for many wishes', () =>
    withMachine('healthy', (machine) =>
      withStore(machine, async (store) => {
        await Promise.all(Array.from({ length: 20 }, () => store.refresh()));
        assert.deepEqual(callsOf(machine), [regQuery, regQuery, 'wsl -l -v', 'wsl -l -v']);
        assert.equal(looksForDocker(machine), 2);
      }),
    ));

  it('ends a refresh that hangs when it is disposed', () =>
    withMachine('hanging', (machine) =>
      withStore(machine, async (store) => {
        const under = store.refresh();
        await machine.until(() => runningProcesses(machine.folder).length === 2);
        store.dispose();
        await under;
        await machine.until(() => runningProcesses(machine.folder).length === 0);
        assert.equal(store.current, null);
      }),
    ));
});
