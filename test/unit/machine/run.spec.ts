import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isMinusOne, type Command, type Output, type Ran } from '../../../src/machine/command';
import { silentLog, type Log } from '../../../src/machine/log';
import { runProcess } from '../../../src/machine/run';
import { isRunning, notedPids } from './processes';
import { endOf, startScript } from './scripts';
import { KeptLog, until, useFolder } from './temporary';

// Before the folder goes: a test that fails must not leave its processes to anybody.
afterEach(() => {
  for (const pid of notedPids(folder()).filter(isRunning)) process.kill(pid, 'SIGKILL');
});
const folder = useFolder();

interface Options {
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly log?: Log;
  readonly env?: Record<string, string>;
}

function run(path: string, args: readonly string[], options: Options = {}): Promise<Ran<Output>> {
  const { timeout = 20_000, signal, log = silentLog, env } = options;
  const command: Command<Output> = { program: 'wsl', args, parse: (output) => output, ...(env ? { env } : {}) };
  return runProcess(
    command,
    { path, neutralFolder: folder(), log, crossesToWindows: false },
    { timeout, ...(signal ? { signal } : {}) },
  );
}

/** Runs a shell script; `$PIDS` is a folder in which `note` leaves a file named by a process. */
function sh(script: string, options: Options = {}): Promise<Ran<Output>> {
  return run('/bin/sh', ['-c', `note() { : > "$PIDS/$1"; }\nnote $$\n${script}`], {
    ...options,
    env: { ...options.env, PIDS: folder() },
  });
}

async function done(ran: Promise<Ran<Output>>): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const result = await ran;
  assert.ok(result.outcome === 'done', JSON.stringify(result));
  const { exitCode, stdout, stderr } = result.value;
  return { exitCode, stdout: Buffer.from(stdout).toString(), stderr: Buffer.from(stderr).toString() };
}

async function failure(ran: Promise<Ran<Output>>) {
  const result = await ran;
  assert.ok(result.outcome === 'failed', JSON.stringify(result));
  return result.failure;
}

/** Checks that everything that was noted has ended, and that there were so many. */
async function allEnded(count: number): Promise<void> {
  const pids = notedPids(folder());
  assert.equal(pids.length, count);
  // A killed process whose parent is gone is buried by the system a moment later.
  await until(() => !pids.some(isRunning));
}

// A child, its child, and one that ignores every signal it can; each notes itself.
const tree = `
sh -c ': > "$PIDS/$$"; sleep 600 & : > "$PIDS/$!"; wait' &
sh -c 'trap "" TERM INT HUP; : > "$PIDS/$$"; sleep 600' &
`;

describe('running a program', function () {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('gives exit code and both streams as bytes', async () => {
    const result = await run('/bin/sh', ['-c', 'printf "\\377\\0a"; printf b >&2; exit 7']);
    assert.ok(result.outcome === 'done');
    assert.deepEqual([...result.value.stdout], [0xff, 0, 0x61]);
    assert.deepEqual([...result.value.stderr], [0x62]);
    assert.equal(result.value.exitCode, 7);
  });

  it('gives odd exit codes as they come, and knows -1 in all its forms', async () => {
    assert.equal((await done(sh('exit 255'))).exitCode, 255);
    assert.equal((await done(sh('kill -9 $$'))).exitCode, 137);
    assert.deepEqual([-1, 255, 0xffff_ffff, 0, 1, 254].map(isMinusOne), [true, true, true, false, false, false]);
  });

  it('passes arguments untouched', async () => {
    const script = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
    const echo = async (args: string[]): Promise<unknown> =>
      JSON.parse((await done(run(process.execPath, ['-e', script, '--', ...args]))).stdout);
    const odd = [
      '',
      ' ',
      'a b',
      '"',
      "'",
      '$HOME',
      '`id`',
      '$(id)',
      'a\nb',
      '\\',
      '開発環境',
      '*',
      '-x',
      '%PATH%',
      '&',
    ];
    assert.deepEqual(await echo(odd), odd);
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 6 }), async (args) => {
        assert.deepEqual(await echo(args), args);
      }),
      { numRuns: 10 },
    );
  });

  it('adds to the environment, and starts in the neutral folder with nothing to read', async () => {
    const script = 'printf "%s|%s|" "$EXTRA" "${PATH:+kept}"; pwd; cat';
    const { stdout } = await done(run('/bin/sh', ['-c', script], { env: { EXTRA: 'a b' } }));
    assert.equal(stdout, `a b|kept|${folder()}\n`);
  });

  it('fails where the program is missing, is a folder, or may not be started', async () => {
    mkdirSync(join(folder(), 'folder'));
    writeFileSync(join(folder(), 'text'), 'no program');
    chmodSync(join(folder(), 'text'), 0o644);
    writeFileSync(join(folder(), 'broken'), '#!/no/such/shell\n');
    chmodSync(join(folder(), 'broken'), 0o755);
    for (const name of ['absent', 'folder', 'text', 'broken']) {
      const told = await failure(run(join(folder(), name), ['-l']));
      assert.ok(told.kind === 'startFailed', name);
      assert.equal(told.program, 'wsl');
      assert.match(told.reason, /ENOENT|EACCES/);
      assert.ok(told.command.includes(name) && told.command.endsWith('-l'));
    }
  });

  it('hands on what the parser throws', async () => {
    const parse = (): never => {
      throw new Error('parser');
    };
    const launcher = { path: '/bin/true', neutralFolder: '/', log: silentLog, crossesToWindows: false };
    await assert.rejects(runProcess({ program: 'wsl', args: [], parse }, launcher, { timeout: 5000 }), /parser/);
  });
});

