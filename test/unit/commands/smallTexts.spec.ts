import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commandLine } from '../../../src/commands/commandLine';
import { elapsedText } from '../../../src/commands/elapsedText';
import { exportDistro } from '../../../src/wsl/export';
import { shutDownWsl, terminateDistro } from '../../../src/wsl/stop';

describe('a command to copy', () => {
  it('is what its user would type', () => {
    const stop = terminateDistro('Ubuntu-24.04');
    assert.ok('args' in stop);
    assert.equal(commandLine(stop), 'wsl --terminate Ubuntu-24.04');
    assert.equal(commandLine(shutDownWsl()), 'wsl --shutdown');
  });

  it('is none where a shell could read something else out of it', () => {
    for (const name of ['a&calc', '$(x)', '"x"', "it's", '開発', 'a;b', '`x`', '%PATH%']) {
      assert.equal(commandLine(exportDistro(name, 'x.tar', 'tar')), null, name);
    }
  });
});

describe('a span of time', () => {
  it('is as short as it can be', () => {
    const spans = [0, 999, 8_400, 59_999, 60_000, 125_000, 3_599_999, 3_600_000, 3_725_000];
    assert.deepEqual(spans.map(elapsedText), [
      ...['0 s', '0 s', '8 s', '59 s', '1:00 min', '2:05 min', '59:59 min', '1:00:00 h', '1:02:05 h'],
    ]);
  });
});
