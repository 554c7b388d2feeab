import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { kindNames, type KindName } from './kinds';

/** A minute where nobody waits, and a glance where somebody does; `npm run fuzz` goes on to a million inputs of each. */
const seconds: Readonly<Record<KindName, number>> = process.env['CI']
  ? { mounts: 32, wslconf: 12, answers: 8, settings: 5, arguments: 3 }
  : { mounts: 5, wslconf: 2, answers: 2, settings: 1, arguments: 1 };

describe('generated texts of all kinds', () => {
  for (const kind of kindNames)
    it(`are read as they should be: ${kind}, for ${seconds[kind]} s`, () => {
      const run = join(import.meta.dirname, 'run.ts');
      // Each day others; a failure tells its seed.
      const seed = String(Math.floor(Date.now() / 86_400_000));
      const args = [run, '--kind', kind, '--seed', seed, '--seconds', String(seconds[kind])];
      const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, ...args], {
        encoding: 'utf8',
      });
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /^[a-z]+: [1-9]\d* inputs of seed \d+ read, 0 failed$/m);
    });
});