describe('ending a program early', function () {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('after its time: nothing of the tree is left', async () => {
    const started = Date.now();
    const told = await failure(sh(`${tree}wait`, { timeout: 500 }));
    assert.ok(told.kind === 'timeout' && told.seconds === 0.5 && told.command.startsWith('/bin/sh -c '));
    assert.ok(Date.now() - started < 5000);
    await allEnded(4);
  });

  it('when cancelled: nothing of the tree is left', async () => {
    const cancel = new AbortController();
    const ran = sh(`${tree}wait`, { signal: cancel.signal });
    await until(() => notedPids(folder()).length === 4);
    cancel.abort();
    assert.deepEqual(await ran, { outcome: 'cancelled' });
    await allEnded(4);
  });

  it('is not begun when it was cancelled before', async () => {
    assert.deepEqual(await sh('', { signal: AbortSignal.abort() }), { outcome: 'cancelled' });
    assert.deepEqual(notedPids(folder()), []);
  });

  for (const stream of [1, 2]) {
    it(`when it floods stream ${stream}: bounded output, nothing left`, async () => {
      const told = await failure(sh(`trap '' TERM PIPE\n${tree}yes >&${stream}\nwait`));
      assert.deepEqual([told.kind, 'bytes' in told && told.bytes], ['outputTooLarge', 8 * 1024 * 1024]);
      await until(() => !notedPids(folder()).some(isRunning));
    });
  }

  it('does not wait for a child that keeps the pipes open, and ends it', async () => {
    const started = Date.now();
    const { exitCode, stdout } = await done(sh('sleep 600 & note $!; echo all of it; exit 3'));
    assert.deepEqual([exitCode, stdout], [3, 'all of it\n']);
    assert.ok(Date.now() - started < 10_000);
    await allEnded(2);
  });

  it('takes bounded time even where a process has left the tree with the pipes', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const { writeFileSync } = require('node:fs');
      const far = spawn('sleep', ['600'], { detached: true, stdio: 'inherit' });
      writeFileSync(process.env.PIDS + '/' + far.pid, '');
      setTimeout(() => {}, 600000);`;
    const ran = run(process.execPath, ['-e', script], { timeout: 1500, env: { PIDS: folder() } });
    const started = Date.now();
    const told = await failure(ran);
    for (const pid of notedPids(folder())) process.kill(pid, 'SIGKILL');
    assert.equal(told.kind, 'timeout');
    assert.ok(Date.now() - started < 10_000);
    await allEnded(1);
  });

  it('takes bounded time even where nothing ends the process', async function () {
    this.timeout(20_000);
    const kill = process.kill.bind(process);
    // As one that hangs in a driver of Windows.
    process.kill = (pid, signal) => pid < 0 || kill(pid, signal);
    const started = performance.now();
    try {
      assert.equal((await failure(sh('exec sleep 600', { timeout: 100 }))).kind, 'timeout');
    } finally {
      process.kill = kill;
    }
    assert.ok(performance.now() - started < 15_000);
  });

  it('with this process: a run that is under way ends with whoever asked for it', async () => {
    const owner = startScript(
      folder(),
      `import { runProcess } from from('run');
       import { readdirSync } from 'node:fs';
       const pids = process.argv[2];
       const log = { info() {}, warn() {} };
       const command = { program: 'wsl', args: ['-c', ': > "$PIDS/$$"; sleep 600'], env: { PIDS: pids }, parse: () => 0 };
       const launcher = { path: '/bin/sh', neutralFolder: '/', log, crossesToWindows: false };
       for (let n = 0; n < 12; n += 1) void runProcess(command, launcher, { timeout: 60000 });
       setInterval(() => {
         if (readdirSync(pids).filter((name) => /^\\d+$/.test(name)).length === 12) process.exit(0);
       }, 10);`,
      [folder()],
    );
    assert.equal(await endOf(owner), '', 'twelve runs at once are no leak');
    await allEnded(12);
  });
});

describe('the log of a run', () => {
  it('has one line for each, with outcome and duration', async () => {
    const log = new KeptLog();
    await run('/bin/sh', ['-c', 'exit 3'], { log });
    await sh('sleep 600', { log, timeout: 100 });
    await run('/bin/sh', ['-c', 'sleep 600'], { log, signal: AbortSignal.timeout(50) });
    await run('/no/such', [], { log });
    assert.equal(log.lines.length, 4);
    assert.match(log.lines[0]!, /^\/bin\/sh -c "exit 3" -> exit 3, 0 \+ 0 bytes, \d+ ms$/);
    assert.match(log.lines[1]!, / -> timed out, \d+ ms$/);
    assert.match(log.lines[2]!, / -> cancelled, \d+ ms$/);
    assert.match(log.lines[3]!, /^\/no\/such -> did not run: .*ENOENT.*, \d+ ms$/);
  });

  it('cannot be forged by an argument', async () => {
    const log = new KeptLog();
    const ends = ['\n', '\r', '\u2028', '\u2029', '\u0085', '\u000b', '\u001b[2K', '\u202e'];
    for (const end of ends) await run('/bin/true', [`x${end}/bin/wsl -> exit 0, 0 ms`], { log });
    for (const line of log.lines) assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
    assert.equal(log.lines.length, ends.length);
  });

  it('shows where one argument ends and the next begins', async () => {
    const log = new KeptLog();
    await run('/bin/true', ['a b', 'c', '', '"'], { log });
    assert.match(log.lines[0]!, /^\/bin\/true "a b" c "" "\\"" -> /);
  });
});

describe('what the tests of runs rely on', () => {
  it('tells a running process from one that has ended', function () {
    if (process.platform !== 'linux') this.skip();
    assert.equal(isRunning(process.pid), true);
    assert.match(readFileSync(`/proc/${process.pid}/stat`, 'utf8'), /^\d+ \(.*\) [RSD]/s);
  });
});
