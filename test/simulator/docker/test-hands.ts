import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostPathOf } from '../state/layout';
import type { FileContent } from '../state/model';
import { readState } from '../state/store';
import { bytesOf } from '../files';
import { askBackend } from './ask-backend';
import { findBackend, findWindow } from './processes';
import { settingsPath } from './settings-file';
import type { Settings } from './settings-keys';

/** What a person does with the mouse, for tests; and the settings file as anybody may write it. */

/** Where the settings of this machine's Docker Desktop lie on this host. */
export function settingsFile(folder: string): string {
  const { docker } = readState(folder);
  if (!docker) throw new Error('Docker Desktop is not installed on this machine');
  return hostPathOf(folder, settingsPath(docker.install))!;
}

/** The bytes of the settings file. */
export function readSettings(folder: string): Buffer {
  return readFileSync(settingsFile(folder));
}

/** Writes the settings file from outside; a Docker Desktop that runs does not notice, and overwrites it at its end. */
export function writeSettings(folder: string, content: FileContent): void {
  mkdirSync(dirname(settingsFile(folder)), { recursive: true });
  writeFileSync(settingsFile(folder), bytesOf(content));
}

/** Changes settings in the window of Docker Desktop and clicks Apply. */
export async function changeDockerSettings(folder: string, change: Settings): Promise<void> {
  const done = await askBackend(folder, `/simulator/settings?change=${encodeURIComponent(JSON.stringify(change))}`);
  if (!done) throw new Error('Docker Desktop does not run, or did not apply the settings');
}

/** Quits Docker Desktop from the tray and waits until it is gone. */
export async function quitDockerDesktop(folder: string): Promise<void> {
  if (!(await askBackend(folder, '/simulator/quit'))) throw new Error('Docker Desktop does not run');
  while (findBackend(folder) ?? findWindow(folder)) await new Promise((wake) => setTimeout(wake, 5));
}
