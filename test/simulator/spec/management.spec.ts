import assert from 'node:assert/strict';
import { readCalls } from '../prepare';
import { useMachine } from './machine';

describe('simulator: wsl management commands', () => {
  describe('on a healthy machine', () => {
    const machine = useMachine('healthy');

    it('answers --version with seven lines in fixed order, values last', async () => {
      const lines = await machine().lines('--version');
      const values = lines.map((line) => line.split(' ').at(-1));
      assert.deepEqual(values, Object.values(machine().state.versions));
      assert.equal(lines.length, 7);
    });

    it('answers --status with default distro and version and nothing more', async () => {
      const lines = await machine().lines('--status');
      assert.deepEqual(
        lines.map((line) => line.split(' ').at(-1)),
        ['Ubuntu', '2'],
      );
    });

    for (const verb of ['-s', '--set-default', '--setdefault']) {
      it(`sets the default with ${verb}, whatever the case of the name`, async () => {
        const { code, text } = await machine().wsl(verb, 'DEBIAN');
        assert.equal(code, 0);
        assert.match(text, /^[^\r\n]+ \r\n$/, 'one sentence with a blank before the line end');
        assert.match((await machine().lines('-l', '-v'))[1]!, /^\* Debian /);
        await machine().wsl('-s', 'Ubuntu');
      });
    }

    it('terminates with success whether the distro runs or not', async () => {
      for (const verb of ['-t', '--terminate', '-t']) assert.equal((await machine().wsl(verb, 'Fedora')).code, 0);
      assert.deepEqual(await machine().lines('-l', '-q', '--running'), ['Ubuntu', 'docker-desktop']);
      assert.equal(machine().state.vmUp, true, 'the virtual machine stays');
    });

    it('fails for an unknown name on stdout, with path and code', async () => {
      for (const verb of ['-s', '-t', '-d']) {
        const { code, text, warnings } = await machine().wsl(verb, 'Nope');
        assert.deepEqual([code, warnings], [255, '']);
        assert.match(text, /\r\nError code: Wsl\/Service\/WSL_E_DISTRO_NOT_FOUND\r\n$/);
      }
    });

    it('cuts a name at its blank: it cannot be named', async () => {
      for (const verb of ['-s', '-t', '-d']) {
        assert.match((await machine().wsl(verb, 'My Distro')).text, /WSL_E_DISTRO_NOT_FOUND/);
      }
      assert.equal((await machine().wsl('-t', 'Ubuntu trailing')).code, 255, 'the quote belongs to the name');
    });

    it('asks for a missing name without a code line', async () => {
      for (const word of ['-s', '-t', '-d', '-u', '--cd']) {
        const { code, text } = await machine().wsl(word);
        assert.equal(code, 255);
        assert.ok(text.includes(word));
        assert.doesNotMatch(text, /Wsl\//);
      }
    });

    it('shuts down silently, and only with --force as option', async () => {
      assert.equal((await machine().wsl('--shutdown', '--now')).code, 255);
      for (const args of [['--shutdown'], ['--shutdown', '--force']]) {
        assert.deepEqual(await machine().wsl(...args), { code: 0, text: '', warnings: '' });
      }
      assert.deepEqual([machine().state.running, machine().state.vmUp], [[], false]);
    });

    it('prints its usage for --help and fails, as the real one does', async () => {
      const { code, text } = await machine().wsl('--help');
      assert.equal(code, 255);
      assert.match(text, /^Usage: /);
    });

    it('refuses what it does not play', async () => {
      for (const word of ['--unregister', '--mount', '--update', '--system']) {
        const { code, text, warnings } = await machine().wsl(word, 'Ubuntu');
        assert.deepEqual([code, text], [86, '']);
        assert.match(warnings, /not part of this simulator/);
      }
    });

    it('logs every call with its arguments, environment and end', async () => {
      await machine().wsl('-s', 'Nope at all');
      const call = readCalls(machine().folder).at(-1)!;
      assert.deepEqual([call.program, call.argv, call.exitCode], ['wsl', ['-s', 'Nope at all'], 255]);
      assert.deepEqual([call.env['WSL_UTF8'], call.env['WSL_DISABLE_WARNINGS']], ['1', null]);
      assert.equal(call.cwd, machine().prepared.drives['C']);
    });
  });

  describe('with a distro that is not installed, or not yet', () => {
    const machine = useMachine('healthy', (state) => {
      state.distros[1]!.state = 3;
      state.distros[2]!.state = 0;
    });

    it('does not find it by name', async () => {
      for (const verb of ['-s', '-t', '-d']) {
        for (const name of ['Debian', 'Fedora']) {
          const { text } = await machine().wsl(verb, name);
          assert.match(text, / Wsl\/Service\/WSL_E_DISTRO_NOT_FOUND\r\n$/);
        }
      }
    });
  });

  describe('without virtualization', () => {
    const machine = useMachine('no-virtualization');

    it('names both remedies in --status and still exits 0', async () => {
      const { code, text } = await machine().wsl('--status');
      assert.equal(code, 0);
      assert.match(text, /Windows Subsystem for Linux/);
      assert.match(text, /aka\.ms\/enablevirtualization\r\n$/);
    });

    it('cannot start a WSL 2 distro', async () => {
      const { code, text } = await machine().wsl('-d', 'Ubuntu', '-e', 'true');
      assert.equal(code, 255);
      assert.match(text, / Wsl\/Service\/CreateInstance\/CreateVm\/HCS\/HCS_E_HYPERV_NOT_INSTALLED\r\n$/);
      assert.deepEqual(machine().state.running, []);
    });

    it('cannot start a WSL 1 distro without its component', async () => {
      const { text } = await machine().wsl('-d', 'Legacy-18.04', '-e', 'true');
      assert.match(text, / Wsl\/Service\/CreateInstance\/WSL_E_WSL1_NOT_SUPPORTED\r\n$/);
    });
  });

  describe('without a valid default', () => {
    const machine = useMachine('healthy', (state) => delete state.defaultDistribution);

    it('leaves the line out of --status', async () => assert.equal((await machine().lines('--status')).length, 1));

    it('cannot launch, with the text for no distros', async () => {
      const { code, text } = await machine().wsl('-e', 'true');
      assert.deepEqual([code, /Wsl\//.test(text), text.split('\r\n').length - 1], [255, false, 5]);
    });
  });
});
