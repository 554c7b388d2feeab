import type { ConfigEntry, ScannedConfig } from './scan';
import { scanWslConfig } from './scan';
import { readBoolean } from './values';

/** What `[automount]` of a wsl.conf says of the drives of Windows. */
export interface Automount {
  /** Whether WSL mounts the drives by itself. */
  readonly enabled: boolean;
  /** The folder below which it does, with slashes at both ends. */
  readonly root: string;
  /** Whether /etc/fstab is read, whose drives are mounted in any case. */
  readonly mountsFstab: boolean;
}

/** Reads the text of an /etc/wsl.conf; what it does not say, or says badly, is as WSL has it by default. */
export function readAutomount(text: string): Automount {
  const config = scanWslConfig(text, 'wsl.conf');
  const root = firstValue(config, 'automount', 'root');
  return {
    enabled: readBoolean(firstValue(config, 'automount', 'enabled')?.value ?? '') ?? true,
    root:
      root?.value.startsWith('/') === true
        ? `/${root.value.split('/').filter(Boolean).join('/')}/`.replace('//', '/')
        : '/mnt/',
    mountsFstab: readBoolean(firstValue(config, 'automount', 'mountFsTab')?.value ?? '') ?? true,
  };
}

/** The entry that counts: of several with one key the first, even where its value is bad. */
export function firstValue({ entries }: ScannedConfig, section: string, key: string): ConfigEntry | null {
  const wanted = `${section}.${key}`.toLowerCase();
  return entries.find((entry) => `${entry.section ?? ''}.${entry.key}`.toLowerCase() === wanted) ?? null;
}
