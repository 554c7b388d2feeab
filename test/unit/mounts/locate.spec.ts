import assert from 'node:assert/strict';
import {
  driveOf,
  isRelativeSource,
  isUnresolved,
  locateEngineSource,
  locateHostPath,
  locateSource,
  locateUserFolder,
  sideOf,
} from '../../../src/mounts/locate';
import type { LiveDistro, Place, Side, UserFolder } from '../../../src/mounts/mount';
import { parseLocation, unknownLocation } from '../../../src/text/location';
import { readConformance } from './conformance';
import { placeAt, places } from './places';

describe('locateSource', () => {
  it('takes the same texts for absolute Windows paths as the reference loader', function () {
    const cases = readConformance('windows-abs.json') as { path: string; is_windows_abs: boolean }[] | null;
    if (!cases) return this.skip();
    const [one, other] = [placeAt('C:\\one'), placeAt('D:\\two\\three')];
    for (const { path, is_windows_abs: absolute } of cases) {
      const found = locateSource(path, one, 'windows');
      // An absolute path leads to one place wherever the file is, a relative one to another place from each folder.
      const alike = JSON.stringify(found) === JSON.stringify(locateSource(path, other, 'windows'));
      const posix = path.startsWith('/') && !path.startsWith('//');
      const driveRelative = /^[a-z]:/i.test(path) && !absolute;
      assert.equal(alike, absolute || posix || driveRelative, JSON.stringify(path));
      if (driveRelative) assert.equal(found.kind, 'invalid', path);
    }
  });

  it('knows drive paths in either slash and case', () => {
    for (const source of ['C:\\a\\b', 'c:/a/b', 'C:\\a\\.\\x\\..\\b\\']) {
      assert.deepEqual(locateSource(source, places.A, 'either'), {
        kind: 'drive',
        drive: 'C',
        path: 'C:\\a\\b',
        writtenFor: 'windows',
      });
    }
  });

  it('knows on which side a folder of the user lies, and nothing of those of the other', () => {
    const kinds = (folder: UserFolder): string[] => [
      locateUserFolder(folder, places.A, 'windows').kind,
      locateUserFolder(folder, places.A, 'either').kind,
      locateUserFolder(folder, places.B, 'wsl').kind,
      locateUserFolder(folder, placeAt(null), 'either').kind,
    ];
    assert.deepEqual(kinds('home'), ['drive', 'drive', 'linux', 'unknown']);
    assert.deepEqual(kinds('either'), ['drive', 'drive', 'linux', 'unknown']);
    assert.deepEqual(kinds('windows'), ['drive', 'drive', 'unknown', 'unknown']);
  });

  it('takes folders of every Linux for those of the engine, wherever Docker is called', () => {
    for (const source of ['/', '/etc/localtime', '/proc', '/var/lib/docker/x', '/tmp']) {
      for (const place of [places.A, places.B]) {
        for (const side of ['windows', 'either'] as const) {
          const located = locateSource(source, place, side);
          assert.equal(located.kind === 'linux' && located.writtenFor, 'both', source);
        }
      }
    }
    const home = locateSource('/home/u', places.A, 'windows');
    assert.equal(home.kind === 'linux' && home.writtenFor, 'wsl');
  });

  it('takes no drive relative path, in any alphabet', () => {
    for (const source of ['C:a', 'C:', 'z:..', 'é:x']) {
      assert.deepEqual(locateSource(source, places.B, 'wsl'), { kind: 'invalid' }, source);
    }
  });

  it('never warns about the socket of Docker', () => {
    for (const source of [
      '/var/run/docker.sock',
      '//var/run/docker.sock',
      '/run/docker.sock',
      '/var/run/../run/docker.sock',
    ]) {
      const located = locateSource(source, places.B, 'wsl');
      assert.equal(located.kind === 'dockerInternal' && located.drive === null, true, source);
    }
  });

  it('sees the drive behind names of the VM of Docker Desktop', () => {
    const backing = (source: string): unknown => {
      const located = locateSource(source, places.A, 'windows');
      return located.kind === 'dockerInternal' ? located.drive : located.kind;
    };
    assert.equal(backing('/run/desktop/mnt/host/c'), 'C');
    assert.equal(backing('/run/desktop/mnt/host/d/x'), 'D');
    assert.equal(backing('/mnt/host/c/x'), 'C');
    assert.equal(backing('/host_mnt/C/x'), 'C');
    // Without a drive behind them, these are folders that anybody may have.
    assert.equal(backing('/host_mnt'), 'linux');
    assert.equal(backing('/mnt/host/share'), 'linux');
    assert.equal(backing('/run/desktop/mnt/host/wsl'), null);
    assert.equal(backing('/run/desktops/mnt/host/c'), 'linux');
    assert.equal(backing('/mnt/wsl/docker-desktop-bind-mounts/Ubuntu/1'), null);
  });

  it('knows what Docker Desktop shares with all distros, wherever the drives are', () => {
    const atRoot = placeAt('/home/u/proj', null, '/');
    for (const [path, place] of [
      ['/mnt/wsl/docker-desktop/cli-tools', places.B],
      ['/wsl/docker-desktop-bind-mounts/Ubuntu/1', atRoot],
      ['/mnt/wsl/docker-desktop/x', atRoot],
    ] as const)
      assert.equal(locateSource(path, place, 'wsl').kind, 'dockerInternal', path);
    assert.equal(locateSource('/wsl/docker-desktop/x', places.B, 'wsl').kind, 'linux');
  });

  it('knows pipes in either slash', () => {
    for (const source of ['\\\\.\\pipe\\docker_engine', '//./pipe/docker_engine']) {
      assert.deepEqual(locateSource(source, places.A, 'windows'), { kind: 'windowsPipe' });
    }
  });
});

