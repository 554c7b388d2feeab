import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwned } from '../../../../scripts/ownedProcess';
import { projectRoot, tsxLoader } from '../paths';
import { eventually, isAlive } from './processes';

/** A program that starts another, both of which refuse to end when asked. Their ids go to a file. */
const stubborn = `const { spawn } = require('child_process');
process.on('SIGTERM', () => {});
const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1000)"]);
child.stdout.once('data', () => require('fs').writeFileSync(process.argv[2], process.pid + ' ' + child.pid));`;

describe('an owned process', function () {
  this.timeout(30_000);
  let folder: string;
  let program: string;
  let pidFile: string;
  const pids = (): number[] => readFileSync(pidFile, 'utf8').split(' ').map(Number);
  const written = (): boolean => existsSync(pidFile) && pids().length === 2;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-owned-'));
    program = join(folder, 'stubborn.cjs');
    pidFile = join(folder, 'pids');
    await writeFile(program, stubborn);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('passes the exit code and the output on', async () => {
    const owned = startOwned(process.execPath, ['-e', 'console.log("seen"); process.exitCode = 7'], { output: 'pipe' });
    let output = '';
    owned.child.stdout?.on('data', (chunk) => (output += String(chunk)));
    assert.equal(await owned.ended, 7);
    assert.equal(output, 'seen\n');
  });

  it('says so when the program does not exist', async () => {
    const owned = startOwned(join(folder, 'nothing'), [], { output: 'pipe' });
    owned.child.stderr?.resume();
    assert.equal(await owned.ended, 127);
  });

  it('has ended with its whole tree when stop returns, even if the tree does not listen', async () => {
    const owned = startOwned(process.execPath, [program, pidFile], { output: 'inherit' });
    await eventually('the tree is up', written);
    assert.deepEqual(pids().map(isAlive), [true, true]);
    await owned.stop();
    await eventually('both are gone', () => !pids().some(isAlive), 1_000);
  });

  it('takes along what its program left behind', async () => {
    const leaving = `${stubborn}\nchild.stdout.once('data', () => process.exit(0)); child.unref();`;
    await writeFile(program, leaving);
    const owned = startOwned(process.execPath, [program, pidFile], { output: 'inherit' });
    assert.equal(await owned.ended, 0);
    await eventually('both are gone', () => !pids().some(isAlive), 1_000);
  });

  it('ends with its owner, even when that is killed', async () => {
    const module = JSON.stringify(join(projectRoot, 'scripts', 'ownedProcess.ts'));
    const order = [program, pidFile].map((file) => JSON.stringify(file)).join(', ');
    const owner = join(folder, 'owner.mts');
    await writeFile(
      owner,
      `import { startOwned } from ${module};\nstartOwned(process.execPath, [${order}], { output: 'inherit' });`,
    );
    const child = spawn(process.execPath, ['--import', tsxLoader, owner], { stdio: ['ignore', 'inherit', 'inherit'] });
    await eventually('the tree is up', written);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await eventually('both are gone', () => !pids().some(isAlive));
  });
});
