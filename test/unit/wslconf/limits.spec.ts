import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { effectiveMemory, effectiveProcessors, effectiveSwap, readLimits } from '../../../src/wslconf/limits';
import { readInteger, readSize } from '../../../src/wslconf/values';

const gigabyte = 1024 ** 3;

describe('values of .wslconfig', () => {
  const sizes: Readonly<Record<string, number | null>> = {
    '8GB': 8 * gigabyte,
    '8G': 8 * gigabyte,
    '8589934592': 8 * gigabyte,
    '512MB': 512 * 1024 ** 2,
    '4K': 4096,
    '4KB': 4096,
    '1TB': 1024 * gigabyte,
    '7B': 7,
    '0': 0,
    '8gb': null,
    '8 GB': null,
    '1.5GB': null,
    '8GiB': null,
    GB: null,
    '': null,
    '-1GB': null,
    '8constructor': null,
  };
  for (const [value, bytes] of Object.entries(sizes)) {
    it(`takes "${value}" for ${bytes ?? 'no'} bytes`, () => assert.equal(readSize(value), bytes));
  }
  const integers: Readonly<Record<string, number | null>> = {
    '4': 4,
    '-1': -1,
    '0': 0,
    '0x10': 16,
    '010': 8,
    '08': null,
    '': null,
    '4.0': null,
    four: null,
  };
  for (const [value, number] of Object.entries(integers)) {
    it(`takes "${value}" for ${number ?? 'no'} as a number`, () => assert.equal(readInteger(value), number));
  }
});

describe('limits', () => {
  it('are read with the line of what WSL does not take', () => {
    const text =
      '[wsl2]\r\nMEMORY=4GB\r\nmemory=8GB\r\nswap=1 GB\r\nx y\r\n[Experimental]\r\nautomemoryreclaim=GRADUAL\r\n';
    assert.deepEqual(readLimits(text), {
      memory: { kind: 'set', written: '4GB', value: 4 * gigabyte },
      processors: { kind: 'absent' },
      swap: { kind: 'bad', written: '1 GB', line: 4 },
      reclaim: { kind: 'set', written: 'GRADUAL', value: 'gradual' },
      badLines: 1,
    });
    assert.equal(readLimits('').memory.kind, 'absent');
  });

  it('come to no more than the computer has, and to its defaults where the file says nothing', () => {
    const set = (value: number): { kind: 'set'; written: string; value: number } => ({
      kind: 'set',
      written: '',
      value,
    });
    const absent = { kind: 'absent' } as const;
    assert.equal(effectiveMemory(absent, 16 * gigabyte), 8 * gigabyte);
    assert.equal(effectiveMemory(absent, null), null);
    assert.equal(effectiveMemory(set(64 * gigabyte), 16 * gigabyte), 16 * gigabyte);
    assert.equal(effectiveMemory(set(1), 16 * gigabyte), 256 * 1024 ** 2);
    assert.equal(effectiveMemory({ kind: 'bad', written: '8gb', line: 1 }, 16 * gigabyte), 8 * gigabyte);
    assert.equal(effectiveProcessors(set(99), 8), 8);
    assert.equal(effectiveProcessors(set(0), 8), 8);
    assert.equal(effectiveProcessors(set(2), null), 2);
    assert.equal(effectiveSwap(absent, 6 * gigabyte), 2 * gigabyte);
    assert.equal(effectiveSwap(set(0), 6 * gigabyte), 0);
  });
});
