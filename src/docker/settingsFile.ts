import { win32 } from 'node:path';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { readPolicy, type DockerPolicy } from './policy';
import { readSettings, type DockerSettings } from './settings';

/** What was found where Docker Desktop keeps its settings. `file` is the path as Windows writes it. */
export type SettingsReading =
  /** Docker Desktop has not been started by this user, or was never installed. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly file: string; readonly reason: string }
  | { readonly kind: 'read'; readonly file: string; readonly settings: DockerSettings };

export type PolicyReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly file: string; readonly reason: string }
  | { readonly kind: 'read'; readonly file: string; readonly policy: DockerPolicy };

/** Whether the settings say where Docker Desktop's disks are, be it by saying nothing: then they are in the usual folders. */
export function areFoldersKnown(settings: SettingsReading): boolean {
  return settings.kind === 'absent' || (settings.kind === 'read' && settings.settings.status !== 'unreadable');
}

/** Far more than any real one. */
export const settingsLimit = 4 * 1024 * 1024;
const attempts = 3;
const pause = 150;

/**
 * Reads the user's settings: the file of 4.35 and later, or the older one where that is missing. Docker Desktop may be
 * writing it at this moment, so one that ends in the middle is looked at again before it counts as broken.
 */
export async function findSettings(machine: Machine): Promise<SettingsReading> {
  if (machine.platform === 'other') return { kind: 'absent' };
  const appData = (await machine.variables())('APPDATA');
  // A name beyond ASCII may have been damaged on its way out of the registry.
  if (appData === null || appData.includes('\uFFFD')) {
    return { kind: 'failed', file: 'settings-store.json', reason: "The folder of the user's settings is not known." };
  }
  const read = (name: string, format: DockerSettings['format']): Promise<SettingsReading> =>
    readUserSettings(machine, win32.join(appData, 'Docker', name), format);
  const store = await read('settings-store.json', 'store');
  if (store.kind !== 'absent') return store;
  const legacy = await read('settings.json', 'legacy');
  // The older file lingers after an update, and the newer one may be away for the moment in which it is replaced.
  if (legacy.kind === 'absent') return legacy;
  await new Promise((resolve) => setTimeout(resolve, pause));
  const again = await read('settings-store.json', 'store');
  return again.kind === 'absent' ? legacy : again;
}

async function readUserSettings(
  machine: Machine,
  file: string,
  format: DockerSettings['format'],
): Promise<SettingsReading> {
  for (let attempt = 1; ; attempt += 1) {
    const content = await machine.files.readSteady(file, settingsLimit);
    if (content.kind !== 'ok') return attempt > 1 ? vanished(file, content) : notRead(file, content);
    const settings = readSettings(content.value, format);
    if (settings.status !== 'unreadable' || attempt === attempts) return { kind: 'read', file, settings };
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Reads what the administrator decides for all users of the machine. */
export async function findPolicy(machine: Machine): Promise<PolicyReading> {
  const programData = (await machine.variables())('ProgramData');
  if (programData === null) return { kind: 'absent' };
  const file = win32.join(programData, 'DockerDesktop', 'admin-settings.json');
  const content = await machine.files.readSteady(file, settingsLimit);
  if (content.kind !== 'ok') return notRead(file, content);
  const policy = readPolicy(content.value);
  return policy ? { kind: 'read', file, policy } : { kind: 'failed', file, reason: 'It is no JSON object.' };
}

type Failed = { readonly kind: 'absent' } | { readonly kind: 'failed'; readonly file: string; readonly reason: string };

function notRead(file: string, result: Exclude<FileResult<string>, { kind: 'ok' }>): Failed {
  if (result.kind === 'wouldStart') return { kind: 'failed', file, reason: `Reading it would start ${result.distro}.` };
  return result.code === 'ENOENT' || result.code === 'ENOTDIR'
    ? { kind: 'absent' }
    : { kind: 'failed', file, reason: result.reason };
}

/** It was there a moment ago: nothing is known of what it says now. */
function vanished(file: string, result: Exclude<FileResult<string>, { kind: 'ok' }>): SettingsReading {
  const known = notRead(file, result);
  return known.kind === 'failed' ? known : { kind: 'failed', file, reason: 'It vanished while it was read.' };
}
