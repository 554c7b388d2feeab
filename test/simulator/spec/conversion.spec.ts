import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { changeState, runningProcesses } from '../prepare';
import { storageOf } from '../state/storage';
import { TestMachine, ended, useMachine } from './machine';

const notice = /^[^\r\n]*aka\.ms\/wsl2\r\n/;

/** What the machine holds of a distro: the bit, the registry value that is no version, and both forms of its storage. */
function look(machine: TestMachine, name: string) {
  const distro = machine.state.distros.find((each) => each.name === name)!;
  const exists = (wsl2: boolean) => existsSync(storageOf(machine.folder, distro, wsl2)!);
  return { wsl2: (distro.flags & 8) !== 0, version: distro.version, disk: exists(true), rootfs: exists(false) };
}

async function withMachine(
  change: (state: TestMachine['state']) => unknown,
  test: (machine: TestMachine) => Promise<void>,
): Promise<void> {
  const machine = await TestMachine.make('healthy', (state) => void change(state));
  try {
    await test(machine);
  } finally {
    await machine.remove();
  }
}

describe('simulator: wsl versions', () => {
  const shown = async (machine: TestMachine, name: string) =>
    (await machine.lines('-l', '-v')).find((line) => line.slice(2).startsWith(`${name} `))?.slice(2);

  describe('--set-version', () => {
    const machine = useMachine('healthy', (state) => (state.conversionMilliseconds = 100));

    it('converts to 2 with the notice first: bit and disk change, the value Version stays', async () => {
      assert.deepEqual(look(machine(), 'Legacy-18.04'), { wsl2: false, version: 2, disk: false, rootfs: true });
      const { code, text, warnings } = await machine().wsl('--set-version', 'legacy-18.04', '2');
      assert.deepEqual([code, warnings], [0, '']);
      assert.match(text, /^[^\r\n]*aka\.ms\/wsl2\r\n[^\r\n]+ \r\n$/);
      assert.deepEqual(look(machine(), 'Legacy-18.04'), { wsl2: true, version: 2, disk: true, rootfs: false });
      assert.match((await shown(machine(), 'Legacy-18.04'))!, /Stopped +2$/);
    });

    it('converts to 1 without notice, and the distro works', async () => {
      const { code, text } = await machine().wsl('--set-version', 'Debian', '1');
      assert.deepEqual([code, notice.test(text)], [0, false]);
      assert.deepEqual(look(machine(), 'Debian'), { wsl2: false, version: 2, disk: false, rootfs: true });
      const registry = await machine().reg('query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss', '/s');
      assert.match(
        registry.text,
        /Debian\r\n {4}Version {4}REG_DWORD {4}0x2\r\n[^\r]+\r\n {4}Flags {4}REG_DWORD {4}0x7/,
      );
      assert.equal((await machine().wsl('-d', 'Debian', '-e', 'echo', 'still here')).text, 'still here\n');
    });

    it('fails behind the notice when the distro has that version already', async () => {
      const { code, text } = await machine().wsl('--set-version', 'Ubuntu', '2');
      assert.equal(code, 255);
      assert.match(text, notice);
      assert.match(text, / Wsl\/Service\/WSL_E_VM_MODE_INVALID_STATE\r\n$/);
      assert.equal((await machine().lines('-l', '-q', '--running'))[0], 'Ubuntu', 'it was not stopped for that');
    });

    it('brings the virtual machine up, and starts no distro', async () => {
      await machine().wsl('--shutdown');
      changeState(machine().folder, (state) => (state.startWarnings = ['first']));
      const { code, warnings } = await machine().wsl('--set-version', 'Fedora', '1');
      assert.deepEqual([code, warnings], [0, 'wsl: first\r\n']);
      assert.deepEqual([machine().state.vmUp, machine().state.running], [true, []]);
      changeState(machine().folder, (state) => (state.startWarnings = []));
    });

    it('names what is wrong with its arguments, in the client', async () => {
      assert.match((await machine().wsl('--set-version', 'Ubuntu', '3')).text, / Wsl\/ERROR_VERSION_PARSE_ERROR\r\n$/);
      for (const args of [[], ['Ubuntu']]) {
        const { code, text } = await machine().wsl('--set-version', ...args);
        assert.deepEqual([code, text.includes('--set-version'), /Wsl\//.test(text)], [255, true, false]);
      }
      const unknown = await machine().wsl('--set-version', 'Nope', '1');
      assert.match(unknown.text, / Wsl\/Service\/WSL_E_DISTRO_NOT_FOUND\r\n$/);
      // The blank ends the name, so the rest of the name stands where the version belongs.
      assert.match((await machine().wsl('--set-version', 'My Distro', '2')).text, /ERROR_VERSION_PARSE_ERROR/);
      assert.match((await machine().wsl('--set-version', '"Ubuntu"', '1')).text, /WSL_E_DISTRO_NOT_FOUND/);
    });
  });

  describe('while a conversion runs', () => {
    const machine = useMachine('healthy', (state) => (state.conversionMilliseconds = 60_000));
    const begin = async (name: string, version: string) => {
      const child = machine().start('wsl', ['--set-version', name, version], { env: { WSL_UTF8: '1' } });
      await machine().until(() => Object.keys(machine().state.locks).length > 0);
      return child;
    };

    it('stops the distro at once, and what ran in it', async () => {
      const inside = ended(machine().start('wsl', ['-d', 'Fedora', '-e', 'sleep', '1000']));
      await machine().until(() => runningProcesses(machine().folder).length > 0);
      const child = await begin('Fedora', '1');
      assert.equal((await inside).code, 1);
      child.kill('SIGKILL');
      await ended(child);
      assert.deepEqual((await machine().lines('-l', '-q', '--running')).includes('Fedora'), false);
    });

    it('shows Converting in a list that does not wait, and refuses everything else', async () => {
      const child = await begin('Debian', '1');
      assert.match((await shown(machine(), 'Debian'))!, /Converting +2$/);
      assert.equal((await machine().lines('-l', '-q')).includes('Debian'), false, 'transient ones are left out');
      for (const args of [
        ['--set-version', 'Debian', '1'],
        ['-d', 'Debian', '-e', 'true'],
      ]) {
        assert.match((await machine().wsl(...args)).text, /\/E_ILLEGAL_STATE_CHANGE\r\n$/);
      }
      assert.equal((await machine().wsl('-d', 'Ubuntu', '-e', 'true')).code, 0, 'other distros go on');
      child.kill('SIGKILL');
      await ended(child);
    });

    it('rolls back when the client is killed', async () => {
      const child = await begin('Debian', '1');
      assert.deepEqual(look(machine(), 'Debian'), { wsl2: true, version: 2, disk: true, rootfs: true });
      child.kill('SIGKILL');
      await ended(child);
      assert.match((await shown(machine(), 'Debian'))!, /Stopped +2$/);
      assert.deepEqual(look(machine(), 'Debian'), { wsl2: true, version: 2, disk: true, rootfs: false });
      assert.deepEqual([machine().state.locks, machine().state.conversions], [{}, {}]);
    });

    it('tells a terminal, and nobody else, that it may take minutes', function () {
      if (spawnSync('script', ['--version']).error) return this.skip();
      changeState(machine().folder, (state) => (state.conversionMilliseconds = 10));
      const { stdout } = spawnSync('script', ['-qec', '"$PROGRAM" --set-version Debian 1', '/dev/null'], {
        env: { ...process.env, PROGRAM: join(machine().folder, 'bin/wsl'), WSL_UTF8: '1' },
      });
      assert.match(stdout.toString(), /^Converting[^\r\n]+\r+\nDone [^\n]+\n$/);
    });
  });

  describe('a conversion that cannot be', () => {
    it('needs the component for both directions', async () => {
      await withMachine(
        (state) => (state.optionalComponent = false),
        async (machine) => {
          for (const args of [
            ['Legacy-18.04', '2'],
            ['Debian', '1'],
          ]) {
            const { code, text } = await machine.wsl('--set-version', ...args);
            assert.equal(code, 255);
            assert.match(text, / Wsl\/Service\/WSL_E_WSL1_NOT_SUPPORTED\r\n$/);
          }
        },
      );
    });

    it('needs the virtual machine, and leaves everything as it was without', async () => {
      const off = (state: TestMachine['state']) =>
        Object.assign(state, { virtualization: false, vmUp: false, running: [] });
      await withMachine(off, async (machine) => {
        const { code, text } = await machine.wsl('--set-version', 'Legacy-18.04', '2');
        assert.equal(code, 255);
        assert.match(text, notice);
        assert.match(text, / Wsl\/Service\/CreateVm\/HCS\/HCS_E_HYPERV_NOT_INSTALLED\r\n$/);
        assert.deepEqual(look(machine, 'Legacy-18.04'), { wsl2: false, version: 2, disk: false, rootfs: true });
        assert.deepEqual([machine.state.locks, machine.state.conversions], [{}, {}]);
      });
    });

    it('relays the raw complaint of a tool beside its own text, and rolls back', async () => {
      const complaint = 'wsl1: bsdtar: ./x: Cannot stat\n';
      await withMachine(
        (state) => (state.conversionFailure = complaint),
        async (machine) => {
          const { code, stdout, stderr } = await machine.run('wsl', ['--set-version', 'Debian', '1']);
          assert.deepEqual([code, stderr.toString()], [255, complaint]);
          assert.match(stdout.toString('utf16le'), / Wsl\/Service\/WSL_E_IMPORT_FAILED\r\n$/);
          assert.deepEqual(look(machine, 'Debian'), { wsl2: true, version: 2, disk: true, rootfs: false });
        },
      );
    });

    it('obeys the policy against WSL 1, and the old distro named Legacy', async () => {
      const change = (state: TestMachine['state']) => {
        state.policies = { AllowWSL1: 0 };
        state.distros.find(({ name }) => name === 'Legacy-18.04')!.name = 'Legacy';
      };
      await withMachine(change, async (machine) => {
        assert.match(
          (await machine.wsl('--set-version', 'Debian', '1')).text,
          / Wsl\/Service\/WSL_E_WSL1_DISABLED\r\n$/,
        );
        const { text } = await machine.wsl('--set-version', 'Legacy', '2');
        assert.match(text, / Wsl\/Service\/WSL_E_VM_MODE_NOT_SUPPORTED\r\n$/);
        const policy = await machine.reg('query', 'HKLM\\SOFTWARE\\Policies\\WSL', '/v', 'AllowWSL1');
        assert.match(policy.text, / {4}AllowWSL1 {4}REG_DWORD {4}0x0\r\n/);
      });
    });
  });

  describe('--set-default-version', () => {
    const machine = useMachine('no-virtualization');
    const value = () => machine().state.defaultVersion;

    it('writes the registry, with the notice for 2 even where virtual machines cannot run', async () => {
      changeState(machine().folder, (state) => delete state.defaultVersion);
      const { code, text } = await machine().wsl('--set-default-version', '2');
      assert.deepEqual([code, value()], [0, 2]);
      assert.match(text, /^[^\r\n]*aka\.ms\/wsl2\r\n[^\r\n]+ \r\n$/);
    });

    it('needs the component for 1', async () => {
      const refused = await machine().wsl('--set-default-version', '1');
      assert.deepEqual([refused.code, value()], [255, 2]);
      assert.match(refused.text, / Wsl\/Service\/WSL_E_WSL1_NOT_SUPPORTED\r\n$/);
      changeState(machine().folder, (state) => (state.optionalComponent = true));
      const { code, text } = await machine().wsl('--set-default-version', '1');
      assert.deepEqual([code, value(), notice.test(text)], [0, 1, false]);
    });

    it('starts nothing and refuses what is no version', async () => {
      assert.match((await machine().wsl('--set-default-version', 'two')).text, /Wsl\/ERROR_VERSION_PARSE_ERROR/);
      assert.equal((await machine().wsl('--set-default-version')).code, 255);
      assert.deepEqual([value(), machine().state.running, machine().state.vmUp], [1, [], false]);
    });
  });
});
