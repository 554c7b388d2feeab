import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { seekEvent } from '../../../src/projects/measure/events';
import { onePass } from '../../../src/projects/measure/statistics';
import { measureRound } from '../../../src/projects/measure/work';
import { holderRole, runningProcesses } from '../state/processes';
import { processesWithMounts, useUserlands } from '../spec/userlands';
import { MeasuredFolder, outputOf } from './measureBed';
import { buildCli, cli, endOf, productMachine, startSlipway } from './product';

describe('how slipway measure ends in real userlands', function () {
  this.timeout(120_000);
  before(buildCli);
  const machine = useUserlands((state) => {
    state.distros.find(({ name }) => name === 'Fedora')!.programs = { dd: 'hangs', git: 'missing' };
  });
  const measured = new MeasuredFolder(machine);
  before(function () {
    measured.make();
  });
  before(() => machine().wsl('-d', 'Ubuntu', '-e', 'true'));
  const alive = (): number => processesWithMounts(machine()).length;
  const runs = (distro: string): boolean =>
    runningProcesses(machine().folder).some((each) => each.role === holderRole && each.distro === distro);

  /** Waits until files are being made. */
  async function untilItWorks(child: ChildProcess): Promise<void> {
    const isWorking = (): boolean =>
      measured.traces().some((path) => path.includes(`-w${child.pid}-`) && existsSync(join(path, 'work', '0')));
    while (child.exitCode === null && !isWorking()) await wait(2);
    assert.equal(child.exitCode, null);
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    it(`leaves neither a folder nor a process behind when it is ended by ${signal}`, async () => {
      const before = alive();
      const child = measured.start('--yes');
      const ending = endOf(child);
      await untilItWorks(child);
      child.kill(signal);
      const ended = await ending;
      if (signal !== 'SIGKILL') {
        assert.deepEqual([ended.code, outputOf(ended).outcome], [130, 'cancelled'], ended.stderr);
        assert.deepEqual([outputOf(ended).left, measured.traces()], [[], []]);
      }
      await machine().until(() => measured.traces().length === 0 && alive() <= before);
      assert.deepEqual(readdirSync(measured.path), ['mine.txt']);
    });
  }

  it('starts no distro without being told to', async () => {
    await machine().wsl('--terminate', 'Debian');
    const refused = await measured.measure('--yes', '--distro', 'debian');
    assert.deepEqual([refused.code, outputOf(refused).problem?.kind], [2, 'notRunning'], refused.stderr);
    assert.match(refused.stderr, /--start/);
    assert.ok(!runs('Debian'));
  });

  it('asks on a terminal before it starts one, and says so', async function () {
    if (spawnSync('script', ['--version']).error) return this.skip();
    await machine().wsl('--terminate', 'Debian');
    const command = `'${process.execPath}' '${cli}' measure '${measured.onWindows}' --distro Debian`;
    for (const answer of ['n', 'y']) {
      const child = spawn('script', ['-qec', command, '/dev/null'], {
        cwd: '/',
        env: { ...process.env, SLIPWAY_MACHINE: machine().prepared.machineFile },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      let asked = false;
      child.stdout.on('data', (chunk: Buffer) => {
        if (!/\[y\/N\]/.test(chunk.toString())) return;
        asked = true;
        assert.ok(!runs('Debian'), 'nothing is started before the answer');
        child.stdin.write(`${answer}\n`);
      });
      const ending = endOf(child);
      if (answer === 'y') {
        await machine().until(() => measured.traces('Debian').length > 0);
        // What a terminal makes of Ctrl+C.
        child.stdin.write('\u0003');
      }
      const { code, stdout } = await ending;
      assert.ok(asked);
      assert.match(stdout, /Debian is stopped, and is started for it\.[^]*Start Debian and measure it now\?/);
      assert.deepEqual([code, runs('Debian')], answer === 'y' ? [130, true] : [2, false], stdout);
      await machine().until(() => measured.traces('Debian').length === 0);
    }
  });

  it('says that its distro was stopped, starts it for no cleaning up, and cleans up the next time', async () => {
    const child = measured.start('--yes');
    const ending = endOf(child);
    await untilItWorks(child);
    await machine().wsl('--terminate', 'Ubuntu');
    const ended = await ending;
    const output = outputOf(ended);
    assert.deepEqual([ended.code, output.outcome, output.problem?.kind], [1, 'failed', 'distroEnded'], ended.stderr);
    assert.ok(!runs('Ubuntu'));
    assert.deepEqual(readdirSync(measured.path), ['mine.txt'], 'Windows has removed what it had made');
    const [left] = measured.traces();
    assert.ok(left !== undefined && left.startsWith(measured.home()));
    assert.deepEqual(output.left, [`Ubuntu:/home/dev/${basename(left)}`]);

    await machine().wsl('-d', 'Ubuntu', '-e', 'true');
    const next = measured.start('--yes');
    const end = endOf(next);
    await untilItWorks(next);
    assert.ok(!existsSync(left));
    next.kill('SIGINT');
    await end;
    assert.deepEqual(measured.traces(), []);
  });

  it("takes away what an earlier one left, and nobody else's", async () => {
    const leave = (folder: string, name: string, age: number): void => {
      mkdirSync(join(folder, name, 'work'), { recursive: true });
      const then = Date.now() / 1000 - age;
      utimesSync(join(folder, name), then, then);
    };
    const home = measured.home();
    // A process of that number cannot be.
    leave(measured.path, '.slipway-measure-w99999999-0badcafe', 0);
    leave(home, '.slipway-measure-d1-0badcafe', 3_600);
    const kept = ['.slipway-measure-d2-0badcafe', `.slipway-measure-w${process.pid}-0badcafe`];
    for (const name of kept) leave(home, name, 0);
    leave(measured.path, '.slipway-measure-of-mine', 3_600);
    await machine().wsl('-d', 'Ubuntu', '-u', 'root', '-e', 'chown', '-R', 'dev', '/home/dev');
    const child = measured.start('--yes');
    const ending = endOf(child);
    await machine().until(() => measured.traces().some((path) => path.includes(`-w${child.pid}-`)));
    const others = measured.traces().filter((path) => !path.includes(`-w${child.pid}-`));
    assert.deepEqual(others.map((path) => basename(path)).sort(), [...kept, '.slipway-measure-of-mine'].sort());
    child.kill('SIGINT');
    await ending;
    await machine().wsl(
      '-d',
      'Ubuntu',
      '-e',
      'rm',
      '-r',
      ...others.map((path) => path.replace(home, '/home/dev')).filter((path) => path.startsWith('/home/dev')),
    );
  });

  it('ends in the distro what hangs there when its time is over, and takes its folders away', async () => {
    const bases = { drive: '/mnt/c/projects/measured/base', linux: '/home/dev/base' };
    await machine().wsl('-d', 'Fedora', '-e', 'mkdir', bases.drive, bases.linux);
    const before = alive();
    const own = productMachine(machine());
    own.gate.setRunning(['Fedora']);
    const distro = { id: null, name: 'Fedora' };
    const command = measureRound(distro, {
      bases,
      first: 'drive',
      clock: 'date',
      passes: { drive: onePass, linux: onePass },
      left: 4,
    });
    assert.ok('args' in command);
    const ran = await own.run(command, { timeout: 4_000 });
    assert.equal(ran.outcome === 'failed' && ran.failure.kind, 'timeout', JSON.stringify(ran));
    const there = (): string[] =>
      ['home/dev', '../../drives/C/projects/measured']
        .map((path) => join(machine().folder, 'distros/Fedora', path, 'base'))
        .filter((path) => existsSync(path));
    await machine().until(() => there().length === 0 && alive() <= before);

    // Nobody makes the change that it waits for.
    await machine().wsl('-d', 'Fedora', '-e', 'mkdir', bases.drive, bases.linux);
    const watch = { bases, side: 'linux', base: '/nowhere', left: 3 } as const;
    const seen = await seekEvent(own, distro, watch, new AbortController().signal);
    assert.ok(seen && !seen.ok && seen.problem.kind === 'timeout', JSON.stringify(seen));
    await machine().until(() => there().length === 0 && alive() <= before);
  });

  it('refuses what cannot be compared, before anything is written', async () => {
    writeFileSync(join(measured.path, 'mine.txt'), 'mine');
    const calls: readonly (readonly [string[], string])[] = [
      [['C:\\nowhere'], 'noFolder'],
      [['C:\\projects\\measured\\mine.txt'], 'noFolder'],
      [[measured.home()], 'folderInDistro'],
      [[measured.onWindows, '--distro', 'docker-desktop'], 'engineDistro'],
      [[measured.onWindows, '--distro', 'docker-desktop', '--start'], 'engineDistro'],
      [[measured.onWindows, '--distro', 'Legacy-18.04'], 'oneSystem'],
      [[measured.onWindows, '--distro', 'Nope'], 'distroGone'],
    ];
    for (const [args, kind] of calls) {
      const ended = await endOf(startSlipway(machine(), ['measure', '--format', 'json', ...args, '--yes']));
      assert.equal(ended.code, 2, ended.stderr);
      assert.equal(outputOf(ended).problem?.kind, kind, args.join(' '));
      assert.match(ended.stderr, /\w/);
    }
    assert.ok(!runs('docker-desktop'));
    const unasked = await measured.measure();
    assert.deepEqual([unasked.code, outputOf(unasked).outcome], [2, 'declined']);
    assert.match(unasked.stderr, /--yes/);
  });
});
