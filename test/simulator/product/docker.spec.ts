import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { probeDocker } from '../../../src/docker/probe';
import { healthProblems } from '../../../src/state/health';
import { takeSnapshot, type Snapshot } from '../../../src/state/snapshot';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { knownValue } from '../../../src/text/observed';
import {
  canHaveUserlands,
  prepareMachine,
  readEngineLog,
  readGateLog,
  readRemoteLog,
  readState,
  stopMachine,
} from '../prepare';
import type { TestMachine } from '../spec/machine';
import { productMachine, withMachine } from './product';

interface Expectation {
  readonly scenario: string;
  /** Installed version, running, mode, backend; null where it is not known, false where it is not installed. */
  readonly docker: readonly [string | false | null, boolean | null, string | null, string | null];
  /** Name, integration as set, and what sets it. */
  readonly integration: readonly string[];
  readonly problems: readonly string[];
}

const usual = ['Ubuntu on default-flag', 'Debian off', 'Fedora off', 'Legacy-18.04 off'];
const unknown = ['Ubuntu unknown', 'Debian unknown', 'Fedora unknown', 'Legacy-18.04 off'];
const expectations: readonly Expectation[] = [
  { scenario: 'healthy', docker: ['4.94.0', true, 'linux', 'wsl2'], integration: usual, problems: [] },
  { scenario: 'docker-stopped', docker: ['4.94.0', false, 'linux', null], integration: usual, problems: [] },
  { scenario: 'docker-starting', docker: ['4.94.0', true, 'linux', null], integration: usual, problems: [] },
  {
    scenario: 'no-docker',
    docker: [false, false, null, null],
    integration: unknown.map((row) => row.replace('18.04 off', '18.04 unknown')),
    problems: [],
  },
  { scenario: 'own-engine', docker: ['4.94.0', true, 'linux', 'wsl2'], integration: usual, problems: [] },
  { scenario: 'remote-context', docker: ['4.94.0', true, 'linux', 'wsl2'], integration: usual, problems: [] },
  { scenario: 'windows-containers', docker: ['4.94.0', true, 'windows', null], integration: usual, problems: [] },
  {
    scenario: 'hyperv',
    docker: ['4.94.0', true, 'linux', 'hyperv'],
    integration: ['Ubuntu off', 'Debian off', 'Fedora off', 'Legacy-18.04 off'],
    problems: [],
  },
  {
    scenario: 'policy-locked',
    docker: ['4.94.0', true, 'linux', 'wsl2'],
    integration: ['Ubuntu on policy', 'Debian off', 'Fedora off', 'Legacy-18.04 off'],
    problems: [],
  },
  {
    scenario: 'settings-bom',
    docker: ['4.94.0', false, 'linux', null],
    integration: ['Ubuntu on default-flag', 'Debian on list', 'Fedora off', 'Legacy-18.04 off'],
    problems: ['dockerSettingsBom'],
  },
  {
    scenario: 'settings-truncated',
    docker: ['4.94.0', false, null, null],
    integration: unknown,
    problems: ['dockerSettingsUnreadable'],
  },
  {
    scenario: 'settings-wrong-types',
    docker: ['4.94.0', false, 'linux', null],
    integration: unknown,
    problems: ['dockerSettingsInvalid'],
  },
  {
    scenario: 'docker-default',
    docker: ['4.94.0', true, 'linux', 'wsl2'],
    integration: ['Ubuntu off', 'Debian off', 'Fedora off', 'Legacy-18.04 off'],
    problems: ['engineDistroIsDefault'],
  },
];

function installed({ install }: Snapshot['docker']): string | false | null {
  if (!('value' in install)) return null;
  return install.value === null ? false : install.value.version;
}

function integrationRows({ distros }: Snapshot): string[] {
  return distros
    .filter(({ kind }) => kind === 'user')
    .map(({ name, integration: { set, setBy } }) => [name, knownValue(set) ?? 'unknown', setBy ?? ''].join(' ').trim());
}

/** What was asked of any engine, here or elsewhere, and what was woken. */
function disturbed({ folder }: TestMachine): unknown[] {
  return [...readEngineLog(folder), ...readRemoteLog(folder), ...readGateLog(folder)];
}

describe('Docker Desktop on a simulated machine', function () {
  this.timeout(60_000);

  for (const { scenario, docker, integration, problems } of expectations) {
    it(`is seen as it stands in "${scenario}", and nobody is asked or woken`, () =>
      withMachine(scenario, async (machine) => {
        const before = readState(machine.folder);
        const snapshot = (await takeSnapshot(productMachine(machine), null))!;
        const { running, mode, backend } = snapshot.docker;
        assert.deepEqual(
          [installed(snapshot.docker), knownValue(running), knownValue(mode), knownValue(backend)],
          docker,
        );
        assert.deepEqual(integrationRows(snapshot).sort(), [...integration].sort());
        assert.deepEqual(
          healthProblems(snapshot).map(({ kind }) => kind),
          problems,
        );
        assert.deepEqual(disturbed(machine), []);
        assert.deepEqual(readState(machine.folder).running, before.running);
      }));
  }

  it('is the same seen from inside a distro, but for its pipes', () =>
    withMachine('healthy', async ({ prepared }) => {
      const inside = openMachine(silentLog, { SLIPWAY_MACHINE: prepared.machineFileIn('Ubuntu') });
      const snapshot = (await takeSnapshot(inside, null))!;
      assert.deepEqual(snapshot.problems, []);
      assert.deepEqual(integrationRows(snapshot).sort(), [...usual].sort());
      const { running } = snapshot.docker;
      assert.deepEqual([knownValue(running), 'source' in running && running.source], [true, 'list']);
    }));
});

describe('docker in a real userland', function () {
  this.timeout(60_000);
  before(function () {
    if (!canHaveUserlands()) this.skip();
  });

  /** What a probe finds in the distro of that name. */
  async function probe(scenario: string, name: string): Promise<string | null> {
    const parent = mkdtempSync(join(tmpdir(), 'slipway-userland-'));
    const { folder, machineFile } = await prepareMachine(join(parent, 'machine'), scenario, { userlands: true });
    try {
      const machine = openMachine(silentLog, { SLIPWAY_MACHINE: machineFile });
      const { distros } = (await takeSnapshot(machine, null))!;
      const distro = distros.find((each) => each.name === name)!;
      const result = await probeDocker(machine, distro);
      return result && ('problem' in result ? result.problem.kind : `${result.value}: ${result.evidence}`);
    } finally {
      await stopMachine(folder);
      rmSync(parent, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  it('works where Docker Desktop is integrated', async () => {
    assert.match((await probe('healthy', 'Ubuntu')) ?? '', /^works: [^]*Docker Desktop 4\.94\.0/);
  });

  it('is the distro’s own where that has an engine', async () => {
    assert.match((await probe('healthy', 'Fedora')) ?? '', /^own-engine: [^]*Docker Engine - Community/);
  });
});
