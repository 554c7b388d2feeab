import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Command, Ran, RunOptions } from '../../../../src/machine/command';
import type { Machine } from '../../../../src/machine/machine';
import { Budget, promisedSeconds } from '../../../../src/projects/measure/budget';
import { runRounds } from '../../../../src/projects/measure/rounds';
import { sides, works } from '../../../../src/projects/measure/work';

const distro = { id: null, name: 'Ubuntu' };
const bases = { drive: '/mnt/c/x', linux: '/home/u/x' };

/** What a round prints whose works take a second each. */
const printed = `${works
  .flatMap((work) => sides.map((side) => `${side} ${work} 1790000000000000000 1790000001000000000 0`))
  .join('\n')}\nend\n`;

/** A machine on which the rounds take so many seconds each, by a clock of its own. */
class SlowMachine {
  now = 0;
  readonly asked: { readonly args: readonly string[]; readonly timeout: number }[] = [];

  constructor(
    private readonly seconds: readonly number[],
    private readonly exitCode = 0,
  ) {}

  run<T>(command: Command<T>, { timeout, signal }: RunOptions): Ran<T> {
    const takes = this.seconds[Math.min(this.asked.length, this.seconds.length - 1)]! * 1000;
    this.asked.push({ args: command.args, timeout });
    this.now += Math.min(takes, timeout);
    if (signal?.aborted) return { outcome: 'cancelled' };
    if (takes > timeout)
      return {
        outcome: 'failed',
        failure: { kind: 'timeout', program: 'wsl', command: 'wsl', seconds: timeout / 1000 },
      };
    const output = { exitCode: this.exitCode, stdout: Buffer.from(printed), stderr: new Uint8Array() };
    return { outcome: 'done', value: command.parse(output) };
  }

  async measure(signal = new AbortController().signal) {
    const budget = new Budget(() => this.now);
    const options = { bases, clock: 'date', budget } as const;
    const machine: Pick<Machine, 'run'> = {
      run: (command, runOptions) => Promise.resolve(this.run(command, runOptions)),
    };
    return runRounds(machine as Machine, distro, options, signal, () => undefined);
  }
}

describe('the rounds of a measurement', () => {
  it('end in time, however long each of them takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ min: 0.01, max: 200, noNaN: true }), { minLength: 1 }), async (seconds) => {
        const machine = new SlowMachine(seconds);
        const end = await machine.measure();
        // A third of what is promised is for what comes behind them.
        assert.ok(machine.now <= (promisedSeconds * 1000 * 2) / 3, `${machine.now}`);
        for (const { args, timeout } of machine.asked) {
          // What runs in the distro is killed there, if nothing else ends it.
          const inside = Number(args[args.indexOf('KILL') + 1]);
          assert.ok(inside * 1000 >= timeout && inside * 1000 <= timeout + 4_000, `${inside} ${timeout}`);
        }
        if (end?.ok) assert.ok(end.value.rounds.length >= 3 && end.value.rounds.length <= 11);
        else assert.equal(end?.problem.kind, 'tooSlow');
      }),
    );
  });

  it('are many where they are quick, some where they are not, and each side comes first as often', async () => {
    const count = async (...seconds: number[]): Promise<number> => {
      const end = await new SlowMachine(seconds).measure();
      // One that would not come to its end is not begun.
      assert.ok(end?.ok && !end.value.isBrokenOff);
      return end.value.rounds.length;
    };
    assert.deepEqual([await count(0.5), await count(6), await count(12), await count(20)], [11, 5, 5, 3]);
    const machine = new SlowMachine([1]);
    await machine.measure();
    const orders = machine.asked.map(({ args }) => args.find((arg) => /^(?:drive linux|linux drive)$/.test(arg)));
    orders.forEach((order, at) => assert.equal(order, at % 2 === 0 ? 'drive linux' : 'linux drive'));
  });

  it('count where the last one was broken off by the time, which is said', async () => {
    const end = await new SlowMachine([5, 5, 5, 5, 5, 200]).measure();
    assert.ok(end?.ok);
    assert.deepEqual([end.value.rounds.length, end.value.isBrokenOff], [3, true]);
  });

  it('end with what broke them off, and where', async () => {
    for (const [exitCode, path] of [
      [3, bases.drive],
      [4, bases.linux],
      [1, null],
    ] as const) {
      const end = await new SlowMachine([1], exitCode).measure();
      assert.ok(end && !end.ok && end.problem.kind === 'brokeOff');
      assert.equal(end.problem.path, path);
    }
    const cancel = new AbortController();
    cancel.abort();
    assert.equal(await new SlowMachine([1]).measure(cancel.signal), null);
  });
});
