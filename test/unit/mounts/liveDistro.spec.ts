import assert from 'node:assert/strict';
import { engines, type LiveDistro, type Place } from '../../../src/mounts/mount';
import { readMountinfo } from '../../../src/text/mountinfo';
import { composeWith, onlyMount, placeAt, places, quoted, scanShort } from './places';
import { scanText } from '../../../src/mounts/scan';

const mountPoints = readMountinfo(
  [
    '1 0 8:1 / / rw - ext4 /dev/sdc rw',
    '2 1 0:1 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=1000',
    '3 1 0:2 / /work rw - 9p drvfs rw,aname=drvfs;path=D:\\134;uid=1000',
    '4 1 0:3 / /mnt/nas rw - cifs //nas rw',
    '5 1 0:4 / /mnt/z rw - ext4 /dev/sdd rw',
  ].join('\n'),
);
const links: Readonly<Record<string, string>> = { '/home/u/proj/win': '/mnt/c/x', '/mnt/c/back': '/home/u/back' };
const distro: LiveDistro = { mountPoints, realPath: (path) => links[path] ?? path };
const place: Place = { ...places.B, distro };

describe('a distro that can be looked into', () => {
  const expected: Readonly<Record<string, string>> = {
    '/mnt/c/x': 'windows-drive',
    '/work/x': 'windows-drive',
    '/mnt/d/x': 'linux-fs',
    '/mnt/z/x': 'linux-fs',
    '/mnt/nas/x': 'unknown',
    './win': 'windows-drive',
    '/home/u/proj/win': 'windows-drive',
    '/mnt/c/back': 'linux-fs',
    './src': 'linux-fs',
    'C:\\x': 'wrong-side',
    '/var/run/docker.sock': 'docker-internal',
  };
  for (const [source, found] of Object.entries(expected)) {
    it(`says that ${source} is ${found}`, () =>
      assert.equal(onlyMount(scanShort(`${source}:/app`, place)).class, found));
  }

  it('follows a link that leads nowhere by its name', () => {
    const dangling: Place = { ...place, distro: { mountPoints, realPath: () => null } };
    assert.equal(onlyMount(scanShort('/mnt/c/gone:/app', dangling)).class, 'windows-drive');
  });

  it('is not asked for what Windows names', () => {
    const fromWindows: Place = { ...place, side: 'windows' };
    assert.equal(onlyMount(scanShort('C:\\x:/app', fromWindows)).class, 'windows-drive');
  });
});

describe('another engine than that of WSL 2', () => {
  const text = composeWith(...['/mnt/c/x:/app', './a:/a:cached', 'C:\\y:/y', 'data:/data'].map(quoted));
  for (const engine of engines) {
    it(`${engine} ${engine === 'wsl2' ? 'is judged' : 'is not judged'}`, () => {
      for (const at of [places.A, places.B, placeAt(null)]) {
        const { findings, mounts } = scanText(`# slipway-ignore-file nonsense\n${text}`, { ...at, engine });
        assert.equal(findings.length > 0, engine === 'wsl2');
        if (engine !== 'wsl2') assert.ok(mounts.every(({ slow }) => !slow));
        assert.equal(mounts.at(-1)!.class, 'named-volume');
      }
    });
  }
});
