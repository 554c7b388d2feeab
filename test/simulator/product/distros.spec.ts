import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sharedFolder } from '../messages/bake';
import { readCalls, readGateLog, readState } from '../prepare';
import type { TestMachine } from '../spec/machine';
import type { State } from '../state/model';
import { askDistros, buildCli, callsOf, endOf, looksForDocker, regQuery, startSlipway, withMachine } from './product';

interface Expectation {
  readonly scenario: string;
  readonly title?: string;
  readonly change?: (state: State) => void;
  readonly shared?: string | null;
  readonly code: number;
  /** Name, state, WSL version, `*` for the default, kind where it is not the user's own. */
  readonly distros: readonly string[];
  readonly problems: readonly string[];
  /** Besides the list and the registry. */
  readonly calls: readonly string[];
  readonly wsl?: Readonly<Record<string, unknown>>;
}

const five = [
  'Ubuntu running 2 *',
  'Debian stopped 2',
  'Fedora running 2',
  'Legacy-18.04 stopped 1',
  'docker-desktop running 2 docker',
];
const fiveUnknown = five.map((row) => row.replace(/running|stopped/, 'unknown'));
/** The default first, then in the order of their guids, as the scenario makes them. */
const fifty = Array.from({ length: 50 }, (_, index) => {
  const name = index === 0 ? 'Ubuntu' : `node-${String(index + 1).padStart(2, '0')}`;
  const row = `${name} ${index % 3 === 0 ? 'running' : 'stopped'} ${index % 10 === 9 ? 1 : 2}${index === 0 ? ' *' : ''}`;
  return { row, order: index === 0 ? -1 : (index * 37) % 50 };
})
  .sort((a, b) => a.order - b.order)
  .map(({ row }) => row);
const about = ['wsl --status', 'wsl --version'];
const japanese = [
  'Ubuntu running 2 *',
  '開発環境 stopped 2',
  'My Distro 22 stopped 2',
  'docker-desktop running 2 docker',
];

const expectations: readonly Expectation[] = [
  {
    scenario: 'healthy',
    code: 0,
    distros: five,
    problems: [],
    calls: about,
    wsl: { version: '2.6.1.0', kernel: '6.6.87.2-1', defaultVersion: 2, virtualizationOff: false },
  },
  { scenario: 'fifty', code: 0, distros: fifty, problems: [], calls: about },
  { scenario: 'empty', code: 0, distros: [], problems: [], calls: about },
  { scenario: 'missing', code: 2, distros: [], problems: ['programMissing'], calls: [] },
  { scenario: 'stub', code: 2, distros: [], problems: ['wslNotInstalled'], calls: ['wsl --version'] },
  { scenario: 'broken-key', code: 0, distros: fiveUnknown, problems: ['brokenRegistration'], calls: ['wsl --version'] },
  { scenario: 'garbage', code: 0, distros: fiveUnknown, problems: ['unreadableOutput'], calls: ['wsl --version'] },
  {
    scenario: 'no-virtualization',
    code: 0,
    distros: five.map((row) => row.replace('running', 'stopped')),
    problems: ['virtualizationOff'],
    calls: about,
    wsl: { virtualizationOff: true },
  },
  { scenario: 'japanese', title: 'with our messages', code: 0, distros: japanese, problems: [], calls: about },
  {
    scenario: 'healthy',
    title: 'as the old WSL inside Windows has it',
    change: (state) => {
      state.generation = 'inbox';
      state.stateWords = { Running: 'Wird ausgeführt', Stopped: 'Beendet' };
    },
    code: 0,
    distros: fiveUnknown,
    problems: ['inboxWsl'],
    // The list was answered, but the version was not.
    calls: about,
  },
  {
    scenario: 'empty',
    title: 'under Admin Protection',
    change: (state) => (state.adminProtection = true),
    code: 0,
    distros: [],
    problems: ['otherAccount'],
    calls: ['wsl --version'],
  },
  {
    scenario: 'broken-key',
    title: 'of an early release',
    change: (state) => (state.generation = 'early'),
    code: 0,
    distros: fiveUnknown,
    problems: ['brokenRegistration'],
    calls: ['wsl --version'],
  },
];

