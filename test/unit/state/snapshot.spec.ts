import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readSettings } from '../../../src/docker/settings';
import { askAboutStatus, askAboutVersions, recogniseInboxWsl } from '../../../src/state/about';
import type { Observation } from '../../../src/state/observation';
import { explainProblem } from '../../../src/state/problem';
import { isListAnswered, makeSnapshot, takeSnapshot, type Snapshot } from '../../../src/state/snapshot';
import { knownValue } from '../../../src/text/observed';
import { minusOne, printed } from '../wsl/recordings';
import {
  brokenRegistry,
  emptyList,
  FakeMachine,
  hangs,
  list,
  noRegistry,
  outOfOrder,
  registry,
  type Answer,
} from './fakeMachine';

const states = (snapshot: Snapshot | null) => snapshot!.distros.map(({ name, state }) => `${name} ${state}`);
const kinds = (snapshot: Snapshot | null) => snapshot!.problems.map(({ kind }) => kind);
/** What was asked besides where Docker Desktop is. */
const asked = ({ calls }: FakeMachine): string[] => calls.filter((call) => !call.includes('Uninstall'));
const isOpen = ({ gate }: FakeMachine, name: string): boolean => gate.pass(name, '/', false).open;

describe('a snapshot', () => {
  it('is one list and one look into the registry, joined', async () => {
    const machine = new FakeMachine({
      wsl: list({ Ubuntu: 'Running', Debian: 'Stopped' }),
      reg: registry('Debian', 'Ubuntu'),
    });
    machine.clock = () => new Date('2026-01-02T03:04:05Z');
    const snapshot = await takeSnapshot(machine, null);
    assert.deepEqual(asked(machine), [
      'wsl -l -v',
      'reg query HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss /s',
    ]);
    assert.deepEqual(states(snapshot), ['Ubuntu running', 'Debian stopped']);
    assert.deepEqual(
      { ...snapshot, docker: null, distros: snapshot!.distros.map(({ disk }) => disk) },
      {
        at: '2026-01-02T03:04:05.000Z',
        distros: ['C:\\wsl\\1\\ext4.vhdx', 'C:\\wsl\\0\\ext4.vhdx'],
        defaultVersion: 2,
        staleSince: null,
        listed: true,
        docker: null,
        drives: [],
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

  it('does not take a registry without any healthy distro for a list', async () => {
    const failures = [
      [hangs, 'timeout'],
      [
        printed('{0a0b0c0d-1111-4222-8333-444455556666}\r\nWsl/Service/ReadDistroConfig/ERROR_FILE_NOT_FOUND\r\n', 255),
        'brokenRegistration',
      ],
      [printed('Wsl/ERROR_ACCESS_DISABLED_BY_POLICY\r\n', minusOne), 'blockedByPolicy'],
    ] as const;
    for (const [wsl, kind] of failures) {
      for (const reg of [noRegistry, registry(), brokenRegistry]) {
        const snapshot = await takeSnapshot(new FakeMachine({ wsl, reg }), null);
        assert.deepEqual([snapshot!.listed, snapshot!.distros, kinds(snapshot)], [false, [], [kind]]);
      }
    }
  });

  it('without the registry has the list alone, and says so', async () => {
    for (const reg of [hangs, { kind: 'programMissing', program: 'reg', command: 'reg' } as const, printed('', 5)]) {
      const snapshot = await takeSnapshot(new FakeMachine({ wsl: list({ Ubuntu: 'Running' }), reg }), null);
      assert.deepEqual([states(snapshot), kinds(snapshot)], [['Ubuntu running'], ['registryUnreadable']]);
      assert.equal(snapshot!.distros[0]!.id, null);
    }
  });

  it('does not take a reg.exe that was kept from the registry for a registry without distros', async () => {
    const machine = new FakeMachine({ wsl: list({ Ubuntu: 'Running' }), reg: noRegistry });
    const snapshot = await takeSnapshot(machine, null);
    assert.deepEqual([states(snapshot), kinds(snapshot)], [['Ubuntu running'], ['registryUnreadable']]);
    assert.equal(snapshot!.defaultVersion, null, 'which nobody has read');
    assert.match(explainProblem(snapshot!.problems[0]!).evidence, /^reg\.exe query HKCU.*\nIt named no distro/);

    let looks = 0;
    machine.answer = ({ program, args }) => {
      if (program === 'wsl') return list({ Ubuntu: 'Running' });
      return args.includes('/s') && args[1]!.endsWith('Lxss') && (looks += 1) === 1 ? noRegistry : registry('Ubuntu');
    };
    const installed = await takeSnapshot(machine, null);
    assert.deepEqual([kinds(installed), installed!.distros[0]!.id !== null], [[], true], 'it was just being installed');
  });

  it('without the registry has what that said before, by name, and says so', async () => {
    const machine = new FakeMachine({
      wsl: list({ Ubuntu: 'Running', Old: 'Stopped' }),
      reg: registry('Ubuntu', 'Old'),
    });
    const good = (await takeSnapshot(machine, null))!;
    const answers = (states: Record<string, string>, reg: Answer): FakeMachine['answer'] => {
      const wsl = list(states);
      return ({ program }) => (program === 'wsl' ? wsl : reg);
    };
    const registrations = ({ distros }: Snapshot) =>
      distros.map(({ name, id, disk, defaultUid }) => [name, id?.slice(0, 9) ?? null, disk, defaultUid]);
    machine.answer = answers({ Ubuntu: 'Stopped', Debian: 'Running' }, hangs);
    const without = (await takeSnapshot(machine, good))!;
    assert.deepEqual(registrations(without), [registrations(good)[0], ['Debian', null, null, null]]);
    assert.ok(
      registrations(good)[0]!
        .slice(0, 3)
        .every((value) => value !== null),
    );
    assert.deepEqual([states(without), kinds(without)], [['Ubuntu stopped', 'Debian running'], ['registryUnreadable']]);
    const again = (await takeSnapshot(machine, without))!;
    assert.deepEqual(registrations(again), registrations(without));

    machine.answer = answers({ Ubuntu: 'Running' }, registry('Another', 'Ubuntu'));
    const mended = (await takeSnapshot(machine, again))!;
    assert.notEqual(mended.distros[0]!.id, good.distros[0]!.id, 'the registry itself is believed');
  });

  it('does not take a disk over from before a distro was converted', () => {
    const row = (wslVersion: 1 | 2) => ({ name: 'Ubuntu', state: 'stopped', wslVersion, isDefault: true }) as const;
    const observed = (wslVersion: 1 | 2, reg: Observation['registry']): Observation => ({
      at: '2026-01-02T03:04:05.000Z',
      list: { ok: true, value: { distros: [row(wslVersion)], otherAccount: false, failure: null } },
      registry: reg,
      docker: null,
    });
    const [first, second] = [observed(2, null), observed(1, { ok: false, problem: hangs })];
    const remembered = { install: null, probes: new Map() };
    const empty = makeSnapshot(first, null, remembered);
    const id = '{0a0b0c0d-1111-4222-8333-444455556666}';
    const good = { ...empty, distros: empty.distros.map((each) => ({ ...each, id, disk: 'C:\\u\\ext4.vhdx' })) };
    const [converted] = makeSnapshot(second, good, remembered).distros;
    assert.deepEqual([converted!.id, converted!.disk], [id, null]);
  });

  it('whose list failed tells of Docker Desktop’s list by names, and does not take old states for new', () => {
    const settings = readSettings('{"IntegratedWslDistros":["Ubuntu","Gone"]}', 'store');
    const docker = {
      pipes: ['dockerBackendApiServer'],
      settings: { kind: 'read', file: 'C:\\s.json', settings },
      policy: { kind: 'absent' },
    } as const;
    const row = (name: string) => ({ name, state: 'running', wslVersion: 2, isDefault: false }) as const;
    const distros = [row('Ubuntu'), row('docker-desktop')];
    const good: Observation = {
      at: '2026-01-02T03:04:05.000Z',
      list: { ok: true, value: { distros, otherAccount: false, failure: null } },
      registry: null,
      docker,
    };
    const remembered = { install: undefined, probes: new Map() };
    const failed: Observation = { ...good, list: { ok: false, problem: hangs } };
    const first = makeSnapshot(good, null, remembered);
    const stale = makeSnapshot(failed, first, remembered);
    assert.ok(stale.staleSince);
    for (const { docker: seen } of [first, stale]) {
      assert.deepEqual(seen.listIssues, [{ kind: 'unregistered', name: 'Gone' }]);
    }
    assert.equal(knownValue(first.docker.backend), 'wsl2');
    const { backend } = stale.docker;
    assert.match('unknown' in backend ? backend.unknown.template : '', /whether its own distro runs is not known/);
    assert.deepEqual(makeSnapshot(failed, null, remembered).docker.listIssues, [], 'no name is known');
  });

  it('of a machine without distros is empty and good', async () => {
    for (const reg of [registry(), noRegistry]) {
      const machine = new FakeMachine({ wsl: emptyList, reg });
      const snapshot = await takeSnapshot(machine, null);
      assert.deepEqual([snapshot!.distros, snapshot!.problems, snapshot!.listed], [[], [], true]);
      assert.equal(asked(machine).length, 2, 'the registry was witness enough');
    }
  });

  /** A machine whose `wsl -l -v` and `wsl -l -q` answer each in its way. */
  function doubtful(names: Answer, reg: Answer, wsl: Answer = emptyList): FakeMachine {
    const machine = new FakeMachine({});
    machine.answer = ({ program, args }) => (program === 'reg' ? reg : args.includes('-q') ? names : wsl);
    return machine;
  }

  it('believes an empty list that the registry cannot confirm when the names are none either', async () => {
    for (const [reg, expected] of [
      [hangs, ['registryUnreadable']],
      [registry('Ubuntu'), []],
      [brokenRegistry, []],
    ] as const) {
      const machine = doubtful(printed(''), reg);
      const snapshot = await takeSnapshot(machine, null);
      assert.deepEqual([snapshot!.distros, snapshot!.listed, kinds(snapshot)], [[], true, expected]);
      assert.deepEqual(asked(machine).slice(2), ['wsl -l -q']);
    }
  });

  it('does not take a Windows that is out of order for one without distros', async () => {
    for (const [reg, expected] of [
      [hangs, ['unexpectedExit', 'registryUnreadable']],
      [outOfOrder, ['unexpectedExit', 'registryUnreadable']],
      [brokenRegistry, ['unexpectedExit']],
    ] as const) {
      for (const names of [outOfOrder, hangs, printed('Ubuntu\r\n')]) {
        const snapshot = await takeSnapshot(doubtful(names, reg, outOfOrder), null);
        assert.deepEqual([snapshot!.distros, snapshot!.listed, kinds(snapshot)], [[], false, expected]);
        assert.match(explainProblem(snapshot!.problems[0]!).evidence, /-l -v\nexit 255\nThe remote procedure/);
      }
    }
  });

  it('is none when the question for the names is cancelled', async () => {
    assert.equal(await takeSnapshot(doubtful('cancelled', hangs), null), null);
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

  it('of another system, or of a distro without a way out, asks nothing', async () => {
    for (const [platform, kind] of [
      ['other', 'notWindows'],
      ['wsl', 'interopOff'],
    ] as const) {
      const machine = new FakeMachine({});
      machine.platform = platform;
      machine.programPath = () => null;
      const snapshot = await takeSnapshot(machine, null);
      assert.deepEqual([asked(machine), kinds(snapshot), snapshot!.listed], [[], [kind], false]);
    }
  });

  it('from inside a distro is asked of Windows all the same', async () => {
    const machine = new FakeMachine({ wsl: list({ Ubuntu: 'Running' }), reg: registry('Ubuntu') });
    machine.platform = 'wsl';
    assert.deepEqual(states(await takeSnapshot(machine, null)), ['Ubuntu running']);
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
    machine.answer = () => printed('Version: 2\r\nSee https://aka.ms/enablevirtualization\r\n');
    const off = await askAboutStatus(machine, about);
    assert.deepEqual([off!.virtualizationOff, off!.problems.map(({ kind }) => kind)], [true, ['virtualizationOff']]);
    const { evidence } = explainProblem(off!.problems[0]!);
    assert.equal(evidence, 'wsl.exe --status\nexit 0\nVersion: 2\nSee https://aka.ms/enablevirtualization');
    assert.deepEqual(machine.calls, ['wsl --version', 'wsl --status', 'wsl --status']);
  });

  it('is the old WSL inside Windows where the list was answered and --version prints how it is used', async () => {
    const recognised = async (answer: Answer): Promise<string | undefined> =>
      recogniseInboxWsl((await askAboutVersions(new FakeMachine({ wsl: answer })))!).problems[0]?.kind;
    for (const exitCode of [minusOne, 255]) {
      assert.equal(await recognised(printed('Usage: wsl.exe [argument]\r\n', exitCode, 'utf16le')), 'inboxWsl');
    }
    assert.equal(await recognised(printed('', 255)), 'unexpectedExit');
    assert.equal(await recognised(printed('Usage\r\n', 3)), 'unexpectedExit');
    assert.equal(await recognised(printed('Wsl/ERROR_ACCESS_DISABLED_BY_POLICY\r\n', 255)), 'blockedByPolicy');
    assert.equal(await recognised(versions), undefined);
  });

  it('knows whether the list was answered', async () => {
    const answered = async (wsl: Answer, reg: Answer): Promise<boolean> =>
      isListAnswered((await takeSnapshot(new FakeMachine({ wsl, reg }), null))!);
    assert.equal(await answered(list({ Ubuntu: 'Running' }), registry('Ubuntu')), true);
    assert.equal(await answered(list({ Ubuntu: 'Running' }), hangs), true);
    assert.equal(await answered(emptyList, noRegistry), true);
    assert.equal(await answered(hangs, registry('Ubuntu')), false);
    assert.equal(await answered(outOfOrder, outOfOrder), false);
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
