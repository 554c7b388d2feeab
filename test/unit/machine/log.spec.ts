import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { quoteForLog } from '../../../src/machine/log';

describe('a value in a log line', () => {
  it('stands as it is where it is plain, and in quotes otherwise', () => {
    assert.deepEqual(['C:\\a', '/a b', ''].map(quoteForLog), ['C:\\a', '"/a b"', '""']);
  });

  it('ends no line, steers no terminal and turns no direction of writing', () => {
    for (const character of ['\n', '\u001b', '\u007f', '\u009b', '\u2028', '\u061c', '\u202e', '\u2066']) {
      const quoted = quoteForLog(`a${character}b`);
      assert.match(quoted, /^"[ -~]+"$/);
      assert.ok(!quoted.includes(character));
    }
  });
});
