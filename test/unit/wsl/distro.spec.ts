import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { distroKind, fromRegistryAlone, joinWithRegistry } from '../../../src/wsl/distro';
import type { DistroList } from '../../../src/wsl/list';
import type { RegisteredDistro, Registry } from '../../../src/wsl/registry';

function registered(number: number, name: string, more: Partial<RegisteredDistro> = {}): RegisteredDistro {
  const basePath = `C:\\wsl\\${number}`;
  return {
    id: `{${String(number).padStart(8, '0')}-1111-4222-8333-444455556666}`,
    name,
    wslVersion: 2,
    basePath,
    vhdPath: `${basePath}\\ext4.vhdx`,
    defaultUid: 1000,
    fileFormat: 2,
    transient: null,
    ...more,
  };
}

function registryOf(...distros: RegisteredDistro[]): Registry {
  return { defaultId: null, defaultVersion: 2, distros, broken: [] };
}

function listOf(...names: string[]): DistroList {
  const row = { state: 'stopped', wslVersion: 2, isDefault: false } as const;
  return { otherAccount: false, failure: null, distros: names.map((name) => ({ ...row, name })) };
}

/** The number of the registration that each name of the list gets. */
function partners(names: string[], ...distros: RegisteredDistro[]): (number | null)[] {
  return joinWithRegistry(listOf(...names), registryOf(...distros)).map(({ id }) =>
    id === null ? null : Number(id.slice(1, 9)),
  );
}

describe('the list joined with the registry', () => {
  it('keeps the order and the facts of the list, and adds id, disk and user', () => {
    const list: DistroList = {
      otherAccount: false,
      failure: null,
      distros: [
        { name: 'Ubuntu', state: 'running', wslVersion: 1, isDefault: true },
        { name: 'docker-desktop', state: 'converting', wslVersion: 2, isDefault: false },
      ],
    };
    const registry = registryOf(registered(2, 'docker-desktop', { defaultUid: 0 }), registered(1, 'Ubuntu'));
    assert.deepEqual(joinWithRegistry(list, registry), [
      {
        id: registered(1, '').id,
        name: 'Ubuntu',
        state: 'running',
        wslVersion: 1,
        isDefault: true,
        kind: 'user',
        disk: 'C:\\wsl\\1\\ext4.vhdx',
        defaultUid: 1000,
      },
      {
        id: registered(2, '').id,
        name: 'docker-desktop',
        state: 'converting',
        wslVersion: 2,
        isDefault: false,
        kind: 'docker',
        disk: 'C:\\wsl\\2\\ext4.vhdx',
        defaultUid: 0,
      },
    ]);
  });

  it('goes without a registry', () => {
    const [distro] = joinWithRegistry(listOf('Ubuntu'), null);
    assert.deepEqual([distro!.id, distro!.disk, distro!.defaultUid], [null, null, null]);
  });

  it('matches names without case, and none by their beginnings', () => {
    assert.deepEqual(partners(['UBUNTU', 'Ubuntu-24.04'], registered(1, 'ubuntu')), [1, null]);
  });

  it('matches a name that the code page damaged with the only one it fits', () => {
    assert.deepEqual(
      partners(['Ubuntu', '開発環境'], registered(1, 'Ubuntu'), registered(2, '\uFFFDJ\uFFFD\uFFFD')),
      [1, 2],
    );
    assert.deepEqual(partners(['Größe'], registered(1, 'Gr\uFFFD\uFFFDe')), [1]);
  });

  it('matches a name of question marks, which the code page put for what it lacks', () => {
    assert.deepEqual(partners(['Ubuntu', '日本語'], registered(1, 'Ubuntu'), registered(2, '???')), [1, 2]);
    assert.deepEqual(partners(['a日b', '語'], registered(1, 'a?b'), registered(2, '?')), [1, 2]);
    assert.deepEqual(partners(['a?b', 'a日b'], registered(1, 'a?b'), registered(2, 'a?b')), [null, null]);
    assert.deepEqual(partners(['a?b'], registered(1, 'a?b')), [1], 'as it is');
    assert.deepEqual(partners(['日本', '開発'], registered(1, '??'), registered(2, '??')), [null, null]);
    assert.deepEqual(partners(['日本語', 'abc'], registered(1, '??'), registered(2, '?b?')), [null, null]);
  });

  it('has no partner where two fit', () => {
    assert.deepEqual(partners(['開発', '環境'], registered(1, '\uFFFDJ\uFFFD'), registered(2, '\uFFFD\uFFFD')), [
      null,
      null,
    ]);
    assert.deepEqual(partners(['開発'], registered(1, '\uFFFDJ\uFFFD'), registered(2, '\uFFFD\uFFFD')), [null]);
    assert.deepEqual(partners(['開発', '環境'], registered(1, '\uFFFDJ\uFFFD')), [null, null]);
    assert.deepEqual(partners(['Ubuntu'], registered(1, 'Ubuntu'), registered(2, 'ubuntu')), [null]);
    assert.deepEqual(partners(['Ubuntu', 'UBUNTU'], registered(1, 'Ubuntu')), [null, null]);
  });

  it('does not give a damaged name to one that it does not fit', () => {
    assert.deepEqual(partners(['Ubuntu', 'Größe'], registered(1, 'Kr\uFFFDte')), [null, null]);
    assert.deepEqual(partners(['plain'], registered(1, 'pl\uFFFDin')), [null]);
  });

  it('shows no disk whose path is damaged', () => {
    for (const vhdPath of ['D:\\\uFFFD\\ext4.vhdx', 'D:\\???\\ext4.vhdx']) {
      const damaged = registered(1, 'Ubuntu', { vhdPath });
      assert.equal(joinWithRegistry(listOf('Ubuntu'), registryOf(damaged))[0]!.disk, null);
    }
  });

  it('shows the folder of a WSL 1 distro', () => {
    const old = registered(1, 'Ubuntu', { vhdPath: null, wslVersion: 1 });
    assert.equal(joinWithRegistry(listOf('Ubuntu'), registryOf(old))[0]!.disk, 'C:\\wsl\\1');
  });
});

describe('the registry alone', () => {
  it('has the default first and does not know what runs', () => {
    const registry = {
      ...registryOf(registered(1, 'a'), registered(2, 'b', { transient: 'installing' }), registered(3, 'c')),
      defaultId: registered(3, '').id.toUpperCase(),
    };
    assert.deepEqual(
      fromRegistryAlone(registry).map(({ name, state, isDefault }) => [name, state, isDefault]),
      [
        ['c', 'unknown', true],
        ['a', 'unknown', false],
        ['b', 'installing', false],
      ],
    );
  });

  it('has no default where that one is gone', () => {
    const registry = { ...registryOf(registered(1, 'a')), defaultId: registered(9, '').id };
    assert.equal(fromRegistryAlone(registry)[0]!.isDefault, false);
  });
});

describe('whose a distro is', () => {
  const kinds: Readonly<Record<string, string>> = {
    'docker-desktop': 'docker',
    'Docker-Desktop-Data': 'docker',
    'docker-desktop-2': 'user',
    'podman-machine-default': 'podman',
    'rancher-desktop': 'rancher',
    'rancher-desktop-data': 'rancher',
    Ubuntu: 'user',
    'my-docker-desktop': 'user',
  };
  for (const [name, kind] of Object.entries(kinds)) {
    it(`${name}: ${kind}`, () => assert.equal(distroKind(name), kind));
  }
});
