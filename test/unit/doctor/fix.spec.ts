import assert from 'node:assert/strict';
import { fixCommand, fixTitle, type Fix } from '../../../src/doctor/fix';

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

describe('the title of a fix', () => {
  it('leaves room for a second button beside it in a notice, in a language that is longer by 40 % too', () => {
    const acts: Record<Fix['act'], true> = {
      installDocker: true,
      startDocker: true,
      restartDocker: true,
      openDockerSettings: true,
      useLinuxContainers: true,
      enableIntegration: true,
      updateWsl: true,
      convertDistro: true,
      stopDistro: true,
      useDefaultContext: true,
      setDefaultDistro: true,
      typeCommand: true,
    };
    const titles = Object.keys(acts).map((act) => fixTitle({ act } as Fix).template);
    assert.deepEqual(
      titles.filter((title) => title.length > 25),
      [],
    );
  });
});
