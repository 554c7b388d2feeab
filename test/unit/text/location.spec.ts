import assert from 'node:assert/strict';
import { joinLocation, locationPath, parseLocation, parseWslShare, unknownLocation } from '../../../src/text/location';

describe('parseLocation', () => {
  it('knows the three places a folder can be in', () => {
    assert.deepEqual(parseLocation('c:/Users//u/./p/'), { kind: 'windows', path: 'C:\\Users\\u\\p' });
    assert.deepEqual(parseLocation('C:\\'), { kind: 'windows', path: 'C:\\' });
    assert.deepEqual(parseLocation('/home/u/../v/'), { kind: 'distro', name: null, path: '/home/v' });
    assert.deepEqual(parseLocation('/mnt/c/p', 'Debian'), { kind: 'distro', name: 'Debian', path: '/mnt/c/p' });
    const share = { kind: 'unc', distro: 'Ubuntu', path: '/home/u' };
    for (const path of [
      '\\\\wsl.localhost\\Ubuntu\\home\\u',
      '\\\\wsl$\\Ubuntu\\home\\u\\',
      '//WSL.localhost/Ubuntu/home/u',
    ]) {
      assert.deepEqual(parseLocation(path), share, path);
    }
    assert.deepEqual(parseLocation('\\\\wsl$\\Ubuntu'), { kind: 'unc', distro: 'Ubuntu', path: '/' });
  });

  it('refuses everything else', () => {
    for (const path of [
      '',
      'p',
      './p',
      'C:',
      'C:p',
      '\\p',
      '\\\\nas\\share',
      '//nas/share',
      '\\\\wsl$',
      '\\\\wsl$\\',
      '~/p',
    ]) {
      assert.equal(parseLocation(path), null, path);
    }
  });
});

describe('parseWslShare', () => {
  it('keeps names with blanks and in other scripts', () => {
    assert.deepEqual(parseWslShare('\\\\wsl$\\My 発行\\a b'), { distro: 'My 発行', path: '/a b' });
  });
  it('takes no other server', () => {
    for (const path of ['\\\\wsl\\Ubuntu', '\\\\wsl.localhosts\\Ubuntu', '\\wsl$\\Ubuntu'])
      assert.equal(parseWslShare(path), null);
  });
});

describe('joinLocation and locationPath', () => {
  it('join as the side does', () => {
    const joined = (base: string, relative: string): string | null => {
      const location = parseLocation(base);
      assert.ok(location);
      return locationPath(joinLocation(location, relative));
    };
    assert.equal(joined('C:\\p', 'a/b'), 'C:\\p\\a\\b');
    assert.equal(joined('C:\\p', '..\\..\\..'), 'C:\\');
    assert.equal(joined('/home/u', './a/../b'), '/home/u/b');
    assert.equal(joined('/home/u', 'a\\b'), '/home/u/a\\b');
    assert.equal(joined('\\\\wsl$\\Ubuntu\\home', 'u'), '\\\\wsl.localhost\\Ubuntu\\home\\u');
    assert.equal(joined('/home/u', '../../..'), '/');
  });
  it('know nothing of an unknown place', () => {
    assert.equal(joinLocation(unknownLocation, 'a'), unknownLocation);
    assert.equal(locationPath(unknownLocation), null);
  });
});
