import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inEnglish } from '../../../src/text/message';
import { distroRow } from '../../../src/views/distroRow';
import type { Distro } from '../../../src/wsl/distro';
import { distroStates } from '../../../src/wsl/list';

const ubuntu: Distro = {
  id: '{11111111-2222-4333-8444-555555555555}',
  name: 'Ubuntu',
  state: 'running',
  wslVersion: 2,
  isDefault: true,
  kind: 'user',
  disk: 'C:\\wsl\\ubuntu\\ext4.vhdx',
  defaultUid: 1000,
};

function row(change: Partial<Distro>, staleSince: string | null = null) {
  return distroRow({ ...ubuntu, ...change }, staleSince, inEnglish);
}

describe('row of a distro', () => {
  it('says state, version and default in words', () => {
    assert.equal(row({}).description, 'Running · WSL 2 · default');
    assert.equal(row({ state: 'stopped', wslVersion: 1, isDefault: false }).description, 'Stopped · WSL 1');
  });

  it('reads the same to those who hear it', () => {
    assert.equal(row({}).accessibleLabel, 'Ubuntu, Running, WSL 2, default distro');
  });

  it('shows whose a foreign distro is, locks it, and offers it to no menu', () => {
    const docker = row({ name: 'docker-desktop', kind: 'docker', isDefault: false });
    assert.equal(docker.description, "Running · Docker Desktop's own");
    assert.equal(docker.icon.name, 'lock');
    assert.equal(docker.contextValue, 'foreign.running');
    assert.deepEqual(docker.facts[2], ['Belongs to', 'Docker Desktop']);
  });

  it('never passes an old state off as a new one', () => {
    const stale = row({}, '10:42');
    assert.equal(stale.description, 'Running (as of 10:42) · WSL 2 · default');
    assert.notDeepEqual(stale.icon, row({}).icon);
    assert.equal(row({ state: 'unknown' }, '10:42').description, 'State unknown · WSL 2 · default');
  });

  it('has words and a context value for every state', () => {
    const rows = distroStates.map((state) => row({ state }));
    assert.equal(new Set(rows.map(({ description }) => description)).size, distroStates.length);
    for (const { contextValue } of rows) assert.match(contextValue, /^distro\.[a-z]+\.v2\.default$/);
  });

  it('keeps its id when the state changes, so that selection survives', () => {
    assert.equal(row({ state: 'stopped' }).id, row({}).id);
    assert.equal(row({ id: null }).id, 'Ubuntu');
  });

  it('says in the tooltip what the description cannot hold, and leaves out what is not known', () => {
    assert.deepEqual(row({}).facts, [
      ['State', 'Running'],
      ['WSL version', '2'],
      ['Default distro', 'yes'],
      ['Disk', 'C:\\wsl\\ubuntu\\ext4.vhdx'],
      ['Default user ID', '1000'],
      ['Registration', '{11111111-2222-4333-8444-555555555555}'],
    ]);
    const little = row({ isDefault: false, disk: null, defaultUid: null, id: null });
    assert.deepEqual(little.facts, [
      ['State', 'Running'],
      ['WSL version', '2'],
    ]);
  });
});
