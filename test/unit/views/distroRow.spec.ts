import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inEnglish, message } from '../../../src/text/message';
import { distroRow } from '../../../src/views/distroRow';
import type { Distro } from '../../../src/wsl/distro';
import { distroStates } from '../../../src/wsl/list';
import { distro } from './snapshots';

function row(change: Partial<Distro>, staleSince: string | null = null) {
  return distroRow(distro({ isDefault: true, ...change }), staleSince, inEnglish);
}

describe('one line of a distro', () => {
  it('says state, version and default in words', () => {
    assert.equal(row({}).description, 'Running · WSL 2 · default');
    assert.equal(row({ state: 'stopped', wslVersion: 1, isDefault: false }).description, 'Stopped · WSL 1');
  });

  it('reads the same to those who hear it', () => {
    assert.equal(row({}).accessibleLabel, 'Ubuntu, Running, WSL 2, default');
  });

  it('ends with what else is to be told', () => {
    const told = distroRow(distro(), null, inEnglish, [message('this window'), message('Docker works')]);
    assert.equal(told.description, 'Running · WSL 2 · this window · Docker works');
    assert.equal(told.accessibleLabel, 'Ubuntu, Running, WSL 2, this window, Docker works');
  });

  it('shows whose a foreign distro is, and locks it', () => {
    const docker = row({ name: 'docker-desktop', kind: 'docker', isDefault: false });
    assert.equal(docker.description, "Running · Docker Desktop's own");
    assert.equal(docker.icon.name, 'lock');
    // Which is what makes "code ." and dev containers fail.
    assert.equal(
      row({ name: 'docker-desktop', kind: 'docker' }).description,
      "Running · Docker Desktop's own · default",
    );
  });

  it('never passes an old state off as a new one', () => {
    const stale = row({}, '10:42');
    assert.equal(stale.description, 'Running (as of 10:42) · WSL 2 · default');
    assert.notDeepEqual(stale.icon, row({}).icon);
    assert.equal(row({ state: 'unknown' }, '10:42').description, 'State unknown · WSL 2 · default');
  });

  it('has words for every state', () => {
    const rows = distroStates.map((state) => row({ state }));
    assert.equal(new Set(rows.map(({ description }) => description)).size, distroStates.length);
  });
});
