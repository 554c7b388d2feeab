import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A minute where nobody waits, and a glance where somebody does; `npm run fuzz` goes on to a million inputs. */
const seconds = process.env['CI'] ? 60 : 8;

describe('generated texts of all kinds', () => {
  it(`are read as they should be, for ${seconds} s`, () => {
    const run = join(import.meta.dirname, 'run.ts');
    // Each day others; a failure tells its seed.
    const seed = String(Math.floor(Date.now() / 86_400_000));
    const args = [...process.execArgv, run, '--seed', seed, '--seconds', String(seconds)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^[1-9]\d* inputs of seed \d+ read, 0 failed$/m);
  });
});
