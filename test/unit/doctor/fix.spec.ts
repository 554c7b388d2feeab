import assert from 'node:assert/strict';
import { fixCommand } from '../../../src/doctor/fix';

describe('the command of a fix', () => {
  it('names the distro, where that is a word in every shell', () => {
    for (const name of ['Ubuntu-22.04', '日本語', '_x'])
      assert.equal(fixCommand({ act: 'stopDistro' }, name), `wsl --terminate ${name}`);
    for (const name of ['a b', '$(reboot)', 'x;y', 'x"; rm -rf ~ #', '`id`', "x'y", '-t', 'a&b', '%TEMP%', null]) {
      assert.equal(fixCommand({ act: 'stopDistro' }, name), null, String(name));
      assert.equal(fixCommand({ act: 'convertDistro' }, name), null, String(name));
      assert.equal(fixCommand({ act: 'enableIntegration' }, name), null, String(name));
    }
    assert.equal(fixCommand({ act: 'restartDocker' }, 'a b'), 'docker desktop restart');
  });
});
