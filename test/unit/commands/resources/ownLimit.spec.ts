import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readOwnLimit, type NumberLimit } from '../../../../src/commands/resources/ownLimit';
import { inEnglish } from '../../../../src/text/message';
import { readLimits } from '../../../../src/wslconf/limits';
import { setKey } from '../../../../src/wslconf/setKey';
import { applyEdits } from '../../../../src/text/edit';

const host = { memory: 16 * 1024 ** 3, processors: 8 };
const read = (name: NumberLimit, typed: string, hardware: Parameters<typeof readOwnLimit>[2] = host): string => {
  const own = readOwnLimit(name, typed, hardware, 'en');
  return own.kind === 'value' ? own.value : inEnglish(own.reason);
};

describe('a limit that somebody types', () => {
  it('is a size as WSL takes it, however people write it', () => {
    const written = {
      '6GB': '6GB',
      ' 6 gb ': '6GB',
      '1.5GiB': '1536MB',
      '7168m': '7168MB',
      '8589934592': '8589934592',
    };
    for (const [typed, value] of Object.entries(written)) assert.equal(read('memory', typed), value, typed);
    assert.equal(read('swap', '0'), '0');
    assert.equal(read('swap', '20GB'), '20GB');
    assert.equal(read('processors', ' 3 '), '3');
  });

  it('stays within what there is, with the reason', () => {
    assert.match(read('memory', '16GB'), /^This computer has 16 GB/);
    assert.equal(read('memory', '16GB', { memory: null, processors: null }), '16GB');
    assert.match(read('memory', '8'), /^WSL takes no less than 256 MB/);
    assert.match(read('processors', '9'), /^This computer has 8\./);
    assert.equal(read('processors', '9', { memory: null, processors: null }), '9');
    for (const typed of ['', 'all', '0', '-1', '2.5', '1e3'])
      assert.match(read('processors', typed), /^Write a whole/, typed);
    for (const typed of ['', 'half', '-1GB', '4', '1e3GB']) assert.match(read('swap', typed), /^Write a size/, typed);
  });

  it('is read back from the file as it was written, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom<NumberLimit>('memory', 'processors', 'swap'), fc.string(), (name, typed) => {
        const own = readOwnLimit(name, typed, { memory: null, processors: null }, 'en');
        if (own.kind === 'refused') return;
        const set = setKey('', 'wslconfig', { section: 'wsl2', key: name, value: own.value });
        assert.ok(set.kind === 'edits');
        const limit = readLimits(applyEdits('', set.edits))[name];
        assert.ok(limit.kind === 'set' && limit.written === own.value, JSON.stringify(limit));
      }),
    );
  });
});
