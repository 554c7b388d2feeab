import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { sharedMountFunction } from '../../../src/doctor/inside/script';
import { useFolder } from '../machine/temporary';

const root = '71 60 8:32 / / rw,relatime - ext4 /dev/sdc rw';
const drives = '82 71 0:60 / /mnt/c rw,noatime - 9p C:\\134 rw,aname=drvfs;path=C:\\;uid=1000';
const shared = (at: string): string => `79 71 0:33 / ${at} rw,relatime shared:1 - tmpfs none rw`;
const tools = (at: string): string => `95 79 7:0 / ${at}/docker-desktop/cli-tools ro - iso9660 /dev/loop0 ro`;

describe('the folder that all distros share, by a table of mounts', () => {
  const folder = useFolder();
  const mountIn = (...lines: readonly string[]): string => {
    const table = join(folder(), 'mountinfo');
    writeFileSync(table, `${lines.join('\n')}\n`);
    const script = `${sharedMountFunction}shared_mount "$1" "$2"`;
    return execFileSync('sh', ['-c', script, 'sh', '/mnt/wsl', table], { encoding: 'utf8' });
  };

  it('is where WSL puts it, beside the drives', () => {
    for (const at of ['/mnt/wsl', '/wsl', '/win/drives/wsl']) {
      assert.equal(mountIn(root, shared(at), tools(at), drives), at);
    }
  });

  it('is at its usual place, whatever else has that name', () => {
    assert.equal(mountIn(root, shared('/tmp/wsl'), drives, shared('/mnt/wsl')), '/mnt/wsl');
  });

  it('is nowhere without a mount of its own', () => {
    const others = [shared('/run/user/wsl-1'), shared('/mnt/wslg'), '80 71 8:48 / /srv/wsl rw - ext4 /dev/sdd rw'];
    assert.equal(mountIn(root, drives, ...others), '');
  });
});
