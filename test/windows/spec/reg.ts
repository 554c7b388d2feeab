import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');

/** Changes the registry with the reg.exe of this Windows. */
export function reg(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'latin1' });
  assert.equal(status, 0, `reg ${args.join(' ')}: ${stdout}${stderr}`);
}

/** Deletes a key with all below it, if it is there. */
export function deleteKey(key: string): void {
  spawnSync(program, ['delete', key, '/f']);
}
