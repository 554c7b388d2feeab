import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { takeSnapshot, type Snapshot } from '../../../src/state/snapshot';
import { askAboutStatus, askAboutVersions } from '../../../src/state/about';
import { printed } from '../wsl/recordings';
import { emptyList, FakeMachine, hangs, list, noRegistry, registry } from './fakeMachine';

const states = (snapshot: Snapshot | null) => snapshot!.distros.map(({ name, state }) => `${name} ${state}`);
const kinds = (snapshot: Snapshot | null) => snapshot!.problems.map(({ kind }) => kind);
const isOpen = ({ gate }: FakeMachine, name: string): boolean => gate.pass(name, '/', false).open;

describe('a snapshot', () => {
  it('is one list and one look into the registry, joined', async () => {
    const machine = new FakeMachine({
      wsl: list({ Ubuntu: 'Running', Debian: 'Stopped' }),
      reg: registry('Debian', 'Ubuntu'),
    });
    machine.clock = () => new Date('2026-01-02T03:04:05Z');
    const snapshot = await takeSnapshot(machine, null);
    assert.deepEqual(machine.calls, [
      'wsl -l -v',
      'reg query HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss /s',
    ]);
    assert.deepEqual(states(snapshot), ['Ubuntu running', 'Debian stopped']);
    assert.deepEqual(
      { ...snapshot, distros: snapshot!.distros.map(({ disk }) => disk) },
      {
        at: '2026-01-02T03:04:05.000Z',
        distros: ['C:\\wsl\\1\\ext4.vhdx', 'C:\\wsl\\0\\ext4.vhdx'],
        defaultVersion: 2,
        staleSince: null,
        listed: true,
        problems: [],
      },
    );
    assert.deepEqual([isOpen(machine, 'Ubuntu'), isOpen(machine, 'Debian')], [true, false]);
  });

  it('without a list has the registry’s distros with states unknown', async () => {
    const machine = new FakeMachine({ wsl: hangs, reg: registry('Ubuntu') });
    machine.gate.setRunning(['Ubuntu']);
    const snapshot = await takeSnapshot(machine, null);
    assert.deepEqual([states(snapshot), kinds(snapshot)], [['Ubuntu unknown'], ['timeout']]);
    assert.deepEqual([snapshot!.listed, snapshot!.staleSince], [true, null]);
    assert.equal(isOpen(machine, 'Ubuntu'), false);
  });

  it('without a list has the last good one, marked with its time, however often that happens', async () => {
    const machine = new FakeMachine({ wsl: list({ Ubuntu: 'Running' }), reg: registry('Ubuntu') });
    const good = await takeSnapshot(machine, null);
    machine.answer = ({ program }) => (program === 'wsl' ? hangs : registry('Ubuntu'));
    const second = await takeSnapshot(machine, good);
    const third = await takeSnapshot(machine, second);
    for (const stale of [second, third]) {
      assert.deepEqual([states(stale), kinds(stale), stale!.listed], [['Ubuntu running'], ['timeout'], true]);
      assert.equal(stale!.staleSince, good!.at);
    }
    assert.equal(isOpen(machine, 'Ubuntu'), false, 'what is stale proves nothing');
    machine.answer = ({ program }) => (program === 'wsl' ? list({ Ubuntu: 'Stopped' }) : registry('Ubuntu'));
    const mended = await takeSnapshot(machine, third);
    assert.deepEqual([states(mended), mended!.staleSince, kinds(mended)], [['Ubuntu stopped'], null, []]);
  });

  it('does not take states that were never known for a good list', async () => {
    const machine = new FakeMachine({ wsl: hangs, reg: registry('Ubuntu') });
    const first = await takeSnapshot(machine, null);
    machine.answer = ({ program }) => (program === 'wsl' ? hangs : registry('Ubuntu', 'Debian'));
    const second = await takeSnapshot(machine, first);
    assert.deepEqual([states(second), second!.staleSince], [['Ubuntu unknown', 'Debian unknown'], null]);
  });

  it('without list and registry has nothing, and says both', async () => {
    const machine = new FakeMachine({ wsl: hangs, reg: { ...hangs, command: 'reg.exe query' } });
    const snapshot = await takeSnapshot(machine, null);
    assert.deepEqual(
      [states(snapshot), kinds(snapshot), snapshot!.listed],
      [[], ['timeout', 'registryUnreadable'], false],
    );
  });

  it('does not take a registry without any key of WSL for a list', async () => {
    const snapshot = await takeSnapshot(new FakeMachine({ wsl: hangs, reg: noRegistry }), null);
    assert.deepEqual([snapshot!.listed, kinds(snapshot)], [false, ['timeout']]);
  });

  it('without the registry has the list alone, and says so', async () => {
    for (const reg of [hangs, { kind: 'programMissing', program: 'reg', command: 'reg' } as const, printed('', 5)]) {
      const snapshot = await takeSnapshot(new FakeMachine({ wsl: list({ Ubuntu: 'Running' }), reg }), null);
      assert.deepEqual([states(snapshot), kinds(snapshot)], [['Ubuntu running'], ['registryUnreadable']]);
      assert.equal(snapshot!.distros[0]!.id, null);
    }
  });

  it('of a machine without distros is empty and good', async () => {
    for (const reg of [registry(), noRegistry]) {
      const snapshot = await takeSnapshot(new FakeMachine({ wsl: emptyList, reg }), null);
      assert.deepEqual([snapshot!.distros, snapshot!.problems, snapshot!.listed], [[], [], true]);
    }
  });

  it('does not believe an empty list that the registry contradicts', async () => {
    const snapshot = await takeSnapshot(new FakeMachine({ wsl: emptyList, reg: registry('Ubuntu') }), null);
    assert.deepEqual([states(snapshot), kinds(snapshot)], [['Ubuntu unknown'], ['emptyListDisagrees']]);
  });

  it('names Admin Protection as the reason for an empty list', async () => {
    const wsl = printed('See https://aka.ms/apdevguide\r\n\r\nNothing.\r\n', 255);
    const snapshot = await takeSnapshot(new FakeMachine({ wsl, reg: noRegistry }), null);
    assert.deepEqual([kinds(snapshot), snapshot!.listed], [['otherAccount'], true]);
  });

  it('of a machine without WSL has nothing, whatever was there before', async () => {
    const machine = new FakeMachine({ wsl: list({ Ubuntu: 'Running' }), reg: registry('Ubuntu') });
    const good = await takeSnapshot(machine, null);
    const stub = printed('https://aka.ms/wslinstall\r\n', 1, 'utf16le');
    for (const wsl of [{ kind: 'programMissing', program: 'wsl', command: 'wsl' } as const, stub]) {
      machine.answer = ({ program }) => (program === 'wsl' ? wsl : registry('Ubuntu'));
      const snapshot = await takeSnapshot(machine, good);
      assert.deepEqual([snapshot!.distros, snapshot!.listed, snapshot!.problems.length], [[], false, 1]);
    }
  });

  it('of another system asks nothing', async () => {
    for (const platform of ['wsl', 'other'] as const) {
      const machine = new FakeMachine({});
      machine.platform = platform;
      const snapshot = await takeSnapshot(machine, null);
      assert.deepEqual([machine.calls, kinds(snapshot), snapshot!.listed], [[], ['notWindows'], false]);
    }
  });

  it('that is cancelled is none, and leaves the gate alone', async () => {
    const machine = new FakeMachine({ wsl: 'cancelled', reg: registry('Ubuntu') });
    machine.gate.setRunning(['Debian']);
    assert.equal(await takeSnapshot(machine, null), null);
    assert.equal(isOpen(machine, 'Debian'), true);
  });
});

