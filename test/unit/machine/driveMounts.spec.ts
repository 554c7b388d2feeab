import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readDriveMounts } from '../../../src/machine/driveMounts';
import { realPlaces } from '../../../src/machine/places';

const mountinfo = [
  '66 65 8:32 / / rw,relatime - ext4 /dev/sdc rw,discard',
  '90 66 0:48 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:\\134;uid=1000;gid=1000;symlinkroot=/mnt/,cache=0x5,trans=fd,rfd=5,wfd=5',
  '91 66 0:49 / /mnt/wsl rw,relatime shared:1 - tmpfs none rw',
  '92 66 0:50 / /my\\040drives/d rw,noatime - 9p drvfsa rw,aname=drvfs;path=D:\\134;uid=0,trans=virtio,msize=262144',
  '93 66 0:51 / /usr/lib/wsl/drivers ro - 9p drivers ro,aname=drivers;fmask=222',
  '94 66 0:52 / /mnt/share rw - 9p drvfs rw,aname=drvfs;path=UNC\\134server\\134share;uid=0',
  '95 66 0:53 / /mnt/e rw,noatime - drvfs E: rw,uid=1000',
  'nonsense',
  '',
].join('\n');

describe('drives that a distro has mounted', () => {
  it('are found by what the mount says of its path, wherever it is', () => {
    assert.deepEqual(readDriveMounts(mountinfo), [
      { letter: 'C', mountPoint: '/mnt/c' },
      { letter: 'D', mountPoint: '/my drives/d' },
      { letter: 'E', mountPoint: '/mnt/e' },
    ]);
  });

  it('are where paths of Windows lead from inside', () => {
    const { realPath } = realPlaces('wsl', 'Ubuntu', readDriveMounts(mountinfo));
    assert.equal(realPath('C:\\Users\\dev\\x.json'), '/mnt/c/Users/dev/x.json');
    assert.equal(realPath('d:/src/../a'), '/my drives/d/a');
    assert.equal(realPath('Z:\\x'), 'Z:\\x');
    assert.equal(realPath('/home/dev'), '/home/dev');
  });
});
