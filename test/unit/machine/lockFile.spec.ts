import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { acquireLock } from '../../../src/machine/lockFile';
import { endOf, firstWord, startScript } from './scripts';
import { until, useFolder } from './temporary';

const folder = useFolder();
const path = (): string => join(folder(), 'deep', 'er', 'refresh.lock');
const flat = (): string => join(folder(), 'refresh.lock');
const patient = { waitAtMost: 20_000, staleAfter: 60_000 };
const hasty = { waitAtMost: 0, staleAfter: 60_000 };

/** A process that has ended: its number is nobody's. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

const header = `import { acquireLock } from from('lockFile');\n`;

describe('a lock file', () => {
  it('is taken once, made with its folders, and gone when released', async () => {
    const lock = await acquireLock(path(), hasty);
    assert.ok(lock);
    assert.equal(await acquireLock(path(), hasty), null);
    await lock.release();
    assert.equal(existsSync(path()), false);
    await (await acquireLock(path(), hasty))!.release();
  });

  it('is waited for', async () => {
    const first = await acquireLock(path(), hasty);
    const second = acquireLock(path(), patient);
    await first!.release();
    const held = await second;
    assert.deepEqual([first!.atOnce, held!.atOnce], [true, false]);
    await held!.release();
  });

  it('is waited for until the signal comes', async () => {
    const first = await acquireLock(path(), hasty);
    const cancel = new AbortController();
    const second = acquireLock(path(), { ...patient, signal: cancel.signal });
    cancel.abort();
    assert.equal(await second, null);
    assert.equal(await acquireLock(path(), { ...patient, signal: AbortSignal.abort() }), null);
    await first!.release();
  });

  it('of a process that is gone is taken over', async () => {
    writeFileSync(flat(), `${deadPid()} 1`);
    const lock = await acquireLock(flat(), hasty);
    assert.ok(lock);
    assert.deepEqual(readdirSync(folder()), ['refresh.lock']);
    await lock.release();
  });

  it('of another side is taken over only when it is old: what is no process here may be one there', async () => {
    writeFileSync(flat(), `${deadPid()} 1 pid:[1]`);
    assert.equal(await acquireLock(flat(), hasty), null);
    const long = new Date(Date.now() - 120_000);
    utimesSync(flat(), long, long);
    const lock = await acquireLock(flat(), hasty);
    assert.ok(lock);
    assert.equal(readFileSync(flat(), 'utf8').split(' ').length, 3);
    await lock.release();
  });

  it('stays young while it is held, if that is wanted, and no longer', async () => {
    const lock = await acquireLock(flat(), { ...hasty, renewEvery: 10 });
    const long = new Date(Date.now() - 120_000);
    utimesSync(flat(), long, long);
    await until(() => Date.now() - statSync(flat()).mtimeMs < 60_000);
    assert.equal(await acquireLock(flat(), hasty), null);
    await lock!.release();
    writeFileSync(flat(), 'another 1');
    utimesSync(flat(), long, long);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(Date.now() - statSync(flat()).mtimeMs > 60_000);
  });

  it('of a living process is taken over when it is old', async () => {
    writeFileSync(flat(), `${process.pid} 1`);
    assert.equal(await acquireLock(flat(), hasty), null);
    const long = new Date(Date.now() - 120_000);
    utimesSync(flat(), long, long);
    const lock = await acquireLock(flat(), hasty);
    assert.ok(lock);
    await lock.release();
  });

  it('that is empty or says nothing is only taken over when it is old', async () => {
    for (const content of ['', 'nobody', '-1 5', '0 5']) {
      writeFileSync(flat(), content);
      assert.equal(await acquireLock(flat(), hasty), null, content);
      const long = new Date(Date.now() - 120_000);
      utimesSync(flat(), long, long);
      await (await acquireLock(flat(), hasty))!.release();
    }
  });

  it('that somebody else has taken over is not released', async () => {
    const lock = await acquireLock(flat(), hasty);
    writeFileSync(flat(), 'another 1');
    await lock!.release();
    assert.equal(readFileSync(flat(), 'utf8'), 'another 1');
  });

  it('of a process that crashes is free', async function () {
    this.timeout(20_000);
    const holder = startScript(
      folder(),
      `${header}await acquireLock(process.argv[2], { waitAtMost: 0, staleAfter: 60000 }); console.log('held'); setInterval(() => 0, 1000);`,
      [flat()],
    );
    await firstWord(holder);
    assert.equal(await acquireLock(flat(), hasty), null);
    holder.kill('SIGKILL');
    await endOf(holder);
    await (await acquireLock(flat(), hasty))!.release();
  });

  it('is held by one of several processes at a time, also while a dead one’s is taken over', async function () {
    this.timeout(30_000);
    const dead = deadPid();
    const program = `${header}
      import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
      const [file, dead] = process.argv.slice(2);
      console.log('ready');
      while (!existsSync(file + '.go')) await new Promise((next) => setTimeout(next, 1));
      for (let round = 0; round < 60; round += 1) {
        const lock = await acquireLock(file, { waitAtMost: 20000, staleAfter: 60000 });
        mkdirSync(file + '.inside'); // Fails when another one is inside.
        await new Promise(setImmediate);
        rmdirSync(file + '.inside');
        if (round % 2) writeFileSync(file, dead + ' 1'); // As if this one had crashed.
        else await lock.release();
      }`;
    const holders = [0, 1, 2].map(() => startScript(folder(), program, [flat(), String(dead)]));
    await Promise.all(holders.map(firstWord));
    writeFileSync(`${flat()}.go`, '');
    assert.deepEqual(await Promise.all(holders.map(endOf)), ['', '', '']);
    assert.deepEqual(
      holders.map(({ exitCode }) => exitCode),
      [0, 0, 0],
    );
  });

  it('that cannot be made fails with the reason', async () => {
    writeFileSync(join(folder(), 'file'), '');
    await assert.rejects(acquireLock(join(folder(), 'file', 'refresh.lock'), hasty), /ENOTDIR|EEXIST/);
  });
});
