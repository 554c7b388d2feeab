import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { setDefaultDistro } from '../../../src/wsl/setDefault';
import { askHome, listFolders } from '../../../src/wsl/folders';
import { setDefaultVersion, setDistroVersion } from '../../../src/wsl/setVersion';
import { shutDownWsl, terminateDistro } from '../../../src/wsl/stop';
import { loginShellArgs } from '../../../src/wsl/terminal';
import { calledWith, eachRecording, minusOne, printed } from './recordings';

describe('wsl --set-default', () => {
  eachRecording(calledWith('--set-default', 'Debian'), (output) => {
    const command = setDefaultDistro('Debian');
    assert.ok('args' in command);
    assert.deepEqual(command.parse(output), { ok: true, value: null });
  });

  it('gives the name as one argument, as it is', () => {
    for (const name of ['Ubuntu-24.04', '開発環境', '全角　空白', '$(x)', '`x`;']) {
      const command = setDefaultDistro(name);
      assert.ok('args' in command);
      assert.deepEqual(command.args, ['--set-default', name]);
    }
  });

  it('is not run for a name that wsl.exe would cut', () => {
    for (const name of ['My Distro', 'a\tb', ' x', 'x ', '"x"', 'x"y', '']) {
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

describe('verbs that take a name', () => {
  const verbs = [
    { title: '--terminate', of: terminateDistro, args: (name: string) => ['--terminate', name] },
    {
      title: '--set-version',
      of: (name: string) => setDistroVersion(name, 2),
      args: (name: string) => ['--set-version', name, '2'],
    },
  ];
  for (const { title, of, args } of verbs) {
    it(`${title} gives it as one argument, as it is`, () => {
      for (const name of ['Ubuntu-24.04', '開発環境', '全角　空白', '$(x)', '--unregister']) {
        const command = of(name);
        assert.ok('args' in command);
        assert.equal(command.program, 'wsl');
        assert.deepEqual(command.args, args(name));
      }
    });

    it(`${title} is not run for a name that wsl.exe would cut`, () => {
      for (const name of ['My Distro', 'a\tb', ' x', 'x ', '"x"', 'x"y', ''])
        assert.deepEqual(of(name), { kind: 'nameHasBlanks', name });
    });
  }

  it('convert to either version', () => {
    const command = setDistroVersion('Ubuntu', 1);
    assert.ok('args' in command);
    assert.deepEqual(command.args, ['--set-version', 'Ubuntu', '1']);
  });

  it('name the failure of a conversion, which is said behind a notice', () => {
    const command = setDistroVersion('Ubuntu', 2);
    assert.ok('args' in command);
    const text = 'See aka.ms/wsl2\r\nNo.\r\nCode: Wsl/Service/WSL_E_WSL1_NOT_SUPPORTED\r\n';
    const parsed = command.parse(printed(text, minusOne));
    assert.ok(!parsed.ok);
    assert.equal(parsed.problem.kind, 'optionalComponentMissing');
  });
});

describe('verbs for all of WSL', () => {
  it('are these', () => {
    assert.deepEqual(shutDownWsl().args, ['--shutdown']);
    assert.deepEqual(setDefaultVersion(1).args, ['--set-default-version', '1']);
    assert.deepEqual(setDefaultVersion(2).args, ['--set-default-version', '2']);
  });

  it('are done at exit 0, whatever was printed', () => {
    assert.deepEqual(setDefaultVersion(2).parse(printed('aka.ms/wsl2\r\n')), { ok: true, value: null });
    assert.ok(!shutDownWsl().parse(printed('', 255)).ok);
  });
});

describe('looking at the folders of a distro', () => {
  const ubuntu = { id: '{0a0b0c0d-1111-4222-8333-444455556666}', name: 'Ubuntu' };
  const listing = (path: string) => {
    const command = listFolders(ubuntu, path);
    assert.ok('args' in command);
    return command;
  };

  it('gives a path as one argument of the program, whatever it holds', () => {
    for (const path of ['/home/dev', '/a b/"c"', "/it's", '/$(x)', '/-print', '/改行\n']) {
      assert.deepEqual(listing(path).args, [
        ...[ubuntu.id, '--cd', '/', '-e', 'timeout', '-s', 'KILL', '20'],
        ...['find', '-L', path, '-maxdepth', '1', '-type', 'd', '-print0'],
      ]);
    }
    const home = askHome(ubuntu);
    assert.ok('args' in home);
    assert.deepEqual(home.args, [ubuntu.id, '--cd', '~', '-e', 'timeout', '-s', 'KILL', '20', 'pwd']);
    assert.deepEqual(listFolders({ id: null, name: 'My Distro' }, '/'), { kind: 'nameHasBlanks', name: 'My Distro' });
  });

  it('reads names that hold anything but a slash', () => {
    const names = ['a b', "it's", 'new\nline', '$(icon)', '.hidden', '日本語'];
    const output = printed(['/home/dev', ...names.map((name) => `/home/dev/${name}`), ''].join('\0'));
    assert.deepEqual(listing('/home/dev').parse(output), { ok: true, value: { kind: 'folders', names } });
    assert.deepEqual(listing('/').parse(printed('/\0/bin\0')), {
      ok: true,
      value: { kind: 'folders', names: ['bin'] },
    });
  });

  it('leaves out a name that is no UTF-8, which has no address', () => {
    const output = { ...printed(''), stdout: Buffer.from([0x2f, 0x78, 0, 0x2f, 0x78, 0x2f, 0xff, 0]) };
    assert.deepEqual(listing('/x').parse(output), { ok: true, value: { kind: 'folders', names: [] } });
  });

  it('shows what it may see, though some of it is closed', () => {
    const output = { ...printed('/root\0', 1), stderr: Buffer.from('find: /root: Permission denied\n') };
    assert.deepEqual(listing('/root').parse(output), { ok: true, value: { kind: 'folders', names: [] } });
  });

  it('tells a folder that is not there from a distro without find, and from a WSL that fails', () => {
    const missing = { ...printed('', 1), stderr: Buffer.from("find: '/x': No such file or directory\n") };
    assert.deepEqual(listing('/x').parse(missing), { ok: true, value: { kind: 'noFolder' } });
    const noFind = {
      ...printed('', 127),
      stderr: Buffer.from("timeout: failed to run command 'find': No such file\n"),
    };
    const failed = listing('/x').parse(noFind);
    assert.ok(!failed.ok && failed.problem.kind === 'programMissingInside' && failed.problem.program === 'find');
    const gone = listing('/x').parse(printed('No.\r\nCode: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n', minusOne));
    assert.ok(!gone.ok && gone.problem.kind === 'distroNotFound');
  });

  it('takes nothing for a home but an absolute path', () => {
    const home = askHome(ubuntu);
    assert.ok('args' in home);
    assert.deepEqual(home.parse(printed('/home/dev x\n')), { ok: true, value: '/home/dev x' });
    assert.ok(!home.parse(printed('oops\n')).ok);
    assert.ok(!home.parse(printed('/home/dev\n', 1)).ok);
  });
});
