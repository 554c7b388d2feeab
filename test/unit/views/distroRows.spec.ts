import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { IntegratedDistro, Snapshot } from '../../../src/state/snapshot';
import type { DiskReading } from '../../../src/state/disks';
import { distroRows } from '../../../src/views/distroRows';
import { distroStates } from '../../../src/wsl/list';
import { readJson } from '../house/sources';
import { at, distro, integration, probed, seen, snapshot, unsure, wording } from './snapshots';

interface Manifest {
  readonly contributes: {
    readonly menus: { readonly 'view/item/context': readonly { readonly command: string; readonly when: string }[] };
  };
}

const gigabyte = 1024 ** 3;
const read: DiskReading = {
  use: { kind: 'ok', value: { size: 23.4 * gigabyte, onDisk: 23.4 * gigabyte } },
  free: { kind: 'ok', value: 110 * gigabyte },
};

function rows(change: Partial<Snapshot>, context: { ownDistro?: string; disk?: DiskReading; folders?: string[] } = {}) {
  const diskOf = () => context.disk ?? null;
  const foldersOf = () => context.folders ?? [];
  return distroRows(snapshot(change), {
    ...wording,
    ownDistro: context.ownDistro ?? null,
    diskOf,
    foldersOf,
    inOrder: (distros) => distros,
  });
}

function rowOf(change: Partial<IntegratedDistro>, context: Parameters<typeof rows>[1] = {}) {
  return rows({ distros: [distro(change)] }, context)[0]!;
}

function below(change: Partial<IntegratedDistro>, context: Parameters<typeof rows>[1] = {}): string[] {
  return rowOf(change, context).children.map(({ label, description }) => `${label}: ${description}`);
}

