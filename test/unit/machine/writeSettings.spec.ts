import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { writeSettings } from '../../../src/machine/writeSettings';
import { useFolder } from './temporary';

describe('a settings file that is made', () => {
  const folder = useFolder();
  const { files } = openMachine(silentLog, {});
  const make = (path: string, after: string) => writeSettings(files, path, { before: null, after, stamp: 'x' });

  it('holds what it was given, and is somebody else’s where it was there', async () => {
    const path = join(folder(), '.wslconfig');
    assert.deepEqual(await make(path, '[wsl2]\n'), { kind: 'ok', value: null });
    assert.equal(readFileSync(path, 'utf8'), '[wsl2]\n');
    writeFileSync(path, 'theirs');
    const again = await make(path, 'ours');
    assert.equal(again.kind === 'failed' && again.code, 'changed');
    assert.equal(readFileSync(path, 'utf8'), 'theirs');
  });

  it('is not there where its disk is full: WSL would read the part as the whole', async function () {
    const disk = join(folder(), 'disk');
    const mounted = spawnSync('sh', ['-c', 'mkdir "$1" && mount -t tmpfs -o size=64k tmpfs "$1"', 'sh', disk]);
    if (mounted.status !== 0) return this.skip();
    try {
      const result = await make(join(disk, '.wslconfig'), '#'.repeat(200_000));
      assert.equal(result.kind === 'failed' && result.code, 'ENOSPC');
      assert.ok(!existsSync(join(disk, '.wslconfig')));
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