async function meets(machine: TestMachine, expected: Expectation): Promise<void> {
  const before = readState(machine.folder);
  const { code, output, stderr } = await askDistros(machine);
  assert.equal(code, expected.code, stderr);
  assert.deepEqual(
    output.distros.map(
      ({ name, state, wslVersion, default: isDefault, kind }) =>
        `${name} ${state} ${wslVersion}${isDefault ? ' *' : ''}${kind === 'user' ? '' : ` ${kind}`}`,
    ),
    expected.distros,
  );
  assert.deepEqual(
    output.problems.map(({ kind }) => kind),
    expected.problems,
  );
  for (const { message, nextStep, evidence, kind } of output.problems) {
    assert.ok(message !== '' && nextStep !== '', kind);
    assert.equal(evidence === '', kind === 'otherAccount');
    assert.ok(stderr.includes(message));
  }
  for (const [key, value] of Object.entries(expected.wsl ?? {})) assert.equal(output.wsl[key], value, key);
  const list = expected.scenario === 'missing' ? [] : ['wsl -l -v'];
  assert.deepEqual(callsOf(machine), [regQuery, ...list, ...expected.calls].sort());
  assert.equal(looksForDocker(machine), 2);
  for (const { program, env, cwd } of readCalls(machine.folder)) {
    const { WSL_UTF8, WSL_DISABLE_WARNINGS } = env;
    if (program === 'wsl') assert.deepEqual([WSL_UTF8, WSL_DISABLE_WARNINGS], ['1', '1']);
    assert.ok(!cwd.includes('distros'));
  }
  startedNothing(machine, before);
}

function startedNothing(machine: TestMachine, before: State): void {
  const after = readState(machine.folder);
  assert.deepEqual(readGateLog(machine.folder), []);
  assert.deepEqual([after.running, after.vmUp, after.distros], [before.running, before.vmUp, before.distros]);
}

describe('slipway distros on a simulated machine', function () {
  this.timeout(60_000);
  before(buildCli);

  for (const expected of expectations) {
    it([expected.scenario, expected.title ?? ''].join(' ').trim(), () =>
      withMachine(expected.scenario, (machine) => meets(machine, expected), expected.change, expected.shared ?? null),
    );
  }

  it('says the same where WSL speaks Japanese', async function () {
    const shared = sharedFolder();
    if (shared === undefined) return this.skip();
    const spoken: Expectation = { scenario: 'japanese', code: 0, distros: japanese, problems: [], calls: about };
    await withMachine('japanese', (machine) => meets(machine, spoken), undefined, shared);
    const silent = (state: State): void => {
      Object.assign(state, { language: 'ja-JP', oemCodePage: 932 });
    };
    const empty: Expectation = { ...spoken, scenario: 'empty', distros: [] };
    await withMachine('empty', (machine) => meets(machine, empty), silent, shared);
    const broken: Expectation = {
      ...spoken,
      scenario: 'broken-key',
      distros: fiveUnknown,
      problems: ['brokenRegistration'],
      calls: ['wsl --version'],
    };
    await withMachine('broken-key', (machine) => meets(machine, broken), silent, shared);
  });

  it('gives each distro of the list the id and the disk that are its own', () =>
    withMachine('japanese', async (machine) => {
      const { output } = await askDistros(machine);
      const guids = new Map(readState(machine.folder).distros.map(({ name, guid }) => [name, guid]));
      for (const { name, id, disk } of output.distros) {
        assert.equal(id, guids.get(name), name);
        // The code page damages the path of this one's disk, and no guess takes its place.
        if (name === '開発環境') assert.equal(disk, null);
        else assert.match(disk!, /\\ext4\.vhdx$/);
      }
    }));

  it('prints a table for people and what is wrong beside it', () =>
    withMachine('broken-key', async (machine) => {
      const { code, stdout, stderr } = await endOf(startSlipway(machine, ['distros']));
      assert.equal(code, 0);
      assert.equal(stdout.trimEnd().split('\n').length, 8);
      assert.match(stdout, /\* +unknown +WSL 2 +on +Ubuntu/);
      assert.match(stdout, /\n\nDocker Desktop 4\.94\.0: running\.\n$/);
      assert.match(
        stderr,
        /SLIPWAY_MACHINE is in force[^\n]*\nWSL cannot list its distros: one registration is broken \(\{[0-9a-f-]{36}\}/,
      );
    }));
});
