import { readFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { hostPathOf } from '../state/layout';
import type { Docker } from '../state/docker';
import { userEnvironment } from '../state/user';
import { type Settings, fits, knownKey } from './settings-keys';
import { SettingsError } from './settings-file';

const folder = win32.join(userEnvironment.ProgramData, 'DockerDesktop');

export const policyPaths = {
  admin: win32.join(folder, 'admin-settings.json'),
  signIn: win32.join(folder, 'registry.json'),
};

const byteOrderMark = 0xef;

/** What an administrator has locked; nothing where the policy does not count or cannot be read (reference 1). */
export function lockedSettings(machine: string, { policyCounts }: Docker): Settings {
  const bytes = policyCounts ? read(machine, policyPaths.admin) : undefined;
  if (bytes === undefined || bytes[0] === byteOrderMark) return {};
  const locked: Settings = {};
  for (const [spelling, entry] of Object.entries(parse(bytes))) {
    const key = knownKey(spelling);
    const { locked: isLocked, value } = (entry ?? {}) as { locked?: unknown; value?: unknown };
    if (key !== undefined && isLocked === true && value !== null && fits(key, value)) {
      Object.assign(locked, { [key]: value });
    }
  }
  return locked;
}

/** A byte order mark in the file that enforces signing in stops Docker Desktop from starting. @throws SettingsError */
export function checkSignInFile(machine: string): void {
  if (read(machine, policyPaths.signIn)?.[0] === byteOrderMark) {
    throw new SettingsError(`parsing ${policyPaths.signIn}: invalid character 'ï' looking for a value`);
  }
}

function read(machine: string, path: string): Buffer | undefined {
  try {
    return readFileSync(hostPathOf(machine, path)!);
  } catch {
    return undefined;
  }
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
