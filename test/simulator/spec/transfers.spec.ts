import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeState, readGateLog } from '../prepare';
import { distroRootOf, hostPathOf } from '../state/layout';
import type { Leaving } from '../state/transfers';
import { type TestMachine, ended, useMachine, withMachine } from './machine';

const home = 'C:\\Users\\dev';
const hostile = ['x"; rm -rf ~ #', '$(reboot)', 'a b', '日本語'];

const host = ({ folder }: TestMachine, path: string): string => hostPathOf(folder, path)!;
const exists = (machine: TestMachine, path: string): boolean => existsSync(host(machine, path));
const distroNamed = ({ state }: TestMachine, name: string) => state.distros.find((each) => each.name === name);
const put = (machine: TestMachine, name: string, path: string, text: string): void => {
  const file = join(distroRootOf(machine.folder, name), path);
  writeFileSync(file, text);
};
const read = ({ folder }: TestMachine, name: string, path: string): string =>
  readFileSync(join(distroRootOf(folder, name), path), 'utf8');

describe('simulator: wsl transfers', () => {
  describe('--export and --import', () => {
    const machine = useMachine('healthy', (state) => (state.transfers.milliseconds = 10));

    it('stops the distro, writes all of it, and says so', async () => {
      put(machine(), 'Ubuntu', 'etc/note', 'kept');
      const { code, text, warnings } = await machine().wsl('--export', 'ubuntu', `${home}\\u.tar`);
      assert.deepEqual([code, warnings], [0, '']);
      assert.match(text, /^[^\r\n]+ \r\n$/);
      assert.equal((await machine().lines('-l', '-q', '--running')).includes('Ubuntu'), false);
      const names = execFileSync('tar', ['-tf', host(machine(), `${home}\\u.tar`)]).toString();
      assert.match(names, /^\.\/etc\/note$/m);
      assert.deepEqual([machine().state.locks, machine().state.transfers.running], [{}, {}]);
    });

    it('imports it under another name: folder made, registered, root as user, files as they were', async () => {
      const { code, text } = await machine().wsl(
        '--import',
        'Copy',
        `${home}\\copy`,
        `${home}\\u.tar`,
        '--version',
        '2',
      );
      assert.deepEqual([code, /^[^\r\n]+ \r\n$/.test(text)], [0, true]);
      const copy = distroNamed(machine(), 'Copy')!;
      assert.deepEqual([copy.state, copy.flags & 8, copy.defaultUid, copy.basePath], [1, 8, 0, `${home}\\copy`]);
      assert.equal(read(machine(), 'Copy', 'etc/note'), 'kept');
      assert.ok(exists(machine(), `${home}\\copy\\ext4.vhdx`));
      assert.equal((await machine().wsl('-d', 'Copy', '--cd', '/etc', '-e', 'cat', 'note')).text, 'kept');
    });

    it('imports as WSL 1 into a folder, without a disk', async () => {
      await machine().wsl('--import', 'One', `${home}\\one`, `${home}\\u.tar`, '--version', '1');
      assert.deepEqual(readdirSync(host(machine(), `${home}\\one`)), ['rootfs']);
      assert.match((await machine().lines('-l', '-v')).join('\n'), /^ {2}One +Stopped +1$/m);
    });

    it('packs as it is told, and knows no other form', async () => {
      for (const [format, magic] of [
        ['tar.gz', '1f8b'],
        ['tar.xz', 'fd377a58'],
      ] as const) {
        assert.equal((await machine().wsl('--export', 'Debian', `${home}\\d`, '--format', format)).code, 0);
        assert.equal(
          readFileSync(host(machine(), `${home}\\d`))
            .toString('hex')
            .startsWith(magic),
          true,
        );
      }
      for (const more of [
        ['--format', 'zip'],
        ['--vhd', '--format', 'tar.gz'],
      ]) {
        const { code, text } = await machine().wsl('--export', 'Debian', `${home}\\d`, ...more);
        assert.deepEqual([code, /Usage/.test(text), /Wsl\//.test(text)], [255, true, false]);
      }
    });

    it('writes the archive on stdout for a dash, and takes it from stdin', async () => {
      const { code, stdout } = await machine().run('wsl', ['--export', 'Debian', '-']);
      assert.deepEqual([code, stdout.subarray(257, 262).toString()], [0, 'ustar']);
      assert.equal(stdout.length % 512, 0, 'no sentence behind it');
    });

    it('exports a disk with the extension of the own one, and imports that', async () => {
      assert.equal((await machine().wsl('--export', 'Debian', `${home}\\d.vhdx`, '--vhd')).code, 0);
      assert.equal((await machine().wsl('--export', 'Debian', `${home}\\d.img`, '--vhd')).code, 0, 'up to 2.6');
      changeState(machine().folder, ({ versions }) => (versions.wsl = '2.7.11.0'));
      const wrong = await machine().wsl('--export', 'Debian', `${home}\\d.img`, '--vhd');
      assert.match(wrong.text, /\.vhdx[^\r\n]*\r\n.*Wsl\/Service\/WSL_E_EXPORT_FAILED\r\n$/);
      const noDisk = await machine().wsl('--export', 'Legacy-18.04', `${home}\\l.vhdx`, '--format', 'vhd');
      assert.match(noDisk.text, /Wsl\/Service\/WSL_E_WSL2_NEEDED\r\n$/);
      const plain = await machine().wsl('--import', 'Disk', `${home}\\disk`, `${home}\\d.vhdx`);
      assert.deepEqual([plain.code, plain.text.includes('--vhd'), /Wsl\//.test(plain.text)], [255, true, false]);
      const one = await machine().wsl(
        '--import',
        'Disk',
        `${home}\\disk`,
        `${home}\\d.vhdx`,
        '--vhd',
        '--version',
        '1',
      );
      assert.match(one.text, /Wsl\/WSL_E_WSL2_NEEDED\r\n$/);
      assert.equal((await machine().wsl('--import', 'Disk', `${home}\\disk`, `${home}\\d.vhdx`, '--vhd')).code, 0);
      assert.ok(exists(machine(), `${home}\\disk\\ext4.vhdx`));
    });

    it('registers a disk where it lies', async () => {
      mkdirSync(host(machine(), `${home}\\place`));
      await machine().wsl('--export', 'Debian', `${home}\\place\\my.vhdx`, '--vhd');
      assert.equal((await machine().wsl('--import-in-place', 'InPlace', `${home}\\place\\my.vhdx`)).code, 0);
      const { basePath, vhdFileName } = distroNamed(machine(), 'InPlace')!;
      assert.deepEqual([basePath, vhdFileName], [`${home}\\place`, 'my.vhdx']);
      assert.match((await machine().wsl('--import-in-place', 'X')).text, /Usage/);
      assert.match((await machine().wsl('--import-in-place', 'X', `${home}\\u.tar`)).text, /\.vhd /);
    });

    for (const name of hostile) {
      it(`splits arguments as Windows does: exports ${name}`, async () => {
        changeState(machine().folder, (state) => (state.distros.find((each) => each.name === 'Fedora')!.name = name));
        mkdirSync(distroRootOf(machine().folder, name), { recursive: true });
        const { code } = await machine().wsl('--export', name, `${home}\\a b.tar`);
        changeState(machine().folder, (state) => (state.distros.find((each) => each.name === name)!.name = 'Fedora'));
        assert.deepEqual([code, exists(machine(), `${home}\\a b.tar`)], [0, true]);
        const imported = await machine().wsl('--import', name, `${home}\\hostile`, `${home}\\a b.tar`);
        assert.match(imported.text, /Wsl\/Service\/RegisterDistro\/E_INVALIDARG\r\n$/);
      });
    }

    it('refuses names and folders that are taken, and files that are none', async () => {
      const code = async (...args: string[]) =>
        / (Wsl\/\S+)\r\n$/.exec((await machine().wsl('--import', ...args)).text)?.[1] ?? null;
      const file = `${home}\\u.tar`;
      assert.equal(await code('debian', `${home}\\n`, file), 'Wsl/Service/RegisterDistro/ERROR_ALREADY_EXISTS');
      assert.equal(await code('N', `${home}\\COPY\\`, file), 'Wsl/Service/RegisterDistro/ERROR_FILE_EXISTS');
      assert.equal(await code('Legacy', `${home}\\n`, file), 'Wsl/Service/RegisterDistro/E_INVALIDARG');
      assert.equal(await code('N', `${home}\\n\\m`, file), 'Wsl/Service/RegisterDistro/ERROR_PATH_NOT_FOUND');
      assert.equal(await code('N', `${home}\\n`, `${home}\\none.tar`), 'Wsl/ERROR_FILE_NOT_FOUND');
      assert.equal(await code('N', `${home}\\n`), 'Wsl/E_INVALIDARG');
      assert.equal(await code('N', `${home}\\n`, file, '--version', '3'), 'Wsl/ERROR_VERSION_PARSE_ERROR');
      execFileSync('tar', ['-cf', host(machine(), `${home}\\odd.tar`), '-C', '/', 'etc/hostname']);
      writeFileSync(host(machine(), `${home}\\text.tar`), 'no archive');
      execFileSync('tar', ['-cf', host(machine(), `${home}\\bare.tar`), '-C', '/etc', 'hostname']);
      assert.equal(
        await code('N', `${home}\\n`, `${home}\\text.tar`),
        'Wsl/Service/RegisterDistro/WSL_E_IMPORT_FAILED',
      );
      assert.equal(
        await code('N', `${home}\\n`, `${home}\\bare.tar`),
        'Wsl/Service/RegisterDistro/WSL_E_NOT_A_LINUX_DISTRO',
      );
      assert.deepEqual([exists(machine(), `${home}\\n`), distroNamed(machine(), 'N')], [false, undefined]);
    });

    it('touches no share', () => assert.deepEqual(readGateLog(machine().folder), []));
  });

  describe('what goes wrong on the way', () => {
    it('relays the raw complaint of a tool, deletes the target, and takes an import back', () =>
      withMachine('healthy', async (machine) => {
        await machine.wsl('--export', 'Debian', `${home}\\good.tar`);
        changeState(machine.folder, ({ transfers }) => (transfers.failure = 'tar: ./x: No space left on device\n'));
        const { code, stdout, stderr } = await machine.run('wsl', ['--export', 'Debian', `${home}\\d.tar`]);
        assert.deepEqual([code, stderr.toString()], [255, 'tar: ./x: No space left on device\n']);
        assert.match(stdout.toString('utf16le'), / Wsl\/Service\/WSL_E_EXPORT_FAILED\r\n$/);
        assert.equal(exists(machine, `${home}\\d.tar`), false);
        const failed = await machine.wsl('--import', 'N', `${home}\\n`, `${home}\\good.tar`);
        assert.match(failed.text, /WSL_E_IMPORT_FAILED/);
        assert.deepEqual([exists(machine, `${home}\\n`), distroNamed(machine, 'N')], [false, undefined]);
        assert.deepEqual([machine.state.locks, machine.state.transfers.running], [{}, {}]);
      }));

    it('a plain export brings the virtual machine up, one of a disk does not', () =>
      withMachine(
        'healthy',
        async (machine) => {
          assert.equal((await machine.wsl('--export', 'Debian', `${home}\\d.vhdx`, '--vhd')).code, 0);
          assert.equal(machine.state.vmUp, false);
          const { text } = await machine.wsl('--export', 'Debian', `${home}\\d.tar`);
          assert.match(text, /CreateVm\/HCS\/HCS_E_HYPERV_NOT_INSTALLED/);
          assert.equal((await machine.wsl('--export', 'Legacy-18.04', `${home}\\l.tar`)).code, 0);
        },
        (state) => Object.assign(state, { virtualization: false, vmUp: false, running: [] }),
      ));

    it('older releases lack options and verbs', () =>
      withMachine('healthy', async (machine) => {
        const as = (change: object): void => void changeState(machine.folder, (state) => Object.assign(state, change));
        const versions = { ...machine.state.versions };
        as({ versions: { ...versions, wsl: '2.3.26.0' } });
        const format = await machine.wsl('--export', 'Debian', `${home}\\d`, '--format', 'tar.gz');
        assert.deepEqual(
          [format.code, format.text.includes('--format'), /Wsl\//.test(format.text)],
          [255, true, false],
        );
        as({ versions, generation: 'early' });
        assert.match((await machine.wsl('--manage', 'Debian', '--move', 'D:\\d')).text, /--manage/);
        as({ generation: 'inbox' });
        const { code, stdout } = await machine.run('wsl', ['--export', 'Debian', `${home}\\d.vhdx`, '--vhd']);
        assert.deepEqual([code, /Usage/.test(stdout.toString('utf16le'))], [255, true]);
      }));

    it('tells a terminal, and nobody else, that it may take minutes', async function () {
      if (spawnSync('script', ['--version']).error) return this.skip();
      await withMachine('healthy', (machine) => {
        const { stdout } = spawnSync('script', ['-qec', `"$PROGRAM" --export Debian '${home}\\d.tar'`, '/dev/null'], {
          env: { ...process.env, PROGRAM: join(machine.folder, 'bin/wsl'), WSL_UTF8: '1' },
        });
        assert.match(stdout.toString(), /^Exporting[^\r\n]+\r+\nDone [^\n]+\n$/);
      });
    });
  });

  describe('--manage', () => {
    const machine = useMachine('healthy', (state) => (state.transfers.milliseconds = 10));
    const code = async (...args: string[]) =>
      / (Wsl\/\S+)\r\n$/.exec((await machine().wsl('--manage', ...args)).text)?.[1] ?? null;

    it('looks the distro up first, then wants exactly one option', async () => {
      assert.equal(await code('Nope'), 'Wsl/Service/WSL_E_DISTRO_NOT_FOUND');
      for (const args of [
        ['Debian'],
        ['Debian', '--move'],
        ['Debian', '--move', 'D:\\d', '--set-default-user', 'dev'],
      ]) {
        assert.match((await machine().wsl('--manage', ...args)).text, /^Usage/);
      }
    });

    it('moves a stopped WSL 2 distro to a folder that is its own', async () => {
      assert.equal(await code('Ubuntu', '--move', 'D:\\u'), 'Wsl/Service/MoveDistro/WSL_E_DISTRO_NOT_STOPPED');
      assert.equal(await code('Legacy-18.04', '--move', 'D:\\l'), 'Wsl/Service/MoveDistro/WSL_E_WSL2_NEEDED');
      const taken = distroNamed(machine(), 'Ubuntu')!.basePath;
      assert.equal(await code('Debian', '--move', taken), 'Wsl/Service/MoveDistro/ERROR_FILE_EXISTS');
      const before = distroNamed(machine(), 'Debian')!.basePath;
      assert.equal((await machine().wsl('--manage', 'Debian', '--move', 'D:\\d')).code, 0);
      assert.equal(distroNamed(machine(), 'Debian')!.basePath, 'D:\\d');
      assert.deepEqual(
        [exists(machine(), `${before}\\ext4.vhdx`), exists(machine(), 'D:\\d\\ext4.vhdx')],
        [false, true],
      );
      assert.equal((await machine().wsl('-d', 'Debian', '-e', 'echo', 'still here')).text, 'still here\n');
    });

    it('sets the default user by its number, which it starts the distro for', async () => {
      await machine().wsl('-t', 'Debian');
      const {
        code: status,
        warnings,
        text,
      } = await machine().wsl('--manage', 'Debian', '--set-default-user', 'nobody-1');
      assert.deepEqual([status, text], [1, '']);
      assert.match(warnings, /^id: .*nobody-1/);
      assert.equal((await machine().wsl('--manage', 'Debian', '--set-default-user', 'root')).code, 0);
      assert.equal(distroNamed(machine(), 'Debian')!.defaultUid, 0);
      assert.ok((await machine().lines('-l', '-q', '--running')).includes('Debian'));
    });
  });

  describe('a client that is killed', () => {
    /** Kills the client while it waits, and lets the service find that out. */
    async function kill(args: string[], leaves: Leaving[], look: (machine: TestMachine) => Promise<void>) {
      await withMachine(
        'healthy',
        async (machine) => {
          await machine.wsl('--export', 'Debian', `${home}\\d.tar`);
          changeState(machine.folder, ({ transfers }) => (transfers.milliseconds = 2_000));
          const child = machine.start('wsl', args);
          await machine.until(() => Object.keys(machine.state.transfers.running).length > 0);
          // The first bytes are written after the note.
          await new Promise((resolve) => setTimeout(resolve, 300));
          child.kill('SIGKILL');
          await ended(child);
          await look(machine);
          assert.deepEqual([machine.state.locks, machine.state.transfers.running], [{}, {}]);
        },
        (state) => Object.assign(state.transfers, { milliseconds: 10, leaves }),
      );
    }
    const exporting = ['--export', 'Fedora', `${home}\\f.tar`];
    const importing = ['--import', 'N', `${home}\\n`, `${home}\\d.tar`];
    const moving = ['--manage', 'Debian', '--move', 'D:\\d'];

    it('leaves no export, or a part of one', async () => {
      for (const leaves of [[], ['exportFile']] as Leaving[][]) {
        await kill(exporting, leaves, async (machine) => {
          assert.match((await machine.lines('-l', '-v')).join('\n'), /Fedora +Stopped/);
          assert.equal(exists(machine, `${home}\\f.tar`), leaves.length > 0);
        });
      }
    });

    it('leaves nothing of an import, its key, or its disk', async () => {
      for (const leaves of [[], ['registration'], ['disk']] as Leaving[][]) {
        await kill(importing, leaves, async (machine) => {
          const listed = (await machine.lines('-l', '-v')).join('\n');
          assert.equal(/ N +Installing/.test(listed), leaves[0] === 'registration');
          assert.equal(exists(machine, `${home}\\n\\ext4.vhdx`), leaves.length > 0);
        });
      }
    });

    it('takes a move back, with or without its copy, or lets it go on while everybody waits', async () => {
      for (const leaves of [[], ['disk'], ['move']] as Leaving[][]) {
        await kill(moving, leaves, async (machine) => {
          const started = Date.now();
          await machine.wsl('-l', '-q');
          assert.equal(Date.now() - started > 1_000, leaves[0] === 'move');
          const isMoved = leaves[0] === 'move';
          assert.equal(distroNamed(machine, 'Debian')!.basePath === 'D:\\d', isMoved);
          assert.equal(exists(machine, 'D:\\d\\ext4.vhdx'), leaves.length > 0);
        });
      }
    });
  });

  describe('--list --online and --install', () => {
    const machine = useMachine('healthy');

    it('lists names and titles in two columns behind two lines and an empty one', async () => {
      const lines = await machine().lines('-l', '-o');
      assert.deepEqual(lines.slice(2), [
        '',
        'NAME             FRIENDLY NAME',
        'Debian           Debian GNU/Linux',
        'Ubuntu-24.04     Ubuntu 24.04 LTS',
        'openSUSE-Leap    openSUSE Leap',
      ]);
    });

    it('installs one of them, and only such', async () => {
      assert.equal((await machine().wsl('--install', 'ubuntu-24.04', '--no-launch')).code, 0);
      assert.ok((await machine().lines('-l', '-q')).includes('Ubuntu-24.04'));
      assert.match((await machine().wsl('--install', 'Nope')).text, /Wsl\/InstallDistro\/WSL_E_DISTRO_NOT_FOUND/);
    });

    it('says which address failed without a network', async () => {
      changeState(machine().folder, (state) => (state.online = []));
      const { code, text } = await machine().wsl('--list', '--online');
      assert.equal(code, 255);
      assert.match(text, /https:\/\/\S+.*\r\n.*Wsl\/WININET_E_NAME_NOT_RESOLVED\r\n$/);
    });
  });
});
