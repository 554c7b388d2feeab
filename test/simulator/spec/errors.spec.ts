import assert from 'node:assert/strict';
import { useMachine } from './machine';

describe('simulator: errors and generations', () => {
  describe('a broken key', () => {
    const machine = useMachine('broken-key');

    it('breaks every list, with the guid and the property named', async () => {
      for (const args of [['-l'], ['-l', '-v'], ['-l', '-q'], ['-l', '-q', '--running']]) {
        const { code, text } = await machine().wsl(...args);
        assert.equal(code, 255);
        assert.match(text, /'DistributionName'.*\{10000009-5eed-4000-8000-0123456789ab\}/);
        assert.match(text, / Wsl\/EnumerateDistros\/Service\/ReadDistroConfig\/E_UNEXPECTED\r\n$/);
      }
    });

    it('breaks lookups by name for healthy distros', async () => {
      for (const args of [
        ['-d', 'Ubuntu', '-e', 'true'],
        ['-s', 'Ubuntu'],
        ['-t', 'Ubuntu'],
      ]) {
        assert.match((await machine().wsl(...args)).text, / Wsl\/Service\/ReadDistroConfig\/E_UNEXPECTED\r\n$/);
      }
    });

    it('leaves --status, the default distro and ids alone', async () => {
      assert.equal((await machine().lines('--status')).length, 2);
      assert.equal((await machine().wsl('-e', 'true')).code, 0);
      const { guid } = machine().state.distros[1]!;
      assert.equal((await machine().wsl('--distribution-id', guid, '-e', 'true')).code, 0);
    });
  });

  describe('a value of a wrong type', () => {
    const machine = useMachine('healthy', (state) => {
      state.distros[1]!.raw = { BasePath: { type: 'REG_DWORD', data: 1 } };
    });

    it('fails with the path in the registry', async () => {
      const { text } = await machine().wsl('-l', '-v');
      assert.match(text, /\\REGISTRY\\USER\\S-1-5-[-0-9]+\\Software\\.*\\Lxss\\\{20000002-.*\}\\BasePath'/);
      assert.match(text, / Wsl\/EnumerateDistros\/Service\/ReadDistroConfig\/ERROR_UNSUPPORTED_TYPE\r\n$/);
    });
  });

  describe('an early release', () => {
    const machine = useMachine('broken-key', (state) => (state.generation = 'early'));

    it('prints numbers, and Service before EnumerateDistros', async () => {
      assert.match(
        (await machine().wsl('-l')).text,
        / Wsl\/Service\/EnumerateDistros\/ReadDistroConfig\/0x8000ffff\r\n$/,
      );
    });
  });

  describe('the old inbox wsl', () => {
    const machine = useMachine('healthy', (state) => {
      state.generation = 'inbox';
      state.stateWords = { Running: 'Läuft' };
    });
    const run = async (...args: string[]) => {
      const { code, stdout } = await machine().run('wsl', args, { env: { WSL_UTF8: '1' } });
      return { code, text: stdout.toString('utf16le') };
    };

    it('has no --version nor --distribution-id: usage, in UTF-16 whatever is asked for', async () => {
      for (const args of [['--version'], ['--distribution-id', machine().state.distros[0]!.guid], ['--nonsense']]) {
        const { code, text } = await run(...args);
        assert.equal(code, 255);
        assert.match(text, /^Usage: /);
      }
    });

    it('prints errors without code line', async () => {
      assert.doesNotMatch((await run('-d', 'Nope')).text, /Wsl\//);
    });

    it('may translate states', async () => assert.match((await run('-l', '-v')).text, /\* Ubuntu +Läuft +2\r\n/));

    it('prints other lines in --status', async () => {
      assert.equal((await run('--status')).text.split('\r\n').length - 1, 4);
    });
  });

  describe('the stub', () => {
    const machine = useMachine('stub');

    it('says that nothing is installed, in UTF-16 with WSL_UTF8=1 too', async () => {
      const expected: [string[], number][] = [
        [['-l', '-v'], 1],
        [['--status'], 50],
        [['--version'], 1],
        [['echo', 'hello'], 1],
        [[], 1],
      ];
      for (const [args, expectedCode] of expected) {
        const { code, stdout } = await machine().run('wsl', args, { env: { WSL_UTF8: '1' } });
        assert.equal(code, expectedCode, args.join(' '));
        assert.match(stdout.toString('utf16le'), /^[^\r\n]+\r\n[^\r\n]+aka\.ms\/wslinstall\r\n$/);
      }
    });
  });

  describe('a stub that doubles its CR and succeeds for commands', () => {
    const machine = useMachine('stub', (state) => (state.stub = { commandExitCode: 0, doubleCr: true }));

    it('plays the other reports', async () => {
      const { code, stdout } = await machine().run('wsl', ['echo']);
      assert.equal(code, 0);
      assert.match(stdout.toString('utf16le'), /^[^\r\n]+\r\r\n[^\r\n]+\r\r\n$/);
    });
  });

  describe('a virtual machine that crashes', () => {
    const machine = useMachine('healthy', (state) => {
      Object.assign(state, { running: [], vmUp: false, vmCrash: 'C:\\Temp\\kernel-panic.txt' });
    });

    it('has CR CR LF inside its message', async () => {
      const { code, text } = await machine().wsl('-d', 'Ubuntu');
      assert.equal(code, 255);
      assert.match(text, /^[^\r\n]+\r\r\n[^\r\n]+kernel-panic\.txt\r\n.*\/CreateVm\/WSL_E_VM_CRASHED\r\n$/);
    });
  });
});
