import assert from 'node:assert/strict';
import { driveForm, folderOnDrive, isInside } from '../../../src/mounts/drivePath';
import { unknownLocation } from '../../../src/text/location';
import { places } from './places';

describe('a path on a drive', () => {
  it('has one form, by whichever name it goes', () => {
    for (const path of ['C:\\a\\b', 'c:/a/b//', '/mnt/c/a/b', '/mnt/c/a/b/']) {
      assert.equal(driveForm(path, '/mnt/'), 'c:/a/b', path);
    }
    assert.equal(driveForm('/c', '/'), 'c:');
    for (const path of [null, 'C:x', 'C:\\a\\..', 'C:/./x', '/mnt/c\\x', '/foo/c/x', '/mnt/cc', '/mnt/C/x', './c']) {
      assert.equal(driveForm(path, '/mnt/'), null, String(path));
    }
  });

  it('lies in a folder in any case of letters, and in none that only begins alike', () => {
    const folders = ['d:/x', 'c:/proj'];
    for (const path of ['c:/proj', 'c:/PROJ/src', 'd:/x/y']) assert.ok(isInside(path, folders), path);
    for (const path of [null, 'c:/project', 'c:/', 'e:/proj']) assert.ok(!isInside(path, folders), String(path));
  });

  it('is that of a folder, also of one that is looked at through a distro', () => {
    assert.equal(folderOnDrive(places.A.folder, '/mnt/'), 'c:/proj');
    assert.equal(folderOnDrive(places["A'"].folder, '/mnt/'), 'c:/proj');
    assert.equal(folderOnDrive({ kind: 'unc', distro: 'Ubuntu', path: '/mnt/c/x' }, '/mnt/'), 'c:/x');
    for (const folder of [places.B.folder, places.C.folder, unknownLocation]) {
      assert.equal(folderOnDrive(folder, '/mnt/'), null);
    }
  });
});
