import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, win32 } from 'node:path';
import { hostPathOf } from '../state/layout';
import type { Docker, DockerInstall } from '../state/docker';
import { userEnvironment } from '../state/user';
import { isAtLeast } from './install';
import { type Settings, fits, knownKey } from './settings-keys';

const folder = win32.join(userEnvironment.APPDATA, 'Docker');

/** The two names the user's settings have had (reference 1). */
export const settingsPaths = {
  store: win32.join(folder, 'settings-store.json'),
  legacy: win32.join(folder, 'settings.json'),
};

/** Settings in memory: the keys that are known, and the others exactly as they were read. */
export interface LoadedSettings {
  known: Settings;
  others: Record<string, unknown>;
}

/** Why settings stop Docker Desktop from starting; the text is what its dialog says. */
export class SettingsError extends Error {}

/** The file this release reads and writes: the store file from 4.35 on. */
export function settingsPath({ version }: DockerInstall): string {
  return isAtLeast(version, '4.35') ? settingsPaths.store : settingsPaths.legacy;
}

/** Reads the settings as Docker Desktop does at its start: nothing is tolerated. @throws SettingsError */
export function loadSettings(machine: string, docker: Docker): LoadedSettings {
  const wanted = settingsPath(docker.install);
  // A newer release takes over what an older one left.
  const path = [wanted, settingsPaths.legacy].find((each) => existsSync(hostPathOf(machine, each)!));
  if (path === undefined) return { known: {}, others: {} };
  const text = readText(hostPathOf(machine, path)!, path);
  return decode(text, path);
}

/** Writes the settings from memory: sparse, sorted, two blanks, no line end behind; the form of the real store file. */
export function saveSettings(machine: string, { install }: Docker, { known, others }: LoadedSettings): void {
  const legacy = settingsPath(install) === settingsPaths.legacy;
  const spelled = Object.entries(known).map(([key, value]): [string, unknown] => [
    legacy ? key.charAt(0).toLowerCase() + key.slice(1) : key,
    value,
  ]);
  const entries = [...spelled, ...Object.entries(others)].sort(([left], [right]) => (left < right ? -1 : 1));
  const file = hostPathOf(machine, settingsPath(install))!;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, JSON.stringify(Object.fromEntries(entries), null, 2));
  renameSync(`${file}.tmp`, file);
}

/** The text of a JSON file; Go reads UTF-8 and nothing else. @throws SettingsError */
function readText(file: string, path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new SettingsError(`reading ${path}: Incorrect function.`);
  }
  // The first byte of a byte order mark is this letter to a reader of bytes.
  if (bytes[0] === 0xef) throw new SettingsError(`parsing ${path}: invalid character 'ï' looking for a value`);
  if (bytes[0] === 0xff) throw new SettingsError(`parsing ${path}: invalid character 'ÿ' looking for a value`);
  return bytes.toString('utf8');
}

function decode(text: string, path: string): LoadedSettings {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const reason = isCutOff(text) ? 'unexpected EOF' : 'invalid character';
    throw new SettingsError(`parsing ${path}: ${text.trim() === '' ? 'EOF' : reason}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new SettingsError(`parsing ${path}: cannot unmarshal into the settings`);
  }
  const loaded: LoadedSettings = { known: {}, others: {} };
  for (const [spelling, value] of Object.entries(content as Record<string, unknown>)) {
    const key = knownKey(spelling);
    if (key === undefined) loaded.others[spelling] = value;
    else if (!fits(key, value))
      throw new SettingsError(`parsing ${path}: cannot unmarshal ${typeof value} into ${key}`);
    // Of several spellings the last one counts.
    else if (value !== null) Object.assign(loaded.known, { [key]: value });
  }
  return loaded;
}

/** Whether JSON ends before it is complete, which Go reports in other words than a wrong character. */
function isCutOff(text: string): boolean {
  const structure = text.replace(/"(?:[^"\\]|\\.)*"/gs, '');
  const count = (pattern: RegExp): number => structure.match(pattern)?.length ?? 0;
  return count(/[{[]/g) > count(/[}\]]/g);
}