describe('rows of distros', () => {
  it('end with what is known of Docker', () => {
    assert.equal(rowOf({ isDefault: true }).description, 'Running · WSL 2 · default · Docker Desktop integration off');
  });

  it('mark the distro of this window, whatever capitals its address has', () => {
    assert.equal(
      rowOf({}, { ownDistro: 'ubuntu' }).description,
      'Running · WSL 2 · this window · Docker Desktop integration off',
    );
    assert.doesNotMatch(rowOf({}, { ownDistro: 'Ubuntu-22.04' }).description, /this window/);
  });

  it('have the folders that were opened before, as text, and none for those of other products', () => {
    const folders = ['/home/dev/src/shop', '/srv', '/', '/home/dev/a\u001b[1m"q" $(x)'];
    const group = rowOf({}, { folders }).children.find(({ contextValue }) => contextValue === 'openedFolders')!;
    assert.deepEqual(
      group.children.map(({ label, description, subject }) => [label, description, subject.folder]),
      [
        ['shop', '/home/dev/src', folders[0]],
        ['srv', '/', folders[1]],
        ['/', '', folders[2]],
        ['a\\u{1b}[1m"q" $(x)', '/home/dev', folders[3]],
      ],
    );
    assert.ok(
      group.children.every(({ command }) => command === null),
      'a click starts nothing',
    );
    assert.deepEqual(rowOf({ kind: 'docker' }, { folders }).children, []);
  });

  it('have Docker and the disk below, closed at first', () => {
    const row = rowOf({ isDefault: true, integration: integration({ set: seen('on'), setBy: 'default-flag' }) });
    assert.equal(row.open, 'collapsed');
    assert.deepEqual(
      row.children.map(({ label }) => label),
      ['Docker Desktop', 'Disk'],
    );
  });

  it('have the size of the disk and the space beside it, as far as they were read', () => {
    assert.deepEqual(below({}).at(-1), 'Disk: ');
    assert.deepEqual(below({}, { disk: read }).at(-1), 'Disk: 23.4 GB on C: · 110 GB free there');
    const failed = { kind: 'failed', code: 'ENOENT', reason: 'x' } as const;
    assert.deepEqual(below({}, { disk: { ...read, use: failed } }).at(-1), 'Disk: size unknown: the file is not there');
    assert.deepEqual(below({}, { disk: { ...read, free: failed } }).at(-1), 'Disk: 23.4 GB on C:');
    const sleeping = { kind: 'wouldStart', distro: 'Debian' } as const;
    assert.deepEqual(
      below({}, { disk: { ...read, use: sleeping } }).at(-1),
      'Disk: size unknown: reading it would start Debian',
    );
  });

  it('tell the folder of a WSL 1 distro, which has no disk of its own', () => {
    assert.deepEqual(below({ wslVersion: 1, disk: 'C:\\wsl\\old' }), [
      'Docker Desktop: needs WSL 2',
      'Folder: C:\\wsl\\old',
    ]);
  });

  it('tell in full what a probe found where docker does not work', () => {
    const broken = integration({ set: seen('on'), setBy: 'list', ...probed('absent') });
    assert.deepEqual(below({ integration: broken }).slice(0, 2), [
      'Docker Desktop: on (chosen in its settings) · docker does not work here',
      'Seen 09:30: There is no docker in this distro.',
    ]);
  });

  it('tell what a probe found also where integration is off, or nobody knows how it is set', () => {
    const unknown = integration({ set: unsure, ...probed('broken') });
    assert.deepEqual(below({ integration: unknown }).slice(0, 2), [
      'Docker Desktop: docker does not work here',
      'Seen 09:30: There is no docker in this distro.',
    ]);
    assert.deepEqual(below({ integration: integration(probed('absent')) }).slice(0, 2), [
      'Docker Desktop: integration off',
      'Seen 09:30: There is no docker in this distro.',
    ]);
  });

  it('tell nothing of a probe that found docker working, nor where it may be old', () => {
    const on = integration({ set: seen('on'), setBy: 'list', ...probed('works') });
    assert.doesNotMatch(below({ integration: on }).join(), /^Seen/);
    const broken = distro({ integration: integration(probed('broken')) });
    const [row] = rows({ distros: [broken], staleSince: at });
    assert.deepEqual(
      row!.children.map(({ label }) => label),
      ['Docker Desktop', 'Disk'],
    );
  });

  it('say in the tooltip what they have no room for, and leave out what is not known', () => {
    const on = integration({ set: seen('on'), setBy: 'default-flag' });
    const row = rowOf({ isDefault: true, integration: on });
    assert.deepEqual(row.facts, [
      ['State', 'Running'],
      ['WSL version', '2'],
      ['Default distro', 'yes'],
      ['Docker Desktop', 'on (default distro)'],
      ['Disk', 'C:\\wsl\\ubuntu\\ext4.vhdx'],
      ['Default user ID', '1000'],
      ['Registration', '{11111111-2222-4333-8444-555555555555}'],
    ]);
    assert.deepEqual(row.notes, ['It stays Running while Docker Desktop runs, which keeps a process in it.']);
    const little = rowOf({ disk: null, defaultUid: null, id: null });
    assert.deepEqual(
      little.facts.map(([label]) => label),
      ['State', 'WSL version', 'Docker Desktop'],
    );
    assert.deepEqual(little.notes, []);
  });

  it('keep their ids while states change, and by name where there is no registration', () => {
    assert.equal(rowOf({ state: 'stopped' }).id, rowOf({}).id);
    assert.equal(rowOf({ id: null }).id, 'ubuntu');
  });

  it('have a context value that menus can match from the front', () => {
    const context = (change: Partial<IntegratedDistro>, own?: string) =>
      rowOf(change, own === undefined ? {} : { ownDistro: own }).contextValue;
    assert.equal(context({}), 'distro.running.v2.nodocker');
    assert.equal(context({ isDefault: true }, 'Ubuntu'), 'distro.running.v2.default.own.nodocker');
    assert.equal(context({ integration: integration({ set: seen('on') }) }), 'distro.running.v2.docker');
    assert.equal(context({ wslVersion: 1 }), 'distro.running.v1');
    for (const state of distroStates) assert.ok(context({ state }).startsWith(`distro.${state}.v2`));
  });

  it('have below them context values with state and version', () => {
    const below = (change: Partial<IntegratedDistro>) => rowOf(change).children.map((row) => row.contextValue);
    assert.deepEqual(below({ integration: integration(probed('broken')) }), [
      'detail.docker.running.v2',
      'detail.probe.running.v2',
      'detail.disk.running.v2',
    ]);
    assert.deepEqual(below({ wslVersion: 1, state: 'stopped' }), [
      'detail.docker.stopped.v1',
      'detail.folder.stopped.v1',
    ]);
  });

  it('offer to check docker, in the row and below it, only where it can be answered', () => {
    const { contributes } = readJson('package.json') as Manifest;
    const offers = contributes.menus['view/item/context'].filter(
      ({ command, when }) => command === 'slipway.distro.checkDocker' && when.includes('view == slipway.distros'),
    );
    const patterns = offers.map(({ when }) => new RegExp(/viewItem =~ \/(.+)\/$/.exec(when)![1]!));
    const isOffered = (change: Partial<IntegratedDistro>): boolean[] => {
      const row = rowOf(change);
      const [docker] = row.children;
      return [row, docker!].map(({ contextValue }) => patterns.some((pattern) => pattern.test(contextValue)));
    };
    assert.deepEqual(isOffered({}), [true, true]);
    for (const state of distroStates.filter((each) => each !== 'running')) {
      assert.deepEqual(isOffered({ state }), [false, false], state);
    }
    assert.deepEqual(isOffered({ wslVersion: 1 }), [false, false]);
  });

  it('of other products are shown, locked, and have nothing that a menu could act on', () => {
    const row = rowOf({ name: 'podman-machine-default', kind: 'podman' });
    assert.equal(row.contextValue, 'foreign.running');
    assert.equal(row.open, 'leaf');
    assert.deepEqual(row.children, []);
    assert.deepEqual(row.notes, ['It is shown and left alone: Podman looks after it.']);
  });

  it('offer to install one where all belong to other products', () => {
    const labels = (distros: IntegratedDistro[]) => rows({ distros }).map(({ label }) => label);
    const foreign = distro({ id: null, name: 'docker-desktop', kind: 'docker' });
    assert.deepEqual(labels([foreign]), ['docker-desktop', 'No distro of your own yet']);
    assert.deepEqual(labels([foreign, distro()]), ['docker-desktop', 'Ubuntu']);
  });

  it('come after what keeps them from being listed, with its next step and evidence', () => {
    const problem = { kind: 'timeout', program: 'wsl', command: 'wsl.exe -l -v', seconds: 15 } as const;
    const [first, second] = rows({ problems: [problem], distros: [distro()], staleSince: at });
    assert.equal(first!.contextValue, 'problem');
    assert.deepEqual(
      first!.children.map(({ contextValue }) => contextValue),
      ['problem.nextStep', 'problem.evidence'],
    );
    assert.deepEqual(first!.subject.problem, problem);
    assert.match(second!.description, /^Running \(as of 09:30\)/);
  });

  it('have ids that are unique, also below', () => {
    const distros = ['Ubuntu', 'Debian'].map((name) => distro({ id: null, name }));
    const ids = rows({ distros }).flatMap(({ id, children }) => [id, ...children.map((child) => child.id)]);
    assert.equal(new Set(ids).size, ids.length);
  });
});
