import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DiskReader } from '../../../src/views/diskReader';

describe('reading disks', () => {
  const asked: string[] = [];
  const answer = (value: number) => (path: string) => {
    asked.push(path);
    return Promise.resolve({ kind: 'ok' as const, value });
  };
  const reader = new DiskReader({ sizeOf: answer(1), freeSpaceAt: answer(2) });

  it('asks Windows for the size of the file and the space on its drive', async () => {
    await reader.read('ubuntu', { disk: 'C:\\wsl\\ext4.vhdx', wslVersion: 2 });
    assert.deepEqual(asked, ['C:\\wsl\\ext4.vhdx', 'C:\\wsl\\ext4.vhdx']);
    assert.deepEqual(reader.readingOf('ubuntu'), { size: { kind: 'ok', value: 1 }, free: { kind: 'ok', value: 2 } });
    assert.equal(reader.readingOf('debian'), null);
  });

  it('asks nothing where there is no disk, or nobody knows where', async () => {
    asked.length = 0;
    await reader.read('old', { disk: 'C:\\wsl\\old', wslVersion: 1 });
    await reader.read('odd', { disk: null, wslVersion: 2 });
    assert.deepEqual(asked, []);
  });
});
