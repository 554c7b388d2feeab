import { win32 } from 'node:path';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { isDamagedPath } from '../machine/regQuery';

/** What was found where WSL looks for the settings of its virtual machine. `file` is the path as Windows writes it. */
export type ConfigFileReading =
  | { readonly kind: 'absent'; readonly file: string }
  | { readonly kind: 'failed'; readonly file: string; readonly reason: string }
  | { readonly kind: 'read'; readonly file: string; readonly text: string };

/** Far more than any real one. */
const sizeLimit = 1024 * 1024;

/** The path of .wslconfig as Windows writes it; null where the user's folder is not known. */
export async function configFilePath(machine: Pick<Machine, 'platform' | 'variables'>): Promise<string | null> {
  if (machine.platform === 'other') return null;
  const home = (await machine.variables())('USERPROFILE');
  return home === null || isDamagedPath(home) ? null : win32.join(home, '.wslconfig');
}

/** Reads .wslconfig: a file of Windows, which starts nothing. */
export async function findConfigFile(machine: Machine): Promise<ConfigFileReading> {
  const file = await configFilePath(machine);
  if (file === null) return { kind: 'failed', file: '.wslconfig', reason: "The user's folder is not known." };
  const content = await machine.files.readSteady(file, sizeLimit);
  if (content.kind === 'ok') return readText(file, content.value);
  return isAbsent(content) ? { kind: 'absent', file } : { kind: 'failed', file, reason: reasonOf(content) };
}

/** What is no UTF-8 cannot be written back as it was, so that it is not taken for a text. */
function readText(file: string, text: string): ConfigFileReading {
  return /[\0\uFFFD]/.test(text)
    ? { kind: 'failed', file, reason: 'It holds bytes that are not UTF-8.' }
    : { kind: 'read', file, text };
}

function isAbsent(result: Exclude<FileResult<unknown>, { kind: 'ok' }>): boolean {
  return result.kind === 'failed' && (result.code === 'ENOENT' || result.code === 'ENOTDIR');
}

function reasonOf(result: Exclude<FileResult<unknown>, { kind: 'ok' }>): string {
  return result.kind === 'failed' ? result.reason : `Reading it would start ${result.distro}.`;
}
