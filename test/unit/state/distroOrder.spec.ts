import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { distroOrderOf, sortDistros, type DistroOrder } from '../../../src/state/distroOrder';
import { distro } from '../views/snapshots';

const listed = [
  distro({ name: 'Zorin', isDefault: true, state: 'stopped' }),
  distro({ name: 'docker-desktop', kind: 'docker' }),
  distro({ name: 'node-10' }),
  distro({ name: 'Arch', state: 'stopped' }),
  distro({ name: 'node-2' }),
  distro({ name: 'Öl', state: 'stopped' }),
  distro({ name: 'podman-machine-default', kind: 'podman', state: 'stopped', isDefault: false }),
  distro({ name: 'alpine', state: 'installing' }),
];

function names(order: DistroOrder, language = 'en'): string {
  return sortDistros(listed, order, language)
    .map(({ name }) => name)
    .join(' ');
}

describe('the order of distros', () => {
  it('is by state and then by name, with numbers as they count, and other products last', () => {
    assert.equal(names('state'), 'Zorin node-2 node-10 alpine Arch Öl docker-desktop podman-machine-default');
  });

  it('is by name alone, so that a row stays where it is', () => {
    assert.equal(names('name'), 'alpine Arch node-2 node-10 Öl Zorin docker-desktop podman-machine-default');
  });

  it('compares names as their reader does', () => {
    assert.equal(names('name', 'sv'), 'alpine Arch node-2 node-10 Zorin Öl docker-desktop podman-machine-default');
  });

  it('is that of WSL where its user wants that, and leaves the list as it is', () => {
    assert.equal(names('wsl'), listed.map(({ name }) => name).join(' '));
    assert.equal(listed[0]!.name, 'Zorin');
  });

  it('keeps a default of another product with those of its kind', () => {
    const found = sortDistros(
      [distro({ name: 'docker-desktop', kind: 'docker', isDefault: true }), distro()],
      'state',
      'en',
    );
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Ubuntu', 'docker-desktop'],
    );
  });

  it('is by state for anything that is no order', () => {
    assert.equal(distroOrderOf('name'), 'name');
    for (const written of [undefined, null, 1, 'size', ['name']]) assert.equal(distroOrderOf(written), 'state');
  });
});
