import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the harness has put things for the specs, on a drive of this Windows. */
export const windowsFolder = process.env['SLIPWAY_WINDOWS_FOLDER'] ?? '';

/** Whether this Windows is made by Wine: only there the registry and System32 are ours to change. */
export const underWine = process.env['SLIPWAY_UNDER_WINE'] === '1';

/** The path of one of our own programs. */
export function ownProgram(name: 'echo' | 'family'): string {
  return join(windowsFolder, 'programs', `${name}.exe`);
}

/** Gives each test a folder of its own. */
export function useFolder(): () => string {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
