import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import type { Ran } from '../../../src/machine/command';
import type { Parsed } from '../../../src/wsl/problem';
import { runInDistro, type DistroRun } from '../../../src/wsl/run';
import { processesWithMounts, useUserlands } from '../spec/userlands';
import { productMachine } from './product';

/** Seconds after which the distro ends what runs there. */
const limit = 2;

describe('what is started in a distro', function () {
  this.timeout(60_000);
  const machine = useUserlands((state) => {
    state.distros.find(({ name }) => name === 'Debian')!.programs = { timeout: 'missing' };
  });

  async function run(
    args: readonly [string, ...string[]],
    { distro = 'Ubuntu', signal }: { distro?: string; signal?: AbortSignal } = {},
  ): Promise<Ran<Parsed<DistroRun>>> {
    const { guid: id, name } = machine().state.distros.find((each) => each.name === distro)!;
    const read = (ended: DistroRun): DistroRun | null => (ended.status === 0 ? ended : null);
    const command = runInDistro({ id, name }, args, read, { folder: '/', seconds: limit });
    assert.ok('args' in command);
    return productMachine(machine()).run(command, { timeout: 30_000, ...(signal ? { signal } : {}) });
  }
  const problemOf = (ran: Ran<Parsed<DistroRun>>): unknown =>
    ran.outcome === 'done' && !ran.value.ok ? ran.value.problem : null;
  const alive = (): number => processesWithMounts(machine()).length;
  /** Waits until no more runs than before; how long that took, in milliseconds. */
  async function untilNoMoreThan(before: number): Promise<number> {
    const started = performance.now();
    while (alive() > before) {
      assert.ok(performance.now() - started < 20_000, `${alive()} processes instead of ${before}`);
      await wait(50);
    }
    return performance.now() - started;
  }

  it('ends by itself, and nothing is left', async () => {
    await run(['true']);
    const before = alive();
    const ran = await run(['echo', 'a b', '$HOME']);
    assert.ok(ran.outcome === 'done' && ran.value.ok, JSON.stringify(ran));
    assert.equal(Buffer.from(ran.value.value.stdout).toString(), 'a b $HOME\n');
    await untilNoMoreThan(before);
  });

  it('is ended in the distro when its time is over, with what it started itself', async () => {
    const before = alive();
    for (const args of [
      ['sleep', '600'],
      ['sh', '-c', 'sleep 600 & sleep 600'],
      ['sh', '-c', 'trap "" TERM HUP PIPE; while :; do sleep 600; done'],
    ] as const) {
      const problem = problemOf(await run(args));
      assert.ok(problem && typeof problem === 'object' && 'kind' in problem);
      assert.equal(problem.kind, 'timeoutInside', args.join(' '));
      await untilNoMoreThan(before);
    }
  });

  it('is ended in the distro soon after it was cancelled from outside', async () => {
    const before = alive();
    const cancel = new AbortController();
    const ran = run(['sleep', '600'], { signal: cancel.signal });
    while (alive() === before) await wait(20);
    cancel.abort();
    assert.equal((await ran).outcome, 'cancelled');
    // Ending wsl.exe ended nothing there: what is to be shown has something to show.
    assert.ok(alive() > before);
    assert.ok((await untilNoMoreThan(before)) < (limit + 8) * 1000);
  });

  it('is not started at all where nothing could end it', async () => {
    await run(['true'], { distro: 'Debian' });
    const before = alive();
    const problem = problemOf(await run(['sh', '-c', 'touch /tmp/was-here; sleep 600'], { distro: 'Debian' }));
    assert.ok(problem && typeof problem === 'object' && 'kind' in problem && 'program' in problem);
    assert.deepEqual([problem.kind, problem.program], ['programMissingInside', 'timeout']);
    assert.equal(alive(), before);
    assert.equal((await machine().wsl('-d', 'Debian', '-e', 'test', '-e', '/tmp/was-here')).code, 1);
  });

  it('may be a program that is not there', async () => {
    const problem = problemOf(await run(['no-such-program']));
    assert.ok(problem && typeof problem === 'object' && 'kind' in problem && 'program' in problem);
    assert.deepEqual([problem.kind, problem.program], ['programMissingInside', 'no-such-program']);
  });
});
