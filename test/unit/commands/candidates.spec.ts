import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readCandidates } from '../../../src/commands/candidates';
import { ProblemError } from '../../../src/commands/context';
import { sortDistros } from '../../../src/state/distroOrder';
import type { IntegratedDistro, Snapshot } from '../../../src/state/snapshot';
import { hangs } from '../state/fakeMachine';
import { distro, snapshot } from '../views/snapshots';

const named = (name: string, change: Partial<IntegratedDistro> = {}) => distro({ id: null, name, ...change });
const asShown = (distros: readonly IntegratedDistro[]) => sortDistros(distros, 'state', 'en');
const runs = ({ state }: { readonly state: string }): boolean => state === 'running';

/** A store whose refresh finds `next`. */
function storeOf(current: Snapshot | null, next: Snapshot) {
  return {
    current,
    refreshes: 0,
    refresh() {
      this.current = next;
      this.refreshes += 1;
      return Promise.resolve();
    },
  };
}

const withDistros = (...distros: IntegratedDistro[]): Snapshot => snapshot({ distros });
const names = (distros: readonly IntegratedDistro[]): string[] => distros.map(({ name }) => name);

describe('the distros a command may be meant for', () => {
  it('are told by the states of now, not by those of when somebody looked last', async () => {
    const before = withDistros(named('Ubuntu'), named('Debian', { state: 'stopped' }));
    const now = withDistros(named('Ubuntu', { state: 'stopped' }), named('Debian'));
    assert.deepEqual(names(await readCandidates(storeOf(before, now), asShown, runs)), ['Debian']);
  });

  it('are read again before an only one is taken', async () => {
    const store = storeOf(withDistros(named('Ubuntu')), withDistros(named('Ubuntu'), named('Debian')));
    assert.deepEqual(names(await readCandidates(store, asShown)), ['Debian', 'Ubuntu']);
    assert.equal(store.refreshes, 1);
  });

  it('are those known already, where there is a choice that no state decides', async () => {
    const store = storeOf(withDistros(named('Ubuntu'), named('Debian')), withDistros());
    assert.deepEqual(names(await readCandidates(store, asShown)), ['Debian', 'Ubuntu']);
    assert.equal(store.refreshes, 0);
  });

  it('are unknown where their state is asked for and WSL does not answer: the old ones prove nothing', async () => {
    const known = withDistros(named('Ubuntu'), named('Debian'));
    const stale = { ...known, staleSince: known.at, problems: [hangs] };
    const isTimeout = (error: unknown): boolean => error instanceof ProblemError && error.problem.kind === 'timeout';
    await assert.rejects(readCandidates(storeOf(known, stale), asShown, runs), isTimeout);
    await assert.rejects(
      readCandidates(storeOf(null, snapshot({ listed: false, problems: [hangs] })), asShown),
      isTimeout,
    );
    const one = { ...withDistros(named('Ubuntu')), staleSince: known.at, problems: [hangs] };
    assert.deepEqual(
      names(await readCandidates(storeOf(one, one), asShown)),
      ['Ubuntu'],
      'what needs no state goes on',
    );
  });

  it('are the own ones, as the views show them', async () => {
    const all = withDistros(
      named('Fedora', { state: 'stopped' }),
      named('docker-desktop', { kind: 'docker' }),
      named('Debian'),
      named('Ubuntu', { state: 'stopped', isDefault: true }),
    );
    assert.deepEqual(names(await readCandidates(storeOf(all, all), asShown)), ['Ubuntu', 'Debian', 'Fedora']);
    assert.deepEqual(await readCandidates(storeOf(null, withDistros()), asShown), []);
  });
});
