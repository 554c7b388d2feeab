import { applyEdits } from '../../text/edit';
import type { ConfigFileReading } from '../../wsl/configFile';
import { scanWslConfig } from '../../wslconf/scan';
import { setKey } from '../../wslconf/setKey';
import { entryOf } from '../../wslconf/settingName';
import { readBoolean } from '../../wslconf/values';
import type { VirtiofsSetting } from './ladder';

export const virtiofsSetting = { section: 'wsl2', key: 'virtiofs' } as const;

/** What .wslconfig says of it; without the file, nothing. */
export function readVirtiofs(config: ConfigFileReading): VirtiofsSetting {
  if (config.kind === 'failed') return 'unreadable';
  const scanned = scanWslConfig(config.kind === 'read' ? config.text : '', 'wslconfig');
  const read = (key: string): boolean | null => {
    const entry = entryOf(scanned, { ...virtiofsSetting, key });
    return entry && readBoolean(entry.value);
  };
  // Without virtio WSL goes on as if nobody had asked for it.
  if (read('virtio') === false) return 'withoutVirtio';
  return read('virtiofs') === true ? 'on' : 'off';
}

/** The text of a .wslconfig with it; null where no place for it was found. */
export function withVirtiofs(text: string): string | null {
  const set = setKey(text, 'wslconfig', { ...virtiofsSetting, value: 'true' });
  return set.kind === 'edits' ? applyEdits(text, set.edits) : null;
}
