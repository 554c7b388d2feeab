import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ask } from '../../../src/state/ask';
import { askAboutVersions, recogniseInboxWsl } from '../../../src/state/about';
import { takeSnapshot } from '../../../src/state/snapshot';
import { listDistros } from '../../../src/wsl/list';
import { sharedFolder } from '../messages/bake';
import { changeState } from '../prepare';
import type { Fault } from '../state/model';
import { productMachine, withMachine } from './product';

const states = ['Ubuntu running', 'Debian stopped', 'Fedora running', 'Legacy-18.04 stopped', 'docker-desktop running'];

describe('generations, languages and states of WSL', function () {
  this.timeout(60_000);

  it('an early release is understood by its numbers', () =>
    withMachine('early', async (machine) => {
      const snapshot = await takeSnapshot(productMachine(machine), null);
      const [problem, ...others] = snapshot!.problems;
      assert.deepEqual(others, []);
      assert.ok(problem?.kind === 'brokenRegistration', problem?.kind);
      assert.deepEqual([problem.id, problem.property], ['{10000009-5eed-4000-8000-0123456789ab}', 'DistributionName']);
      assert.match(problem.output, /0x8000ffff/);
    }));

  it('the WSL inside Windows is recognised, and words for states that are not known are unknown', () =>
    withMachine('inbox', async (machine) => {
      const product = productMachine(machine);
      const snapshot = await takeSnapshot(product, null);
      assert.deepEqual(snapshot!.problems, []);
      assert.deepEqual(
        snapshot!.distros.map(({ name, state, wslVersion }) => `${name} ${state} ${wslVersion}`),
        states.map((row) => `${row.split(' ')[0]!} unknown ${row.startsWith('Legacy') ? 1 : 2}`),
      );
      const about = await askAboutVersions(product);
      assert.deepEqual(
        recogniseInboxWsl(about!).problems.map(({ kind }) => kind),
        ['inboxWsl'],
      );
    }));

  it('a language that turns the two around still names the broken key', async function () {
    const shared = sharedFolder();
    if (shared === undefined) return this.skip();
    await withMachine(
      'chinese',
      async (machine) => {
        const snapshot = await takeSnapshot(productMachine(machine), null);
        const [problem] = snapshot!.problems;
        assert.ok(problem?.kind === 'brokenRegistration');
        assert.deepEqual(
          [problem.id, problem.property],
          ['{10000009-5eed-4000-8000-0123456789ab}', 'DistributionName'],
        );
        assert.match(problem.output, /[\u4e00-\u9fff]/);
      },
      undefined,
      shared,
    );
  });

  it('a policy is named, and the registry shows the distros', () =>
    withMachine('policy', async (machine) => {
      const snapshot = await takeSnapshot(productMachine(machine), null);
      assert.deepEqual(
        snapshot!.problems.map(({ kind }) => kind),
        ['blockedByPolicy'],
      );
      assert.deepEqual(
        snapshot!.distros.map(({ state }) => state),
        states.map(() => 'unknown'),
      );
    }));

  it('a service that is held makes the list wait, no longer than is waited for, and no process stays', () =>
    withMachine('locked-service', async (machine) => {
      const product = productMachine(machine);
      const held = await ask(product, listDistros(), 600);
      assert.ok(held && !held.ok && held.problem.kind === 'timeout');
      const waiting = ask(product, listDistros(), 15_000);
      changeState(machine.folder, (state) => delete state.serviceLocked);
      assert.ok((await waiting)?.ok);
    }));

  const failures: readonly (readonly [title: string, fault: Fault, kind: string])[] = [
    ['access denied', error('E_ACCESSDENIED'), 'accessDenied'],
    ['a full disk', error('ERROR_DISK_FULL'), 'diskFull'],
    ['a service that is disabled', error('ERROR_SERVICE_DISABLED'), 'serviceMissing'],
    ['a service that is not registered', error('REGDB_E_CLASSNOTREG'), 'serviceMissing'],
    ['a virtual machine that does not come up', error('HCS_E_CONNECTION_TIMEOUT'), 'vmTimeout'],
    ['a killed wsl.exe', { program: 'wsl', match: ['-l'], kind: 'killed', bytes: 40 }, 'unexpectedExit'],
  ];
  it('failures of the service are named, in either form of their code', () =>
    withMachine('healthy', async (machine) => {
      for (const generation of ['packaged', 'early'] as const) {
        for (const [title, fault, kind] of failures) {
          changeState(machine.folder, (state) => Object.assign(state, { generation, faults: [fault] }));
          const list = await ask(productMachine(machine), listDistros(), 15_000);
          assert.equal(list && !list.ok && list.problem.kind, kind, `${title}, ${generation}`);
        }
      }
    }));

  it('a slow answer is the same answer', () =>
    withMachine('healthy', async (machine) => {
      changeState(machine.folder, (state) =>
        state.faults.push({ program: 'wsl', match: ['-l'], kind: 'slow', bytes: 11, milliseconds: 5 }),
      );
      const snapshot = await takeSnapshot(productMachine(machine), null);
      assert.deepEqual(
        snapshot!.distros.map(({ name, state }) => `${name} ${state}`),
        states,
      );
    }));
});

function error(code: (Fault & { kind: 'error' })['code']): Fault {
  return { program: 'wsl', match: 'service', kind: 'error', code, contexts: [] };
}
