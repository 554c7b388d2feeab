import type { TextRange } from '../text/range';
import { scanWslConfig, type WslConfigFile } from './scan';
import { findKey, type ConfigKey } from './schema';

/** The key that an entry around an offset sets, and the part of it to mark. */
export function hoverAt(
  text: string,
  offset: number,
  file: WslConfigFile,
): { readonly key: ConfigKey; readonly range: TextRange } | null {
  const holds = ({ start, end }: TextRange): boolean => start <= offset && offset <= end && start < end;
  // Also of lines that WSL does not come to.
  for (const { section, key: name, keyRange, valueRange } of scanWslConfig(text, 'wslconfig').entries) {
    const range = [keyRange, valueRange].find(holds);
    const key = range && section !== null ? findKey(file, section, name) : null;
    if (range && key) return { key, range };
  }
  return null;
}
