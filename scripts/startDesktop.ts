import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runVSCodeCommand } from '@vscode/test-electron';
import { buildFolder, editorsFolder } from '../test/vscode/harness/paths';
import { writeSettings } from '../test/vscode/harness/settings';
import { type OwnedProcess, startOwned } from './ownedProcess';

/**
 * Opens the desktop VS Code with an extension installed, and with settings and extensions apart from the user's own.
 * The machine is the real one: nothing is simulated.
 */
export async function startDesktop(vsix: string, folder: string, locale: string): Promise<OwnedProcess> {
  const dataDir = join(buildFolder, 'start', 'data');
  const folders = [`--user-data-dir=${dataDir}`, `--extensions-dir=${join(buildFolder, 'start', 'extensions')}`];
  await mkdir(dataDir, { recursive: true });
  await writeSettings(dataDir, { workspaceTrust: true });
  const download = { version: 'stable', cachePath: editorsFolder };
  const executable = await downloadAndUnzipVSCode(download);
  await runVSCodeCommand([...folders, '--install-extension', vsix, '--force'], download);
  const env = { ...process.env, SLIPWAY_MACHINE: undefined };
  return startOwned(executable, [...folders, `--locale=${locale}`, '--disable-updates', folder], {
    env,
    output: 'inherit',
  });
}
