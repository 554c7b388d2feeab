import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { setDefaultDistro } from '../../../src/wsl/setDefault';
import { loginShellArgs } from '../../../src/wsl/terminal';
import { calledWith, eachRecording, minusOne, printed } from './recordings';

describe('wsl --set-default', () => {
  eachRecording(calledWith('--set-default', 'Debian'), (output) => {
    const command = setDefaultDistro('Debian');
    assert.ok('args' in command);
    assert.deepEqual(command.parse(output), { ok: true, value: null });
  });

  it('gives the name as one argument, as it is', () => {
    for (const name of ['Ubuntu-24.04', '開発環境', '"x"', '$(x)']) {
      const command = setDefaultDistro(name);
      assert.ok('args' in command);
      assert.deepEqual(command.args, ['--set-default', name]);
    }
  });

  it('is not run for a name that wsl.exe would cut', () => {
    for (const name of ['My Distro', 'a\tb', ' x', 'x ']) {
      assert.deepEqual(setDefaultDistro(name), { kind: 'nameHasBlanks', name });
    }
  });

  it('names the failure', () => {
    const command = setDefaultDistro('Nope');
    assert.ok('args' in command);
    const parsed = command.parse(printed('No.\r\nCode: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n', minusOne, 'utf16le'));
    assert.ok(!parsed.ok);
    assert.equal(parsed.problem.kind, 'distroNotFound');
    assert.ok('command' in parsed.problem && parsed.problem.command === 'wsl.exe --set-default Nope');
  });
});

describe('a terminal in a distro', () => {
  it('goes by the id, which needs no list of keys and carries any name', () => {
    const id = '{0a0b0c0d-1111-4222-8333-444455556666}';
    assert.deepEqual(loginShellArgs({ id, name: 'My Distro' }), [id, '--cd', '~']);
  });

  it('goes by the name where the id is not known', () => {
    assert.deepEqual(loginShellArgs({ id: null, name: 'Ubuntu' }), ['-d', 'Ubuntu', '--cd', '~']);
    assert.deepEqual(loginShellArgs({ id: null, name: 'My Distro' }), { kind: 'nameHasBlanks', name: 'My Distro' });
  });
});
