import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { DiskReader } from '../../../src/views/diskReader';

const taken = (onDisk: number): unknown => ({ kind: 'ok', value: { size: 64, onDisk } });

describe('reading disks', () => {
  const ubuntu = { disk: 'C:\\ubuntu\\ext4.vhdx', wslVersion: 2 } as const;
  const debian = { disk: 'D:\\debian\\ext4.vhdx', wslVersion: 2 } as const;
  let asked: string[];
  let size: number;
  let reader: DiskReader;

  beforeEach(() => {
    asked = [];
    size = 1;
    reader = new DiskReader({
      files: {
        diskUseOf: (path) => {
          asked.push(path);
          return Promise.resolve({ kind: 'ok', value: { size: 64, onDisk: size } });
        },
        freeSpaceAt: () => Promise.resolve({ kind: 'ok', value: 100 }),
      },
    });
  });

  it('asks Windows for the size of the file and the space on its drive', async () => {
    await reader.open(ubuntu);
    assert.deepEqual(asked, [ubuntu.disk]);
    assert.deepEqual(reader.readingOf(ubuntu), { use: taken(1), free: { kind: 'ok', value: 100 } });
    assert.equal(reader.readingOf(debian), null);
  });

  it('asks once, however often a row is drawn, until it is closed', async () => {
    await Promise.all([reader.open(ubuntu), reader.open(ubuntu)]);
    await reader.open(ubuntu);
    assert.equal(asked.length, 1);
    reader.close(ubuntu);
    size = 2;
    await reader.open(ubuntu);
    assert.equal(asked.length, 2);
    assert.deepEqual(reader.readingOf(ubuntu)?.use, taken(2));
  });

  it('asks again on request, for what is open alone', async () => {
    await reader.open(ubuntu);
    await reader.open(debian);
    reader.close(debian);
    size = 3;
    await reader.readAgain([ubuntu, debian]);
    assert.deepEqual(asked, [ubuntu.disk, debian.disk, ubuntu.disk]);
    assert.deepEqual(reader.readingOf(ubuntu)?.use, taken(3));
  });

  it('asks for a disk that lies elsewhere now', async () => {
    await reader.open(ubuntu);
    const moved = { ...ubuntu, disk: 'D:\\ubuntu\\ext4.vhdx' };
    assert.equal(reader.readingOf(moved), null);
    await reader.open(moved);
    assert.deepEqual(asked, [ubuntu.disk, moved.disk]);
  });

  it('asks nothing where there is no disk, or nobody knows where', async () => {
    await reader.open({ disk: 'C:\\old', wslVersion: 1 });
    await reader.open({ disk: null, wslVersion: 2 });
    assert.deepEqual(asked, []);
  });
});
