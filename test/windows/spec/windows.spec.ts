import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acquireLock } from '../../../src/machine/lockFile';
import { readCalls } from '../../simulator/state/logs';
import { useFolder, windowsFolder } from './place';

const usual = join(windowsFolder, 'machines', 'usual');
const settings = { waitAtMost: 0, staleAfter: 60_000 };

describe('several windows on Windows', () => {
  const folder = useFolder();

  it('see what one of them asked: one list, one lock, nothing left', async () => {
    const before = lists();
    const windows = [1, 2, 3].map(() => openWindow(folder()));
    await Promise.all(windows.map(({ ready }) => ready));
    writeFileSync(join(folder(), 'go'), '');
    const seen = await Promise.all(windows.map(({ ended }) => ended));
    assert.equal(
      seen.reduce((sum, { asked }) => sum + asked, 0),
      1,
      JSON.stringify(seen),
    );
    for (const { names } of seen) assert.ok(names?.includes('Ubuntu'));
    assert.equal(lists() - before, 1);
    assert.deepEqual(readdirSync(folder()).sort(), ['go', 'snapshot.json']);
  });

  it('take over the lock of one that is gone, and not that of one that lives', async () => {
    const lock = join(folder(), 'refresh.lock');
    const dead = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await new Promise((resolve) => dead.once('exit', resolve));
    writeFileSync(lock, `${dead.pid} left-behind`);
    const held = await acquireLock(lock, settings);
    assert.ok(held);
    assert.match(readFileSync(lock, 'utf8'), new RegExp(`^${process.pid} `));
    assert.equal(await acquireLock(lock, settings), null);
    await held.release();
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('pass the lock on, one at a time, however many want it', async () => {
    const lock = join(folder(), 'refresh.lock');
    let inside = 0;
    const turns = Array.from({ length: 8 }, async () => {
      const held = await acquireLock(lock, { waitAtMost: 20_000, staleAfter: 60_000 });
      assert.ok(held);
      inside += 1;
      assert.equal(inside, 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
      await held.release();
    });
    await Promise.all(turns);
  });
});

function lists(): number {
  return readCalls(usual).filter(({ program, argv }) => program === 'wsl' && argv.join(' ') === '-l -v').length;
}

interface Seen {
  readonly asked: number;
  readonly names: string[] | null;
}

function openWindow(folder: string): { ready: Promise<void>; ended: Promise<Seen> } {
  const child = spawn(process.execPath, [join(windowsFolder, 'scripts', 'window.cjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SLIPWAY_MACHINE: join(usual, 'machine.json') },
  });
  let printed = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('ready')) resolve();
    });
  });
  const ended = new Promise<Seen>((resolve) =>
    child.once('close', () => resolve(JSON.parse(printed.split('\n')[1] ?? '') as Seen)),
  );
  return { ready, ended };
}
