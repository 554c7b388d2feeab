import type { ConfigEntry, ScannedConfig } from './scan';

/** A setting by its section and key; both are compared without case. */
export interface SettingName {
  readonly section: string;
  readonly key: string;
}

/** Keys that WSL reads from `[wsl2]` and from `[experimental]` as one setting. */
const sharedKeys: ReadonlySet<string> = new Set(['networkingmode', 'dnstunneling', 'firewall', 'autoproxy']);

/** Whether an entry sets this setting, be it that it counts or that one above it does. */
export function isSetting({ section, key }: ConfigEntry, wanted: SettingName): boolean {
  return nameOf(section ?? '', key) === nameOf(wanted.section, wanted.key);
}

/** The entry of a setting that counts: of several the first, even where its value is bad. Null where there is none. */
export function entryOf({ entries }: ScannedConfig, wanted: SettingName): ConfigEntry | null {
  return entries.find((entry) => isSetting(entry, wanted)) ?? null;
}

function nameOf(section: string, key: string): string {
  const [inSection, inKey] = [section.toLowerCase(), key.toLowerCase()];
  return sharedKeys.has(inKey) && inSection === 'experimental' ? `wsl2.${inKey}` : `${inSection}.${inKey}`;
}
