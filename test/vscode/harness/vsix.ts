import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCodeServer } from './codeServer';

/**
 * Installs a packaged extension as the editor's own `--install-extension` does, so that a server given this folder runs
 * it as a user's editor would. It needs no network.
 */
export async function unpackVsix(vsix: string, extensionsDir: string): Promise<void> {
  const folder = await installCodeServer();
  const dataDir = await mkdtemp(join(tmpdir(), 'slipway-install-'));
  try {
    await mkdir(extensionsDir, { recursive: true });
    const folders = ['--extensions-dir', extensionsDir, '--server-data-dir', dataDir];
    const server = join(folder, 'out', 'server-main.js');
    const args = [server, '--accept-server-license-terms', ...folders, '--install-extension', vsix, '--force'];
    const result = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 });
    if (result.status !== 0) throw new Error(`${vsix} could not be installed:\n${result.stdout}${result.stderr}`);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