describe('locateSource, in full', () => {
  const nowhere = placeAt(null);
  const rows: readonly (readonly [source: string, place: Place, side: Side, expected: object])[] = [
    ['$X/y', places.B, 'wsl', { kind: 'unknown' }],
    ['dir/b:c', places.B, 'wsl', { kind: 'linux', path: '/home/u/proj/dir/b:c', writtenFor: 'both' }],
    ['a\\b', places.B, 'wsl', { kind: 'linux', path: '/home/u/proj/a/b', writtenFor: 'windows' }],
    ['//srv//./pipe/x', places.A, 'windows', { kind: 'invalid' }],
    ['//srv/data', places.A, 'either', { kind: 'invalid' }],
    ['//srv/data', nowhere, 'windows', { kind: 'invalid' }],
    ['//srv/data', nowhere, 'wsl', { kind: 'linux', path: '/srv/data', writtenFor: 'wsl' }],
    ['//c', places.A, 'windows', { kind: 'drive', drive: 'C', path: '/c', writtenFor: 'windows' }],
    ['/c', places.A, 'windows', { kind: 'drive', drive: 'C', path: '/c', writtenFor: 'windows' }],
    ['/mnt/nas', nowhere, 'either', { kind: 'linux', path: '/mnt/nas', writtenFor: 'both' }],
    ['/mnt/nas', places.A, 'either', { kind: 'linux', path: '/mnt/nas', writtenFor: 'wsl' }],
    ['/home/etc', places.A, 'windows', { kind: 'linux', path: '/home/etc', writtenFor: 'wsl' }],
    ['/srv/host_mnt/c', places.B, 'wsl', { kind: 'linux', path: '/srv/host_mnt/c', writtenFor: 'wsl' }],
    ['/host_mnt/c', places.B, 'wsl', internal('/host_mnt/c', 'C', 'windows')],
    ['/mnt/host/wsl', places.A, 'windows', internal('/mnt/host/wsl', null, 'windows')],
    ['/run/desktop', places.A, 'windows', internal('/run/desktop', null, 'windows')],
    ['/var/run/docker.sock', places.A, 'windows', internal('/var/run/docker.sock', null)],
    ['/mnt/wsl/docker-desktop/host_mnt/c', places.B, 'wsl', internal('/mnt/wsl/docker-desktop/host_mnt/c', null)],
  ];
  for (const [source, place, side, expected] of rows) {
    it(`${source} called from ${side}`, () => assert.deepEqual(locateSource(source, place, side), expected));
  }

  it('knows shares of a distro by both names, and the drives behind them', () => {
    const home = '\\\\wsl.localhost\\Ubuntu\\home';
    assert.deepEqual(locateSource(home, places.A, 'windows'), { kind: 'linux', path: home, writtenFor: 'windows' });
    const drive = '//wsl$/Ubuntu/mnt/c/x';
    const found = { kind: 'drive', drive: 'C', path: drive, writtenFor: 'windows' };
    assert.deepEqual(locateSource(drive, places.A, 'windows'), found);
  });

  it('asks the distro for what its own side reads alone', () => {
    const distro: LiveDistro = {
      mountPoints: [
        { path: '/home', holds: { kind: 'linux' } },
        { path: '/data', holds: { kind: 'drive', letter: 'D' } },
        { path: '/docs', holds: { kind: 'windows' } },
      ],
      realPath: (path) => (path === '/home/u/proj/win' ? '/data/x' : path),
    };
    const live = { ...places.B, distro };
    const drive = (path: string, letter: string | null, writtenFor: string): object => ({
      kind: 'drive',
      drive: letter,
      path,
      writtenFor,
    });
    assert.deepEqual(locateSource('/data/x', live, 'wsl'), drive('/data/x', 'D', 'wsl'));
    assert.deepEqual(locateSource('/docs/x', live, 'wsl'), drive('/docs/x', null, 'wsl'));
    assert.deepEqual(locateSource('/srv/x', live, 'wsl'), { kind: 'unknown' });
    assert.deepEqual(locateSource('./win', live, 'wsl'), drive('/home/u/proj/win', 'D', 'both'));
    for (const side of ['windows', 'either'] as const) {
      assert.equal(locateSource('/data/x', live, side).kind, 'linux');
      assert.equal(locateSource('./win', live, side).kind, 'linux');
    }
    // A folder of Windows is none of the distro's, whoever calls.
    assert.deepEqual(locateSource('./src', { ...places.A, distro }, 'wsl'), drive('C:\\proj\\src', 'C', 'both'));
    // Nor does one tell anything of which nobody knows what it has mounted.
    const silent = { ...places.B, distro: { ...distro, mountPoints: [] } };
    assert.deepEqual(locateSource('/mnt/c/x', silent, 'wsl'), drive('/mnt/c/x', 'C', 'wsl'));
    const through = {
      ...places.C,
      distro: { ...distro, mountPoints: [{ path: '/', holds: { kind: 'linux' } }] },
    } as const;
    const inDistro = { kind: 'linux', path: '/home/u/proj/src', writtenFor: 'both' };
    assert.deepEqual(locateSource('./src', through, 'wsl'), inDistro);
  });
});

