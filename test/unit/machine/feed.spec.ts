import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import type { Command, Output, Ran } from '../../../src/machine/command';
import { silentLog } from '../../../src/machine/log';
import { runProcess } from '../../../src/machine/run';
import { until } from './temporary';

type Input = NonNullable<Command<Output>['input']>;

function run(script: string, input: Input, signal?: AbortSignal): Promise<Ran<Output>> {
  const command: Command<Output> = { program: 'wsl', args: ['-c', script], input, parse: (output) => output };
  const launcher = { path: '/bin/sh', neutralFolder: '/', log: silentLog, crossesToWindows: false };
  return runProcess(command, launcher, { timeout: 20_000, ...(signal ? { signal } : {}) });
}

/** Pieces without end; counts those that were asked for, and says when nobody asks any more. */
function endless(): { readonly input: AsyncGenerator<Buffer>; readonly seen: { pieces: number; isOver: boolean } } {
  const seen = { pieces: 0, isOver: false };
  const make = async function* (): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        seen.pieces += 1;
        yield await Promise.resolve(Buffer.alloc(64 * 1024));
      }
    } finally {
      seen.isOver = true;
    }
  };
  return { input: make(), seen };
}

describe('what a program is given to read', () => {
  it('arrives whole, in order, and has an end', async () => {
    const pieces = Array.from({ length: 300 }, (_, at) => Buffer.alloc(10_000 + at, String(at)));
    const ran = await run('sha256sum', pieces);
    assert.ok(ran.outcome === 'done');
    const expected = createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
    assert.match(Buffer.from(ran.value.stdout).toString(), new RegExp(`^${expected} `));
  });

  it('is not asked for faster than it is read', async () => {
    const { input, seen } = endless();
    const cancel = new AbortController();
    const running = run('head -c 1 >/dev/null; sleep 20', input, cancel.signal);
    await until(() => seen.pieces > 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(seen.pieces < 100, `${seen.pieces} pieces`);
    cancel.abort();
    assert.deepEqual(await running, { outcome: 'cancelled' });
  });

  it('is made while the program still reads what came before', async () => {
    const { input, seen } = endless();
    const cancel = new AbortController();
    // More than a pipe holds, so that none of it has been taken as a whole.
    const running = run('head -c 1 >/dev/null; sleep 20', input, cancel.signal);
    await until(() => seen.pieces > 6);
    cancel.abort();
    assert.deepEqual(await running, { outcome: 'cancelled' });
    await until(() => seen.isOver);
  });

  it('ends with a program that reads no further, whose exit code tells the rest', async () => {
    const { input, seen } = endless();
    const ran = await run('head -c 100000 >/dev/null; exit 3', input);
    assert.ok(ran.outcome === 'done');
    assert.equal(ran.value.exitCode, 3);
    await until(() => seen.isOver);
  });

  it('ends where it fails to come, and so does the program', async () => {
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from('a part'));
      throw new Error('the source is gone');
    };
    const ran = await run('cat', broken());
    assert.ok(ran.outcome === 'done');
    assert.equal(ran.value.exitCode, 0);
    assert.ok('a part'.startsWith(Buffer.from(ran.value.stdout).toString()));
  });
});
