import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Command, Output, Ran } from '../../../src/machine/command';
import { decodeText } from '../../../src/machine/decode';
import { silentLog } from '../../../src/machine/log';
import { runProcess } from '../../../src/machine/run';
import { hostileNames } from '../harness/machines';
import { ownProgram, underWine, useFolder, windowsFolder } from './place';

interface Options {
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly env?: Record<string, string>;
  readonly withoutEnv?: string[];
}

function run(path: string, args: readonly string[], options: Options = {}): Promise<Ran<Output>> {
  const { timeout = 20_000, signal, env, withoutEnv } = options;
  const command: Command<Output> = {
    program: 'wsl',
    args,
    parse: (output) => output,
    ...(env && { env }),
    ...(withoutEnv && { withoutEnv }),
  };
  const launcher = { path, neutralFolder: 'C:\\windows', log: silentLog, crossesToWindows: false };
  return runProcess(command, launcher, { timeout, ...(signal && { signal }) });
}

async function outputOf(ran: Promise<Ran<Output>>): Promise<Output> {
  const result = await ran;
  assert.ok(result.outcome === 'done', JSON.stringify(result));
  return result.value;
}

interface Echo {
  readonly args: string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
}

async function echo(args: readonly string[], options: Options = {}): Promise<Echo> {
  const { stdout } = await outputOf(run(ownProgram('echo'), args, options));
  return JSON.parse(Buffer.from(stdout).toString()) as Echo;
}

describe('a program of Windows', () => {
  it('gets every argument as it is, whatever a shell or its own quotes would make of it', async () => {
    const arguments_ = [
      ...hostileNames,
      '',
      ' ',
      '\t',
      '%PATH%',
      '^&|<>()!',
      'tail\\',
      'a tail\\',
      'C:\\Program Files\\',
      '\\\\server\\a share\\',
      '"',
      '\\"',
      'a\\\\"b',
      "it's",
      '*.yaml',
      '\u{1f433} é',
      '-d',
      '/s',
    ];
    assert.deepEqual((await echo(arguments_)).args, arguments_);
  });

  it('gets any argument as it is', async () => {
    const piece = fc.constantFrom('"', '\\', ' ', 'a', '$', '%', '^', '日', '\t', "'", '`');
    const argument = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const calls = fc.sample(fc.array(argument, { minLength: 30, maxLength: 60 }), { numRuns: 3, seed: 7 });
    for (const args of calls) assert.deepEqual((await echo(args)).args, args);
  });

  it('gets a command line of nearly all that Windows allows', async () => {
    const long = 'x'.repeat(32_000);
    assert.deepEqual((await echo([long])).args, [long]);
  });

  it('starts in the folder it is given, without what the editor put into the environment', async () => {
    process.env['ELECTRON_RUN_AS_NODE'] = '1';
    try {
      const { cwd, env } = await echo([]);
      assert.equal(cwd.toLowerCase(), 'c:\\windows');
      assert.equal(env['ELECTRON_RUN_AS_NODE'], undefined);
      assert.ok(env['SystemRoot'] ?? env['SYSTEMROOT']);
    } finally {
      delete process.env['ELECTRON_RUN_AS_NODE'];
    }
  });

  it('has the variables of the call and lacks those it shall not have, however their names were spelled', async () => {
    process.env['Wsl_Utf8'] = '0';
    process.env['Docker_Host'] = 'tcp://production:2376';
    try {
      const { env } = await echo([], { env: { WSL_UTF8: '1' }, withoutEnv: ['DOCKER_HOST'] });
      const named = Object.entries(env).filter(([name]) => /^(?:wsl_utf8|docker_host)$/i.test(name));
      assert.deepEqual(named, [['WSL_UTF8', '1']]);
    } finally {
      delete process.env['Wsl_Utf8'];
      delete process.env['Docker_Host'];
    }
  });

  for (const code of [0, 1, 255, 4294967295, 3221225477]) {
    it(`ends with ${code}`, async () => {
      assert.equal((await outputOf(run(ownProgram('echo'), ['--exit', String(code)]))).exitCode, code);
    });
  }

  it('prints UTF-16LE that arrives byte for byte, LF and CR LF and half a character included', async () => {
    const bytes = Buffer.concat([Buffer.from('日本語 \u{1f433}\r\n\n\r', 'utf16le'), Buffer.from([0x3d])]);
    const { stdout } = await outputOf(run(ownProgram('echo'), ['--bytes', bytes.toString('hex')]));
    assert.deepEqual(Buffer.from(stdout), bytes);
    assert.equal(decodeText(stdout), '日本語 \u{1f433}\r\n\n\r');
  });

  it('that is not there, or no program, says so', async () => {
    // Wine would start a file that is a program to the Unix below it.
    for (const path of ['C:\\windows\\no such.exe', join(windowsFolder, 'dist', 'mounts.cjs')]) {
      const ran = await run(path, []);
      assert.ok(ran.outcome === 'failed' && ran.failure.kind === 'startFailed', `${path}: ${JSON.stringify(ran)}`);
    }
  });
});

const title = underWine
  ? 'a tree of processes (taskkill.exe is a stand-in: the one of Wine knows no /T)'
  : 'a tree of processes';

describe(title, () => {
  const folder = useFolder();
  const pidOf = (generation: string): number | null => {
    const file = join(folder(), `${generation}.pid`);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return text === '' ? null : Number(text);
  };
  async function until(isTrue: () => boolean): Promise<void> {
    for (let turn = 0; !isTrue(); turn += 1) {
      assert.ok(turn < 200, 'it did not become true within 10 s');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const bothRun = (): boolean => ['parent', 'child'].every((each) => isRunning(pidOf(each)));
  const noneRuns = (): boolean => ['parent', 'child'].every((each) => pidOf(each) !== null && !isRunning(pidOf(each)));

  it('is ended whole when its time is over', async () => {
    const ran = await run(ownProgram('family'), [folder()], { timeout: 2500 });
    assert.ok(ran.outcome === 'failed' && ran.failure.kind === 'timeout', JSON.stringify(ran));
    await until(noneRuns);
  });

  it('is ended whole when somebody cancels', async () => {
    const cancel = new AbortController();
    const ran = run(ownProgram('family'), [folder()], { signal: cancel.signal });
    await until(bothRun);
    cancel.abort();
    assert.deepEqual(await ran, { outcome: 'cancelled' });
    await until(noneRuns);
  });

  it('is ended whole when the process that asked ends', async () => {
    const asker = spawn(process.execPath, [
      join(windowsFolder, 'scripts', 'asker.cjs'),
      ownProgram('family'),
      folder(),
    ]);
    await until(bothRun);
    asker.stdin.end();
    await until(noneRuns);
  });

  it('has a number that nobody has once it has ended', () => {
    const { pid } = spawnSync(ownProgram('echo'), []);
    assert.equal(isRunning(pid), false);
  });
});

function isRunning(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
