import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');

/** Changes the registry with the reg.exe of this Windows. */
export function reg(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'latin1' });
  assert.equal(status, 0, `reg ${args.join(' ')}: ${stdout}${stderr}`);
}

/** Writes values of keys, all at once: under Wine on a busy machine each process takes seconds. */
export function writeValues(keys: Readonly<Record<string, Readonly<Record<string, string | number>>>>): void {
  const data = (value: string | number): string =>
    typeof value === 'number' ? `dword:${value.toString(16).padStart(8, '0')}` : `"${value.replace(/[\\"]/g, '\\$&')}"`;
  const blocks = Object.entries(keys).map(([key, values]) => [
    `[${key.replace(/^HKCU\\/, 'HKEY_CURRENT_USER\\')}]`,
    ...Object.entries(values).map(([name, value]) => `"${name}"=${data(value)}`),
    '',
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-registry-'));
  try {
    const file = join(folder, 'values.reg');
    const lines = ['Windows Registry Editor Version 5.00', '', ...blocks.flat()];
    writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`, 'utf16le');
    reg('import', file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Deletes a key with all below it, if it is there. */
export function deleteKey(key: string): void {
  spawnSync(program, ['delete', key, '/f']);
}
