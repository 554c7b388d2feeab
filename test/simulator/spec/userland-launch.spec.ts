import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { changeState, runningProcesses } from '../prepare';
import { useUserlands } from './userlands';

describe('simulator: running something in a real userland', () => {
  const machine = useUserlands((state) => {
    const named = (name: string) => state.distros.find((distro) => distro.name === name)!;
    named('Fedora').programs = { sh: 'missing', dash: 'missing' };
    named('Debian').programs = { uname: 'hangs' };
  });
  const root = (name = 'Ubuntu') => join(machine().folder, 'distros', name);
  const ask = async (...args: string[]) => (await machine().wsl('-d', 'Ubuntu', ...args)).text;

  it('passes the exit status, and the raw wait status of a signal', async () => {
    for (const [script, status] of [
      ['exit 3', 3],
      ['exit 127', 127],
      ['kill -KILL $$', 9],
      ['kill -TERM $$', 15],
    ] as const) {
      assert.equal((await machine().wsl('-d', 'Ubuntu', '-e', 'sh', '-c', script)).code, status, script);
    }
    assert.match(
      await ask('-e', 'sh', '-c', 'echo before; exit 67'),
      /^before\n.*\r\nError code: Wsl\/WSL_E_USER_NOT_FOUND\r\n$/s,
    );
  });

  it('passes arguments and bytes unchanged', async () => {
    const awkward = ['', 'a b', 'say "hi"', 'C:\\dir\\', '$HOME', '`x`', "it's", '--help', '-c'];
    assert.equal(
      await ask('--cd', '/', '-e', 'printf', '<%s>', ...awkward),
      awkward.map((each) => `<${each}>`).join(''),
    );
    const { stdout } = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'cat'], { stdin: 'ü\n\0日本' });
    assert.equal(stdout.toString(), 'ü\n\0日本');
  });

  it('answers what cannot be started with status 1 and one raw line on stderr', async () => {
    const script =
      'printf "#!/no/such/interpreter\\n" >/home/dev/broken; chmod 755 /home/dev/broken; ln -s no /home/dev/to';
    assert.equal((await machine().wsl('-d', 'Ubuntu', '--cd', '~', '-e', 'sh', '-c', script)).code, 0);
    for (const program of ['no-such-program', '/home/dev', '/home/dev/broken', './to', '/etc/passwd']) {
      const { code, stdout, stderr } = await machine().run('wsl', ['-d', 'Ubuntu', '--cd', '~', '-e', program]);
      assert.deepEqual([code, stdout.length], [1, 0], program);
      const line = `ERROR: CreateProcessCommon:798: execvpe(${program}) failed: No such file or directory\n`;
      assert.match(stderr.toString(), /^<3>WSL \(\d+ - Relay\) /);
      assert.ok(stderr.toString().endsWith(line), stderr.toString());
    }
  });

  it('runs as the default user or the one of -u, with the groups of the distro', async () => {
    appendFileSync(join(root(), 'etc/group'), 'docker:x:998:dev\n');
    const script = 'echo "$(id -un) $(id -u) $(id -gn) $(id -nG) $HOME $USER"';
    assert.equal(await ask('--cd', '/', '-e', 'sh', '-c', script), 'dev 1000 dev dev docker /home/dev dev\n');
    assert.equal(await ask('-u', 'root', '--cd', '/', '-e', 'sh', '-c', script), 'root 0 root root /root root\n');
    assert.match(await ask('-u', 'nobody-here', '-e', 'true'), / Wsl\/WSL_E_USER_NOT_FOUND\r\n$/);
    const { code, warnings } = await machine().wsl('-d', 'Ubuntu', '--cd', '/', '-e', 'sh', '-c', 'echo x >/etc/no');
    assert.deepEqual([code, /Permission denied/.test(warnings)], [2, true]);
  });

  it('starts in the folder --cd names, by its name in the distro', async () => {
    mkdirSync(join(root(), 'home/dev/src'), { recursive: true });
    const folders: [string, string][] = [
      ['~', '/home/dev'],
      ['~/src', '/home/dev/src'],
      ['/usr/bin', '/usr/bin'],
      ['/mnt/wsl', '/mnt/wsl'],
      ['/var/run', '/run'],
      ['/mnt/c/Users/dev', '/mnt/c/Users/dev'],
      ['C:\\Program Files', '/mnt/c/Program Files'],
      ['c:/', '/mnt/c'],
    ];
    for (const [wanted, expected] of folders) {
      const { text, warnings } = await machine().wsl('-d', 'Ubuntu', '--cd', wanted, '-e', 'pwd');
      assert.deepEqual([text, warnings], [`${expected}\n`, ''], wanted);
    }
  });

  it('warns and starts at home where a folder is missing, even if the outside has it', async () => {
    symlinkSync(machine().folder, join(root(), 'home/dev/outside'));
    for (const wanted of ['/nowhere', '~/outside', machine().folder, '/etc/passwd']) {
      const { text, warnings } = await machine().wsl('-d', 'Ubuntu', '--cd', wanted, '-e', 'pwd');
      assert.equal(text, '/home/dev\n', wanted);
      assert.match(warnings, /^wsl: .+\r\n$/);
    }
  });

  it('translates its own folder, on a drive or in the distro', async () => {
    const places: [string, string][] = [
      [join(machine().prepared.drives['C']!, 'Users/dev'), '/mnt/c/Users/dev'],
      [join(root(), 'home/dev/api'), '/home/dev/api'],
      [root(), '/'],
    ];
    for (const [cwd, expected] of places) {
      const { stdout, stderr } = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'pwd'], { cwd });
      assert.deepEqual([stdout.toString(), stderr.length], [`${expected}\n`, 0]);
    }
  });

  it('sets the environment, and the folders of Windows behind the search path', async () => {
    const env = { A: '1', B: '2', WSLENV: 'A/u:B/w' };
    const { stdout } = await machine().run('wsl', ['-d', 'Ubuntu', '--cd', '/', '-e', 'env'], { env });
    const lines = stdout.toString().split('\n');
    for (const line of ['A=1', 'WSL_DISTRO_NAME=Ubuntu', 'HOME=/home/dev']) assert.ok(lines.includes(line), line);
    assert.equal(lines.includes('B=2'), false);
    const path = lines.find((line) => line.startsWith('PATH='))!;
    assert.match(path, /^PATH=\/usr\/local\/sbin:.*:\/bin:\/mnt\/c\/Windows\/system32:\/mnt\/c\/Windows$/);
    assert.ok(!stdout.toString().includes(machine().folder), 'nothing names the outside');
    changeState(machine().folder, (state) => state.distros.forEach((distro) => (distro.flags &= ~2)));
    assert.doesNotMatch(await ask('--cd', '/', '-e', 'sh', '-c', 'echo $PATH'), /mnt/);
  });

  it('gives the raw rest to a shell without -e, and reads commands from a pipe', async () => {
    assert.equal(await ask('--cd', '/', 'echo', 'a  b', '$WSL_DISTRO_NAME'), 'a  b Ubuntu\n');
    const { code, stdout } = await machine().run('wsl', ['-d', 'Ubuntu'], { stdin: 'id -un; exit 4\n' });
    assert.deepEqual([code, stdout.toString()], [4, 'dev\n']);
  });

  it('shows a prompt on a terminal', function () {
    if (spawnSync('script', ['--version']).error) return this.skip();
    const { stdout } = spawnSync('script', ['-qec', '"$PROGRAM" "~" -d Ubuntu', '/dev/null'], {
      env: { ...process.env, PROGRAM: join(machine().folder, 'bin/wsl') },
      input: 'cd api\ncd /mnt/c\nexit 0\n',
    });
    for (const prompt of ['dev@Ubuntu:~$ ', 'dev@Ubuntu:~/api$ ', 'dev@Ubuntu:/mnt/c$ ']) {
      assert.ok(stdout.includes(prompt), stdout.toString());
    }
  });

  it('leaves a command alone when wsl is killed, as one that hangs, and ends it with the distro', async () => {
    const child = machine().start('wsl', ['-d', 'Debian', '--cd', '/', '-e', 'uname', '-a']);
    const linux = () => runningProcesses(machine().folder).filter(({ role }) => role === 'linux');
    await machine().until(() => linux().length === 1);
    assert.equal(child.exitCode, null);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));
    assert.deepEqual(
      linux().map(({ distro }) => distro),
      ['Debian'],
    );
    const { code } = await machine().wsl(
      '-d',
      'Debian',
      '--cd',
      '/',
      '-e',
      'timeout',
      '0.2',
      'sh',
      '-c',
      'uname; echo late',
    );
    assert.equal(code, 124, 'what a script calls hangs as well');
    await machine().wsl('-t', 'Debian');
    assert.deepEqual(linux(), []);
    assert.equal((await machine().wsl('-d', 'Ubuntu', '--cd', '/', '-e', 'uname')).text, 'Linux\n');
  });

  it('plays a distro without a shell', async () => {
    for (const args of [['-e', 'sh', '-c', 'true'], ['true'], []]) {
      const { code, warnings } = await machine().wsl('-d', 'Fedora', '--cd', '/', ...args);
      assert.deepEqual([code, /execvpe\((?:\/bin\/)?sh\) failed/.test(warnings)], [1, true], args.join(' '));
    }
    assert.equal((await machine().wsl('-d', 'Fedora', '--cd', '/', '-e', 'echo', 'well')).text, 'well\n');
  });
});
