import assert from 'node:assert/strict';
import { driveOf, locateSource, locateUserFolder, sideOf } from '../../../src/mounts/locate';
import type { UserFolder } from '../../../src/mounts/mount';
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
