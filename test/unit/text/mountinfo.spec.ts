import assert from 'node:assert/strict';
import { mountPointOf, readMountinfo } from '../../../src/text/mountinfo';

/** Lines in the form of the kernel's Documentation/filesystems/proc.rst §3.5, as WSL mounts things. */
const lines: readonly (readonly [line: string, path: string, holds: string])[] = [
  ['66 65 8:32 / / rw,relatime - ext4 /dev/sdc rw,discard', '/', 'linux'],
  [
    '90 66 0:48 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:\\134;uid=1000;symlinkroot=/mnt/,cache=0x5,trans=fd,rfd=5,wfd=5',
    '/mnt/c',
    'drive C',
  ],
  [
    '91 66 0:50 / /my\\040drives/d rw - 9p drvfsa rw,aname=drvfs;path=D:\\134;uid=0,trans=virtio',
    '/my drives/d',
    'drive D',
  ],
  ['92 66 0:51 / /mnt/e rw,noatime shared:1 master:2 - virtiofs drvfsC0 rw', '/mnt/e', 'drive E'],
  ['93 66 0:52 /guid/x /data rw - virtiofs drvfs rw', '/data', 'windows'],
  ['94 66 0:53 / /mnt/share rw - 9p drvfs rw,aname=drvfs;path=UNC\\134server\\134share;uid=0', '/mnt/share', 'windows'],
  ['95 66 0:54 / /mnt/f rw - drvfs F: rw,uid=1000', '/mnt/f', 'drive F'],
  ['96 66 0:55 / /usr/lib/wsl/drivers ro - 9p drivers ro,aname=drivers;fmask=222', '/usr/lib/wsl/drivers', 'unknown'],
  ['97 66 0:56 / /mnt/wslg/x ro - virtiofs tag rw', '/mnt/wslg/x', 'unknown'],
  ['98 66 0:57 / /mnt/wsl rw,relatime shared:1 - tmpfs none rw', '/mnt/wsl', 'linux'],
  ['99 66 0:58 / /mnt/nas rw - cifs //nas/x rw', '/mnt/nas', 'unknown'],
  ['100 66 0:59 / /mnt/g rw - fuse.thing /x rw', '/mnt/g', 'unknown'],
];

describe('readMountinfo', () => {
  for (const [line, path, expected] of lines) {
    it(`knows what lies at ${path}`, () => {
      const [found, ...others] = readMountinfo(`${line}\nnonsense\n\n- -\n`);
      assert.deepEqual(others, []);
      const { holds } = found!;
      assert.equal(found!.path, path);
      assert.equal(holds.kind === 'drive' ? `drive ${holds.letter}` : holds.kind, expected);
    });
  }

  it('tells which folder of a file system is seen at a mount point', () => {
    const guid = '0a0b0c0d-1111-4222-8333-444455556666';
    const rootOf = (root: string, type: string): string | undefined =>
      readMountinfo(`93 66 0:52 ${root} /x rw - ${type} drvfs rw,aname=drvfs;path=C:\\134`)[0]?.root;
    assert.deepEqual(
      [
        rootOf('/', '9p'),
        rootOf('/my\\040work', '9p'),
        rootOf(`/${guid}`, 'virtiofs'),
        rootOf(`/{${guid}}/a`, 'virtiofs'),
      ],
      ['/', '/my work', '/', '/a'],
    );
    assert.equal(rootOf(`/${guid}`, '9p'), `/${guid}`, 'a folder of that name');
  });

  it('leads a path to the mount point that holds it', () => {
    const all = readMountinfo(lines.map(([line]) => line).join('\n'));
    const at = (path: string): string | undefined => mountPointOf(path, all)?.path;
    assert.deepEqual(['/', '/home/u', '/mnt/c', '/mnt/c/x', '/mnt/cache', '/mnt/wsl/x', '/mnt'].map(at), [
      '/',
      '/',
      '/mnt/c',
      '/mnt/c',
      '/',
      '/mnt/wsl',
      '/',
    ]);
    assert.equal(mountPointOf('/x', []), null);
    const twice = readMountinfo(`${lines[1]![0]}\n1 2 0:1 / /mnt/c rw - tmpfs none rw`);
    assert.equal(mountPointOf('/mnt/c/x', twice)?.holds.kind, 'linux');
  });
});