describe('what is asked about WSL itself', () => {
  const versions = printed(Array.from({ length: 7 }, (_, index) => `Part: ${index + 1}.0\r\n`).join(''));

  it('are versions, and then what --status proves', async () => {
    const machine = new FakeMachine({ wsl: versions });
    const about = await askAboutVersions(machine);
    assert.deepEqual(about, {
      versions: { wsl: '1.0', kernel: '2.0', windows: '7.0' },
      virtualizationOff: null,
      problems: [],
    });
    machine.answer = () => printed('x\r\n');
    assert.equal((await askAboutStatus(machine, about))?.virtualizationOff, false);
    machine.answer = () => printed('https://aka.ms/enablevirtualization\r\n');
    const off = await askAboutStatus(machine, about);
    assert.deepEqual([off!.virtualizationOff, off!.problems.map(({ kind }) => kind)], [true, ['virtualizationOff']]);
    assert.deepEqual(machine.calls, ['wsl --version', 'wsl --status', 'wsl --status']);
  });

  it('keeps what is known when the next question fails, and is nothing when cancelled', async () => {
    const machine = new FakeMachine({ wsl: versions });
    const about = await askAboutVersions(machine);
    machine.answer = () => hangs;
    const failed = await askAboutStatus(machine, about!);
    assert.deepEqual([failed!.versions, failed!.problems], [about!.versions, [hangs]]);
    machine.answer = () => 'cancelled';
    assert.equal(await askAboutStatus(machine, about!), null);
    assert.equal(await askAboutVersions(machine), null);
  });
});
