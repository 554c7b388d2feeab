import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesText } from '../../../src/views/bytes';

describe('bytes for the eye', () => {
  it('count as the Windows Explorer does, with one decimal below a hundred', () => {
    assert.equal(bytesText(0, 'en'), '0 byte');
    assert.equal(bytesText(1536, 'en'), '1.5 kB');
    assert.equal(bytesText(1024 ** 3, 'en'), '1 GB');
    assert.equal(bytesText(23.4 * 1024 ** 3, 'en'), '23.4 GB');
    assert.equal(bytesText(110.6 * 1024 ** 3, 'en'), '111 GB');
    assert.equal(bytesText(3 * 1024 ** 4, 'en'), '3 TB');
  });

  it('are written as the language does', () => {
    assert.equal(bytesText(23.4 * 1024 ** 3, 'de'), '23,4\u00a0GB');
  });
});