function internal(path: string, drive: string | null, writtenFor = 'both'): object {
  return { kind: 'dockerInternal', drive, path, writtenFor };
}

describe('locateEngineSource', () => {
  it('takes what the engine finds in its own machine, and nothing that Windows alone knows', () => {
    const at = (source: string): object => locateEngineSource(source, places.A, 'windows');
    assert.deepEqual(at('$X'), { kind: 'unknown' });
    for (const source of ['x', 'C:\\x', '/c/x', '//c/x', '//wsl.localhost/Ubuntu/home']) {
      assert.deepEqual(at(source), { kind: 'invalid' }, source);
    }
    assert.deepEqual(at('/host_mnt'), internal('/host_mnt', null));
    assert.deepEqual(at('/mnt/host/c/x'), internal('/mnt/host/c/x', 'C'));
    assert.deepEqual(at('/srv/run/desktop'), { kind: 'linux', path: '/srv/run/desktop', writtenFor: 'wsl' });
    const drive = { kind: 'drive', drive: 'C', path: '/mnt/c/x', writtenFor: 'wsl' };
    assert.deepEqual(locateEngineSource('/mnt/c/x', places.B, 'wsl'), drive);
  });
});

describe('locateHostPath', () => {
  it('knows the drives of the cluster of Docker Desktop, and that others are none of its own', () => {
    const at = (path: string): object | null => locateHostPath(path, places.A);
    assert.deepEqual(at('/run/desktop/mnt/host/c/x'), internal('/run/desktop/mnt/host/c/x', 'C'));
    for (const path of ['run/desktop/mnt/host/c/x', '/run/desktop', '/data']) {
      assert.deepEqual(at(path), { kind: 'unknown' }, path);
    }
    for (const path of ['C:\\x', '/mnt/c/x']) assert.equal(at(path), null, path);
  });
});

describe('a source', () => {
  it('has a variable in it, unless its dollar is that of a share', () => {
    for (const text of ['a$b', '//wsl$/U/$x', 'x\\\\wsl$\\y', '\\\\wsl$x\\y']) assert.ok(isUnresolved(text), text);
    for (const text of ['', 'a', '\\\\wsl$\\U\\x', '//WSL$/U']) assert.ok(!isUnresolved(text), text);
  });

  it('starts at the folder of its file, unless it is absolute, a home or unknown', () => {
    for (const text of ['.', './a', 'a', 'é/x', 'a~/%/b\\c', 'x/y:z']) assert.ok(isRelativeSource(text), text);
    for (const text of ['/a', '\\a', '~/x', '%X%', 'C:x', 'é:x', './$A']) assert.ok(!isRelativeSource(text), text);
  });
});

describe('sideOf', () => {
  it('is what the user named, else what the folder tells', () => {
    assert.equal(sideOf(places.A), 'either');
    assert.equal(sideOf(places.B), 'wsl');
    assert.equal(sideOf(places.C), 'wsl');
    assert.equal(sideOf(places["A'"]), 'wsl');
    assert.equal(sideOf(placeAt(null)), 'either');
    assert.equal(sideOf(placeAt('/home/u', 'windows')), 'windows');
  });
});

describe('driveOf', () => {
  it('names the drive of a location, also seen from a distro', () => {
    const drive = (path: string): string | null => driveOf(parseLocation(path) ?? unknownLocation, '/mnt/');
    assert.equal(drive('d:\\x'), 'D');
    assert.equal(drive('/mnt/c'), 'C');
    assert.equal(drive('/mnt/cc'), null);
    assert.equal(drive('/mnt/C'), null);
    assert.equal(drive('\\\\wsl$\\Ubuntu\\mnt\\e\\x'), 'E');
    assert.equal(drive('relative'), null);
  });
});
