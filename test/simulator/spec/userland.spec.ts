import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectFolder } from '../places';
import { canHaveUserlands, changeState, stopMachine } from '../prepare';
import { holderRole, runningProcesses } from '../state/processes';
import { findBindfs } from '../userland/holder';
import { TestMachine, ended } from './machine';
import { processesWithMounts, useUserlands } from './userlands';

describe('simulator: distros as real userlands', () => {
  const run = async (machine: TestMachine, distro: string, script: string, ...options: string[]) => {
    const args = ['-d', distro, '--cd', '/', ...options, '-e', 'sh', '-c', script];
    const { code, stdout, stderr } = await machine.run('wsl', args, { env: { WSL_UTF8: '1' } });
    assert.deepEqual([code, stderr.toString()], [0, ''], script);
    return stdout.toString();
  };
  const holders = (machine: TestMachine) => runningProcesses(machine.folder).filter(({ role }) => role === holderRole);

  it('are refused with the reason to somebody who is not root', function () {
    if (!canHaveUserlands()) return this.skip();
    const script =
      "import('./test/simulator/userland/available.ts').then((it) => console.log(it.canHaveUserlands(), it.whyNoUserlands()))";
    const node = [process.execPath, '--import', 'tsx', '-e', script];
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--', ...node];
    const { stdout } = spawnSync('/usr/bin/setpriv', nobody, { cwd: projectFolder, encoding: 'utf8' });
    assert.equal(stdout, 'false they need root\n');
  });

  describe('files', () => {
    const machine = useUserlands((state) => {
      state.distros.find(({ name }) => name === 'Fedora')!.programs = { awk: 'missing' };
    });
    const root = (name: string) => join(machine().folder, 'distros', name);

    it('has the root of a Debian, with /etc and /home from the folder of the distro', async () => {
      const names = (await run(machine(), 'Ubuntu', 'ls -A /')).trim().split('\n');
      for (const name of [
        'bin',
        'dev',
        'etc',
        'home',
        'lib',
        'mnt',
        'proc',
        'root',
        'run',
        'sbin',
        'tmp',
        'usr',
        'var',
      ]) {
        assert.ok(names.includes(name), name);
      }
      assert.equal(await run(machine(), 'Ubuntu', 'readlink /bin; readlink -f /var/run'), 'usr/bin\n/run\n');
      writeFileSync(join(root('Ubuntu'), 'etc/from-outside'), 'outside\n');
      assert.equal(
        await run(machine(), 'Ubuntu', 'cat /etc/from-outside; echo in >/home/dev/it; rm -r /home/dev/it'),
        'outside\n',
      );
      await run(machine(), 'Ubuntu', 'echo inside >/home/dev/from-inside');
      assert.equal(readFileSync(join(root('Ubuntu'), 'home/dev/from-inside'), 'utf8'), 'inside\n');
      assert.equal(statSync(join(root('Ubuntu'), 'home/dev/from-inside')).uid, 1000);
    });

    it('shares /usr with this host until something is changed there', async () => {
      const script = 'printf "#!/bin/sh\\necho mine\\n" >/usr/bin/docker; chmod 755 /usr/bin/docker';
      await run(machine(), 'Ubuntu', script, '-u', 'root');
      assert.equal(await run(machine(), 'Ubuntu', 'docker; readlink -f "$(command -v ls)"'), 'mine\n/usr/bin/ls\n');
      assert.equal(await run(machine(), 'Debian', 'command -v docker || echo none'), 'none\n');
      assert.ok(existsSync(join(root('Ubuntu'), 'usr/bin/docker')), 'what differs lies in the folder of the distro');
      await machine().wsl('-t', 'Ubuntu');
      assert.equal(await run(machine(), 'Ubuntu', 'docker'), 'mine\n', 'and stays there');
    });

    it('hides what the host has of Docker, and what the state says is missing', async () => {
      const script = 'ls -d /usr/bin/docker* /usr/local/bin/docker* /usr/libexec/docker 2>/dev/null || echo none';
      assert.equal(await run(machine(), 'Debian', script), 'none\n');
      assert.equal(await run(machine(), 'Debian', 'command -v awk'), '/usr/bin/awk\n');
      assert.equal(await run(machine(), 'Fedora', 'command -v awk || echo none'), 'none\n');
    });

    it('begins with an empty /run at each start, and keeps /tmp', async () => {
      await run(machine(), 'Debian', 'touch /run/lost /tmp/kept', '-u', 'root');
      assert.equal(await run(machine(), 'Debian', 'ls /run/lost /tmp/kept'), '/run/lost\n/tmp/kept\n');
      await machine().wsl('-t', 'Debian');
      assert.equal(await run(machine(), 'Debian', 'ls /run/lost /tmp/kept 2>/dev/null; true'), '/tmp/kept\n');
    });

    it('has one /mnt/wsl for all distros of WSL 2, and none for WSL 1', async () => {
      await run(machine(), 'Ubuntu', 'mountpoint -q /mnt/wsl && echo shared >/mnt/wsl/note');
      assert.equal(await run(machine(), 'Debian', 'cat /mnt/wsl/note'), 'shared\n');
      assert.equal(readFileSync(join(machine().folder, 'wsl-shared/note'), 'utf8'), 'shared\n');
      assert.equal(
        await run(machine(), 'Legacy-18.04', 'ls -A /mnt/wsl; mountpoint -q /mnt/wsl || echo none'),
        'none\n',
      );
    });

    it('has devices, terminals and shared memory, and no disk of this host', async () => {
      const script = 'echo x >/dev/null; head -c 3 /dev/zero | wc -c; touch /dev/shm/x; ls /dev';
      const names = (await run(machine(), 'Debian', script)).split('\n');
      assert.equal(names[0], '3');
      const expected = ['fd', 'full', 'null', 'ptmx', 'pts', 'random', 'shm', 'stderr', 'stdin', 'stdout', 'tty'];
      assert.deepEqual(names.slice(1).filter(Boolean), [...expected, 'urandom', 'zero']);
    });

    it('has this Node, the programs and the machine below /.simulator', async () => {
      const node = '/.simulator/node -p process.version; ls /.simulator/wsl.cjs; cat /.simulator/machine/state.json';
      const [version, bundle, ...state] = (await run(machine(), 'Ubuntu', node)).split('\n');
      assert.deepEqual([version, bundle], [process.version, '/.simulator/wsl.cjs']);
      assert.equal((JSON.parse(state.join('\n')) as { userlands: boolean }).userlands, true);
      const { code } = await machine().wsl('-d', 'Ubuntu', '-u', 'root', '-e', 'sh', '-c', 'echo >/.simulator/wsl.cjs');
      assert.equal(code, 2, 'read-only');
    });
  });

  for (const kind of ['bindfs', 'plain bind'] as const) {
    describe(`drives by ${kind}`, () => {
      const machine = useUserlands((state) => {
        for (const distro of state.distros) distro.plainDrives = kind === 'plain bind';
      });
      const drive = () => machine().prepared.drives['C']!;

      before(function () {
        if (kind === 'bindfs' && findBindfs() === undefined) this.skip();
      });

      it('shows the drives below /mnt, for the default user to write', async () => {
        writeFileSync(join(drive(), 'Users/dev/from-windows'), 'windows\n');
        const script = 'cat /mnt/c/Users/dev/from-windows; echo linux >/mnt/c/Users/dev/from-linux; ls /mnt';
        assert.equal(await run(machine(), 'Ubuntu', script), 'windows\nc\nd\nwsl\n');
        assert.equal(readFileSync(join(drive(), 'Users/dev/from-linux'), 'utf8'), 'linux\n');
      });

      it('is a mount of its own, as a drive is', async () => {
        const types = await run(machine(), 'Ubuntu', 'mountpoint -q /mnt/c && stat -f -c %T /mnt/c /home');
        assert.equal(types.split('\n')[0] === 'fuseblk', kind === 'bindfs', types);
      });

      if (kind === 'bindfs') {
        it('gives every file to the default user, whoever made it', async () => {
          mkdirSync(join(drive(), 'late'), { mode: 0o700 });
          assert.equal(await run(machine(), 'Ubuntu', 'stat -c "%U %a" /mnt/c/late; touch /mnt/c/late/x'), 'dev 777\n');
        });

        it('tells nobody inside of a change made beneath', async () => {
          // The watcher reports what it hears, and ends when the last file, made through the drive itself, is heard.
          const watcher = `const heard = [];
            require('node:fs').watch('/mnt/c/Users/dev', (_, name) => {
              if (name === 'end') { console.log(JSON.stringify([...new Set(heard)])); process.exit(); }
              heard.push(name);
            });
            console.log('watching');`;
          const child = machine().start('wsl', ['-d', 'Ubuntu', '-e', '/.simulator/node', '-e', watcher]);
          const result = ended(child);
          await new Promise((resolve) => child.stdout!.once('data', resolve));
          writeFileSync(join(drive(), 'Users/dev/beneath'), '');
          await run(machine(), 'Ubuntu', 'touch /mnt/c/Users/dev/through; touch /mnt/c/Users/dev/end');
          assert.equal((await result).stdout.toString(), 'watching\n["through"]\n');
        });
      }
    });
  }

  describe('processes', () => {
    const machine = useUserlands((state) => (state.running = []));
    const running = async (name: string) => (await machine().lines('-l', '-q', '--running')).includes(name);

    it('has none before something is run in a distro', () => assert.deepEqual(holders(machine()), []));

    it('shows only what runs in the distro', async () => {
      const outside = spawn('sleep', ['1234567']);
      try {
        const script = 'cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " "; echo; ls -d /proc/[0-9]* | wc -l; echo $$';
        const lines = (await run(machine(), 'Ubuntu', script)).split('\n');
        const [commands, count, own] = [lines[0]!, Number(lines[1]), Number(lines[2])];
        assert.ok(!commands.includes('1234567') && commands.startsWith('/bin/sh '), commands);
        assert.ok(!commands.includes(machine().folder), 'no path of the outside in a list of processes');
        assert.ok(count < 10 && own < 300, `${count} processes, own number ${own}`);
        assert.equal(await run(machine(), 'Debian', 'pgrep -f [U]buntu; pgrep -x node; true'), '');
      } finally {
        outside.kill('SIGKILL');
      }
    });

    it('keeps a daemon from one command to the next, and reaps it', async () => {
      const { stdout } = await machine().run('wsl', [
        '-d',
        'Ubuntu',
        '-e',
        'sh',
        '-c',
        'sleep 1000 >&- 2>&- & echo $!',
      ]);
      const pid = stdout.toString().trim();
      assert.equal(await run(machine(), 'Ubuntu', `cat /proc/${pid}/comm`), 'sleep\n');
      assert.equal(
        await run(machine(), 'Ubuntu', `kill ${pid}; while [ -e /proc/${pid} ]; do :; done; echo gone`),
        'gone\n',
      );
    });

    it('starts one userland when many commands come at once', async () => {
      await machine().wsl('-t', 'Fedora');
      const command = ['-d', 'Fedora', '--cd', '/', '-e', 'readlink', '/proc/self/ns/pid'];
      const answers = await Promise.all(Array.from({ length: 8 }, () => machine().wsl(...command)));
      assert.deepEqual([...new Set(answers.map(({ code, warnings }) => `${code} ${warnings}`))], ['0 ']);
      assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
      assert.equal(holders(machine()).filter(({ distro }) => distro === 'Fedora').length, 1);
    });

    for (const args of [['-t', 'Debian'], ['--shutdown'], ['--set-version', 'Debian', '1']]) {
      it(`ends everything in a distro with ${args[0]!}, and the next start is a new one`, async () => {
        await run(machine(), 'Debian', 'touch /run/of-this-start', '-u', 'root');
        const namespace = await run(machine(), 'Debian', 'readlink /proc/self/ns/pid');
        const lasting = ended(machine().start('wsl', ['-d', 'Debian', '-e', 'sh', '-c', 'setsid sleep 1000']));
        await machine().until(() => insideOf(namespace).some((pid) => commandOf(pid) === 'sleep 1000 '));
        assert.equal((await machine().wsl(...args)).code, 0);
        assert.deepEqual(insideOf(namespace), []);
        assert.equal((await lasting).code, 1);
        assert.equal(await running('Debian'), false);
        assert.equal(await run(machine(), 'Debian', 'ls /run/of-this-start 2>/dev/null || echo new'), 'new\n');
      });
    }

    it('starts a new one when the service knows nothing of the old one any more', async () => {
      await run(machine(), 'Ubuntu', 'touch /run/of-this-start', '-u', 'root');
      changeState(machine().folder, (state) => (state.running = []));
      assert.equal(await run(machine(), 'Ubuntu', 'ls /run/of-this-start 2>/dev/null || echo new'), 'new\n');
      assert.equal(holders(machine()).filter(({ distro }) => distro === 'Ubuntu').length, 1);
    });
  });

  describe('what is left', () => {
    it('is no mount outside at any time, and no process after stopMachine', async function () {
      if (!canHaveUserlands()) return this.skip();
      const machine = await TestMachine.make('healthy', (state) => delete state.docker, null, true);
      try {
        await Promise.all(['Ubuntu', 'Debian', 'Fedora'].map((name) => run(machine, name, 'true')));
        const own = readFileSync('/proc/self/mountinfo', 'utf8');
        assert.ok(processesWithMounts(machine).length >= 6);
        assert.equal(own.includes('/machine'), false);
        await stopMachine(machine.folder);
        await machine.until(() => processesWithMounts(machine).length === 0);
      } finally {
        await machine.remove();
      }
    });

    it('is nothing even when the client is killed while the distro starts', async function () {
      if (!canHaveUserlands()) return this.skip();
      const machine = await TestMachine.make('healthy', (state) => delete state.docker, null, true);
      try {
        const begun = () => holders(machine).length > 0; // It notes itself first of all.
        for (const milliseconds of [0, 10, 20, 40]) {
          const child = machine.start('wsl', ['-d', 'Debian', '--cd', '/', '-e', 'true']);
          const end = ended(child);
          await machine.until(begun);
          await wait(milliseconds);
          child.kill('SIGKILL');
          await end;
          await machine.wsl('-t', 'Debian');
          await machine.until(() => processesWithMounts(machine).length === 0);
        }
        assert.equal(await run(machine, 'Debian', 'echo well'), 'well\n');
        assert.equal(holders(machine).filter(({ distro }) => distro === 'Debian').length, 1);
        await stopMachine(machine.folder);
        await machine.until(() => processesWithMounts(machine).length === 0);
      } finally {
        await machine.remove();
      }
    });
  });

  describe('an engine of its own', () => {
    const machine = useUserlands((state) => (state.distros.find(({ name }) => name === 'Fedora')!.ownEngine = true));

    it('runs as dockerd and answers on its socket', async () => {
      assert.match(await run(machine(), 'Fedora', 'pgrep -x dockerd'), /^\d+\n$/);
      const ask = `const http = require('node:http');
        for (const path of ['/_ping', '/v1.47/version', '/nope']) {
          http.get({ socketPath: '/var/run/docker.sock', path }, (answer) => {
            let text = '';
            answer.on('data', (part) => (text += part));
            answer.on('end', () => console.log(path, answer.statusCode, text.trim()));
          });
        }`;
      const { text } = await machine().wsl('-d', 'Fedora', '--cd', '/', '-e', '/.simulator/node', '-e', ask);
      assert.match(text, /^\/_ping 200 OK$/m);
      assert.match(text, /^\/v1.47\/version 200 \{"Platform":\{"Name":"Docker Engine - Community"\}/m);
      assert.match(text, /^\/nope 404 \{"message":"page not found"\}$/m);
    });

    it('lets members of the group docker in, and has its program as a real file', async () => {
      const script = 'id -nG; test -w /var/run/docker.sock && echo may; stat -c "%F %G" /usr/bin/docker';
      assert.equal(await run(machine(), 'Fedora', script), 'dev docker\nmay\nregular file root\n');
      assert.equal(await run(machine(), 'Ubuntu', 'pgrep -x dockerd; ls /var/run/docker.sock 2>/dev/null; true'), '');
    });
  });
});

/** The processes of this host in the namespace of process ids that /proc/self/ns/pid named inside. */
function insideOf(namespace: string): string[] {
  const isInside = (pid: string) => {
    try {
      return readlinkSync(`/proc/${pid}/ns/pid`) === namespace.trim();
    } catch {
      return false; // It ended in this moment.
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isInside(name));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
