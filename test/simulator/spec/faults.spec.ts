import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { changeState, readCalls, runningProcesses, stopMachine } from '../prepare';
import type { Fault } from '../state/model';
import { ended, useMachine } from './machine';

describe('simulator: faults', () => {
  const machine = useMachine('healthy');
  const setFaults = (...faults: Fault[]) => changeState(machine().folder, (state) => (state.faults = faults));
  const alive = () =>
    runningProcesses(machine().folder)
      .map(({ role }) => role)
      .sort();

  afterEach(async () => {
    setFaults();
    await stopMachine(machine().folder);
  });

  it('hang: never answers, and a child holds the pipes when wsl alone is killed', async () => {
    setFaults({ program: 'wsl', match: ['-l', '-v'], kind: 'hang' });
    const child = machine().start('wsl', ['-l', '-v']);
    let closed = false;
    child.on('close', () => (closed = true));
    await machine().until(() => alive().length === 2);
    assert.deepEqual(alive(), ['wsl', 'wslhost']);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));
    await wait(100); // Were the pipes free, they would be closed by now.
    assert.deepEqual([alive(), closed], [['wslhost'], false]);
    await stopMachine(machine().folder);
    await machine().until(() => closed);
    assert.deepEqual(alive(), []);
  });

  it('hang: ends whole when its process group is killed', async () => {
    setFaults({ program: 'wsl', match: '*', kind: 'hang' });
    const child = machine().start('wsl', ['--version'], {}, true);
    const closed = new Promise((resolve) => child.on('close', resolve));
    await machine().until(() => alive().length === 2);
    process.kill(-child.pid!, 'SIGKILL');
    await closed;
    assert.deepEqual(alive(), []);
    assert.equal(readCalls(machine().folder).at(-1)!.exitCode, undefined);
  });

  it('hits only calls with its first arguments, of its program', async () => {
    setFaults({ program: 'wsl', match: ['-l', '-v'], kind: 'exit', exitCode: 7 });
    assert.equal((await machine().wsl('-l', '-v', '--all')).code, 7);
    assert.equal((await machine().wsl('-l', '-q')).code, 0);
    setFaults({ program: 'reg', match: '*', kind: 'exit', exitCode: 5, stderr: 'denied' });
    assert.equal((await machine().wsl('-l', '-v')).code, 0);
    const { code, error } = await machine().reg('query', 'HKCU');
    assert.deepEqual([code, error], [5, 'denied']);
  });

  it('is used up after `times` calls', async () => {
    setFaults({ program: 'wsl', match: '*', kind: 'exit', exitCode: 9, times: 2 });
    const codes = [];
    for (let call = 0; call < 3; call++) codes.push((await machine().wsl('--status')).code);
    assert.deepEqual(codes, [9, 9, 0]);
  });

  it('garbage: bytes no decoder likes, with success', async () => {
    setFaults({ program: 'wsl', match: '*', kind: 'garbage' });
    const first = await machine().run('wsl', ['-l', '-v']);
    const again = await machine().run('wsl', ['-l', '-v']);
    assert.deepEqual([first.code, first.stdout.length], [0, 257]);
    assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(first.stdout));
    assert.deepEqual(first.stdout, again.stdout);
  });

  it('flood: as many bytes as asked for, or on until the reader goes', async () => {
    setFaults({ program: 'wsl', match: '*', kind: 'flood', bytes: 3_000_001 });
    assert.equal((await machine().run('wsl', ['-l'])).stdout.length, 3_000_001);
    setFaults({ program: 'wsl', match: '*', kind: 'flood', bytes: 'endless' });
    const child = machine().start('wsl', ['-l']);
    await new Promise((resolve) => child.stdout!.once('data', resolve));
    child.stdout!.destroy();
    await new Promise((resolve) => child.on('exit', resolve));
  });

  it('partial: breaks off in the middle and exits, or hangs', async () => {
    setFaults({ program: 'wsl', match: '*', kind: 'partial', bytes: 51, exitCode: 1 });
    const { code, stdout } = await machine().run('wsl', ['-l', '-v']);
    assert.deepEqual([code, stdout.length], [1, 51]);
    setFaults({ program: 'wsl', match: '*', kind: 'partial', bytes: 51, then: 'hang' });
    const result = ended(machine().start('wsl', ['-l', '-v']));
    await machine().until(() => alive().length === 2);
    await stopMachine(machine().folder);
    assert.deepEqual((await result).stdout, stdout);
  });

  it('delay: answers late and right', async () => {
    setFaults({ program: 'wsl', match: 'service', kind: 'delay', milliseconds: 300, times: 1 });
    await machine().wsl('--version');
    assert.equal(machine().state.faults[0]!.times, 1, '--version needs no service');
    const begin = performance.now();
    assert.equal((await machine().lines('-l', '-v')).length, 6);
    assert.ok(performance.now() - begin >= 300);
  });

  it('slow: the whole text, piece by piece', async () => {
    const whole = (await machine().run('wsl', ['-l', '-v'])).stdout;
    setFaults({ program: 'wsl', match: ['-l'], kind: 'slow', bytes: 7, milliseconds: 5 });
    const child = machine().start('wsl', ['-l', '-v']);
    let pieces = 0;
    child.stdout!.on('data', () => pieces++);
    const { code, stdout } = await ended(child);
    assert.deepEqual([code, stdout], [0, whole]);
    assert.ok(pieces > 5, `${pieces} pieces`);
  });

  it('killed: ends by a signal behind so many bytes', async () => {
    setFaults({ program: 'wsl', match: ['-l'], kind: 'killed', bytes: 30 });
    const child = machine().start('wsl', ['-l', '-v']);
    const signal = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    const { code, stdout } = await ended(child);
    assert.deepEqual([code, await signal, stdout.length], [null, 'SIGKILL', 30]);
  });

  it('error: a failure of the service in the form of the release, for what needs the service', async () => {
    const list = 'Wsl/EnumerateDistros/Service';
    for (const [code, contexts, path] of [
      ['E_ACCESSDENIED', [], list],
      ['ERROR_DISK_FULL', ['Service'], list],
      ['ERROR_SHARING_VIOLATION', ['HCS', 'MountDisk', 'CreateInstance'], `${list}/CreateInstance/MountDisk/HCS`],
    ] as const) {
      setFaults({ program: 'wsl', match: 'service', kind: 'error', code, contexts: [...contexts] });
      const { code: exit, text } = await machine().wsl('-l', '-v');
      assert.equal(exit, 255);
      assert.match(text, new RegExp(`^[^\\r]+\\r\\nError code: ${path}/${code}\\r\\n$`));
      assert.equal((await machine().wsl('--version')).code, 0, 'which needs no service');
    }
  });

  it('a lock of the service: everybody waits, until it is released or taken away', async () => {
    const lock = () => changeState(machine().folder, (state) => (state.serviceLocked = true));
    lock();
    const waiting = machine().run('wsl', ['-l', '-q']);
    const shutdown = machine().run('wsl', ['--shutdown']);
    await machine().until(() => alive().length === 2);
    assert.equal((await machine().wsl('--version')).code, 0);
    changeState(machine().folder, (state) => delete state.serviceLocked);
    assert.deepEqual([(await waiting).code, (await shutdown).code], [0, 0]);
    lock();
    const other = machine().run('wsl', ['-l', '-q']);
    await machine().until(() => alive().length === 1);
    assert.equal((await machine().wsl('--shutdown', '--force')).code, 0);
    assert.equal((await other).code, 0);
  });
});
