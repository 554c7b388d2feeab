import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sharedFolder } from '../../../src/machine/sharedFolder';
import { variablesOf, windowsVariables } from '../../../src/machine/variables';
import { FakeMachine } from '../state/fakeMachine';
import { printed } from '../wsl/recordings';

const volatile = printed(
  [
    '',
    'HKEY_CURRENT_USER\\Volatile Environment',
    '    USERPROFILE    REG_SZ    D:\\Users\\dev',
    '    APPDATA    REG_SZ    D:\\Users\\dev\\AppData\\Roaming',
    // On machines of a domain often a drive of the network.
    '    HOMEDRIVE    REG_SZ    H:',
    '',
    '',
  ].join('\r\n'),
);

describe('the variables of the user on Windows', () => {
  it('are found by their names in any case', () => {
    const variables = variablesOf({ AppData: 'x' });
    assert.deepEqual([variables('APPDATA'), variables('appdata'), variables('PATH')], ['x', 'x', null]);
  });

  it('are the process’s own on Windows', async () => {
    const variables = await windowsVariables(new FakeMachine({}), { APPDATA: 'C:\\x' }, null);
    assert.deepEqual([variables?.('APPDATA'), variables?.('SystemRoot')], ['C:\\x', 'C:\\Windows']);
  });

  it('come from the registry inside a distro', async () => {
    const machine = new FakeMachine({ reg: volatile });
    machine.platform = 'wsl';
    const variables = await windowsVariables(machine, { APPDATA: '/not/this' }, 'D:');
    assert.deepEqual(machine.calls, ['reg query HKCU\\Volatile Environment']);
    assert.deepEqual(
      ['APPDATA', 'ProgramData', 'LOCALAPPDATA'].map((name) => variables?.(name)),
      ['D:\\Users\\dev\\AppData\\Roaming', 'D:\\ProgramData', null],
    );
  });

  it('are none elsewhere, and not known where the registry does not answer', async () => {
    const machine = new FakeMachine({});
    machine.platform = 'other';
    assert.equal((await windowsVariables(machine, { APPDATA: 'x' }, null))?.('APPDATA'), null);
    machine.platform = 'wsl';
    assert.equal(await windowsVariables(machine, {}, 'C:'), null);
  });
});

describe('the folder that editors and the command line share', () => {
  it('is not known where the console has damaged the way to it', async () => {
    const machine = new FakeMachine({});
    for (const [local, expected] of [
      ['C:\\Users\\dev\\AppData\\Local', 'C:\\Users\\dev\\AppData\\Local\\Slipway'],
      ['C:\\Users\\M\uFFFDller\\AppData\\Local', null],
      // Of letters that the code page lacks.
      ['C:\\Users\\???\\AppData\\Local', null],
    ] as const) {
      machine.environment = { LOCALAPPDATA: local };
      assert.equal(await sharedFolder(machine), expected);
    }
  });
});
