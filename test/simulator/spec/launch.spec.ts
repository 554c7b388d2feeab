import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { changeState, runningProcesses } from '../prepare';
import { ended, useMachine } from './machine';

describe('simulator: running something in a distro', () => {
  const machine = useMachine('healthy');
  const root = (name = 'Ubuntu') => join(machine().folder, 'distros', name);
  const guidOf = (name: string) => machine().state.distros.find((distro) => distro.name === name)!.guid;
  const stop = (name: string) => machine().wsl('-t', name);
  const runs = async (name: string) => (await machine().lines('-l', '-q', '--running')).includes(name);

  it('makes a stopped distro Running, and it stays so', async () => {
    for (const address of [
      ['-d', 'Debian'],
      ['--distribution', 'debian'],
      ['--distribution-id', guidOf('Debian')],
      [guidOf('Debian')],
    ]) {
      await stop('Debian');
      assert.equal(await runs('Debian'), false);
      const { code, text } = await machine().wsl(...address, '-e', 'printf', '%s', 'hello');
      assert.deepEqual([code, text], [0, 'hello'], address.join(' '));
      assert.equal(await runs('Debian'), true);
    }
  });

  it('takes the default distro when none is named', async () => {
    const { text } = await machine().wsl('-e', 'sh', '-c', 'echo "$WSL_DISTRO_NAME"');
    assert.equal(text, 'Ubuntu\n');
  });

  it('hands arguments to -e as they are, through Windows quoting and back', async () => {
    const awkward = ['', 'a b', 'say "hi"', 'C:\\dir\\', '$HOME', '`x`', "it's", 'x\\"y z\\\\'];
    const { text } = await machine().wsl('-d', 'Ubuntu', '--exec', 'printf', '<%s>', ...awkward);
    assert.equal(text, awkward.map((argument) => `<${argument}>`).join(''));
  });

  it('gives the raw rest to a shell without -e: quotes and dollars are live there', async () => {
    for (const separator of [[], ['--']]) {
      const { text } = await machine().wsl('-d', 'Ubuntu', ...separator, 'echo', 'a  b', '$WSL_DISTRO_NAME', "'$X'");
      assert.equal(text, 'a  b Ubuntu $X\n');
    }
  });

  it('passes bytes both ways unchanged, with LF, whatever WSL_UTF8 says', async () => {
    const { stdout } = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'cat'], { stdin: 'ü\n\0日本' });
    assert.equal(stdout.toString(), 'ü\n\0日本');
  });

  it('passes the exit status, and the raw wait status of a signal', async () => {
    for (const [script, status] of [
      ['exit 3', 3],
      ['exit 127', 127],
      ['kill -KILL $$', 9],
      ['kill -TERM $$', 15],
    ] as const) {
      assert.equal((await machine().wsl('-d', 'Ubuntu', '-e', 'sh', '-c', script)).code, status, script);
    }
  });

  it('takes 67 and 87 for failures of its own, behind the output', async () => {
    for (const [status, name] of [
      [67, 'WSL_E_USER_NOT_FOUND'],
      [87, 'WSL_E_TTY_LIMIT'],
    ] as const) {
      const { code, text } = await machine().wsl('-d', 'Ubuntu', '-e', 'sh', '-c', `echo before; exit ${status}`);
      assert.equal(code, 255);
      assert.match(text, new RegExp(`^before\n.*\r\nError code: Wsl/${name}\r\n$`));
    }
  });

  it('answers a missing program with status 1 and one raw line on stderr', async () => {
    const { code, stdout, stderr } = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'no-such-program']);
    assert.deepEqual([code, stdout.length], [1, 0]);
    const line =
      /^<3>WSL \(\d+ - Relay\) ERROR: CreateProcessCommon:\d+: execvpe\(no-such-program\) failed: No such file or directory\n$/;
    assert.match(stderr.toString(), line);
  });

  it('wants something behind -e', async () => {
    assert.match((await machine().wsl('-d', 'Ubuntu', '-e')).text, / Wsl\/E_INVALIDARG\r\n$/);
  });

  it('starts in the folder --cd names', async () => {
    mkdirSync(join(root(), 'home/dev/src'), { recursive: true });
    const drive = machine().prepared.drives['C']!;
    const folders: [string, string][] = [
      ['~', join(root(), 'home/dev')],
      ['~/src', join(root(), 'home/dev/src')],
      ['/etc', join(root(), 'etc')],
      ['/mnt/c/Users/dev', join(drive, 'Users/dev')],
      ['C:\\Program Files', join(drive, 'Program Files')],
      ['c:/Users/dev', join(drive, 'Users/dev')],
    ];
    for (const [wanted, expected] of folders) {
      const { text, warnings } = await machine().wsl('-d', 'Ubuntu', '--cd', wanted, '-e', 'pwd');
      assert.deepEqual([text, warnings], [`${expected}\n`, ''], wanted);
    }
    assert.equal((await machine().wsl('~', '-d', 'Ubuntu', '-e', 'pwd')).text, `${root()}/home/dev\n`);
  });

  it('fails before it starts anything when --cd names no Windows folder', async () => {
    const codes: [string, string][] = [
      ['C:\\nowhere', 'ERROR_FILE_NOT_FOUND'],
      ['C:\\nowhere\\deeper', 'ERROR_PATH_NOT_FOUND'],
      ['relative', 'E_INVALIDARG'],
    ];
    await stop('Debian');
    for (const [folder, code] of codes) {
      const { text } = await machine().wsl('-d', 'Debian', '--cd', folder, '-e', 'true');
      assert.match(text, new RegExp(` Wsl/${code}\r\n$`));
    }
    assert.equal(await runs('Debian'), false);
  });

  it('translates its own folder, or warns and starts at home', async () => {
    const cwd = join(machine().prepared.drives['C']!, 'Users/dev');
    const inside = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'pwd'], { cwd });
    assert.deepEqual([inside.stdout.toString(), inside.stderr.length], [`${cwd}\n`, 0]);
    const outside = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'pwd'], { cwd: '/' });
    assert.equal(outside.stdout.toString(), `${root()}/home/dev\n`);
    assert.match(outside.stderr.toString('utf16le'), /^wsl: .+\r\n$/);
    const env = { WSL_DISABLE_WARNINGS: '1' };
    const silent = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'pwd'], { cwd: '/', env });
    assert.equal(silent.stderr.length, 0);
  });

  it('runs as the default user or the one of -u, and knows who exists', async () => {
    const user = async (...args: string[]) =>
      (await machine().wsl('-d', 'Ubuntu', ...args, '-e', 'sh', '-c', 'echo $USER')).text;
    assert.equal(await user(), 'dev\n');
    assert.equal(await user('-u', 'root'), 'root\n');
    assert.match(await user('--user', 'nobody-here'), / Wsl\/WSL_E_USER_NOT_FOUND\r\n$/);
  });

  it('lets only variables named in WSLENV through', async () => {
    const env = { A: '1', B: '2', C: '3', WSLENV: 'A:B/u:C/w' };
    const script = 'echo "$A,$B,$C,$WSL_UTF8"';
    const { stdout } = await machine().run('wsl', ['-d', 'Ubuntu', '-e', 'sh', '-c', script], { env });
    assert.equal(stdout.toString(), '1,2,,\n');
  });

  it('refuses a second distro, a bad id, an unknown id and an unknown option', async () => {
    const twice = await machine().wsl('-d', 'Ubuntu', '-d', 'Debian');
    const after = await machine().wsl(guidOf('Ubuntu'), '-d', 'Debian');
    assert.deepEqual([twice.code, after.code, /Wsl\//.test(twice.text + after.text)], [255, 255, false]);
    assert.match((await machine().wsl('--distribution-id', '{nonsense}')).text, / Wsl\/E_INVALIDARG\r\n$/);
    const unknown = await machine().wsl('--distribution-id', '{00000000-0000-4000-8000-000000000000}', '-e', 'true');
    assert.match(unknown.text, / Wsl\/Service\/CreateInstance\/ReadDistroConfig\/WSL_E_DISTRO_NOT_FOUND\r\n$/);
    assert.equal((await machine().wsl('-d', 'Ubuntu', '--nonsense')).code, 255);
  });

  it('refuses a distro that is converted or exported', async () => {
    await stop('Debian');
    changeState(machine().folder, (state) => (state.locks = { [guidOf('Debian')]: 'Converting' }));
    const { text } = await machine().wsl('-d', 'Debian', '-e', 'true');
    assert.match(text, / Wsl\/Service\/CreateInstance\/E_ILLEGAL_STATE_CHANGE\r\n$/);
    changeState(machine().folder, (state) => (state.locks = {}));
  });

  it('warns about .wslconfig only in the process that brings the virtual machine up', async () => {
    changeState(machine().folder, (state) => (state.startWarnings = ['first', 'second']));
    await machine().wsl('--shutdown');
    assert.equal(
      (await machine().wsl('-d', 'Legacy-18.04', '-e', 'true')).warnings,
      '',
      'WSL 1 needs no virtual machine',
    );
    assert.equal((await machine().wsl('-d', 'Debian', '-e', 'true')).warnings, 'wsl: first\r\nwsl: second\r\n');
    assert.equal((await machine().wsl('-d', 'Ubuntu', '-e', 'true')).warnings, '');
    changeState(machine().folder, (state) => (state.startWarnings = []));
  });

  it('leaves the Linux side alone when wsl is killed, and ends it on --terminate', async () => {
    const child = machine().start('wsl', ['-d', 'Fedora', '-e', 'sleep', '1000']);
    await machine().until(() => runningProcesses(machine().folder).some(({ role }) => role === 'linux'));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));
    const [left, ...more] = runningProcesses(machine().folder);
    assert.deepEqual([left?.role, left?.distro, more.length], ['linux', 'Fedora', 0]);
    await stop('Fedora');
    await machine().until(() => runningProcesses(machine().folder).length === 0);
  });

  it('ends with 1 when the distro goes away under it', async () => {
    for (const args of [['-t', 'Fedora'], ['--shutdown']]) {
      const result = ended(machine().start('wsl', ['-d', 'Fedora', '-e', 'sleep', '1000']));
      await machine().until(() => runningProcesses(machine().folder).length === 1);
      assert.equal((await machine().wsl(...args)).code, 0);
      assert.equal((await result).code, 1, args.join(' '));
    }
  });

  it('stops what is idle only where the state gives idle times: the distro, and later the virtual machine', async () => {
    await machine().wsl('--shutdown');
    await machine().wsl('-d', 'Debian', '-e', 'true');
    assert.equal(await runs('Debian'), true);
    changeState(machine().folder, (state) => (state.idle = { distro: 300, vm: 300 }));
    const child = machine().start('wsl', ['-d', 'Fedora', '-e', 'sleep', '1000']);
    await machine().until(() => runningProcesses(machine().folder).length === 1);
    await machine().wsl('-d', 'Ubuntu', '-e', 'true');
    const { lastUse } = machine().state;
    assert.equal(machine().state.running.length, 3);
    const until = (time: number) => machine().until(() => Date.now() > time);
    await until(lastUse[guidOf('Ubuntu')]! + 300);
    // Debian was not used since the times count; Fedora has a client.
    assert.deepEqual([await runs('Ubuntu'), await runs('Debian'), await runs('Fedora')], [false, true, true]);
    await stop('Fedora');
    await stop('Debian');
    assert.equal(machine().state.vmUp, true);
    child.kill();
    await until(Math.max(...Object.values(machine().state.lastUse)) + 600);
    await machine().wsl('-l', '-q');
    assert.equal(machine().state.vmUp, false);
    changeState(machine().folder, (state) => delete state.idle);
  });

  it('keeps a distro with services alive, or does not, as the state has it', async () => {
    for (const keptByServices of [[], [guidOf('Debian')]]) {
      await machine().wsl('--shutdown');
      changeState(machine().folder, (state) => (state.idle = { distro: 50, vm: 60_000, keptByServices }));
      await machine().wsl('-d', 'Debian', '-e', 'true');
      const lastUse = machine().state.lastUse[guidOf('Debian')]!;
      await machine().until(() => Date.now() > lastUse + 50);
      assert.equal(await runs('Debian'), keptByServices.length > 0);
    }
    changeState(machine().folder, (state) => delete state.idle);
  });

  it('reads commands from a pipe when there is no command', async () => {
    const { code, stdout } = await machine().run('wsl', ['-d', 'Ubuntu'], { stdin: 'echo "$USER"; exit 4\n' });
    assert.deepEqual([code, stdout.toString()], [4, 'dev\n']);
  });

  it('shows a prompt on a terminal', function () {
    if (spawnSync('script', ['--version']).error) return this.skip();
    const { stdout } = spawnSync('script', ['-qec', '"$PROGRAM" "~" -d Ubuntu', '/dev/null'], {
      env: { ...process.env, PROGRAM: join(machine().folder, 'bin/wsl') },
      input: 'cd api\ncd "$SIMULATED_ROOT/mnt"\nexit 0\n',
    });
    const text = stdout.toString();
    assert.ok(text.includes('dev@Ubuntu:~$ '), text);
    assert.ok(text.includes('dev@Ubuntu:~/api$ '), text);
    assert.ok(text.includes('dev@Ubuntu:/mnt$ '), text);
  });
});
