import type { WslConfigFile } from '../scan';
import type { ConfigKey } from './key';
import { wslConfKeys } from './wslConf';
import { wslconfigKeys } from './wslconfig';

export type { ConfigKey, ValueType } from './key';

/** The newest release whose keys are known here. What `after` says of a key goes by it. */
export const newestRelease = '2.9.4';

/** All keys of both files. */
export const allKeys: readonly ConfigKey[] = [...wslconfigKeys, ...wslConfKeys];

const byName = new Map(allKeys.map((key) => [nameIn(key.file, key.section, key.key), key]));

/** The key of this name in this file, in any case; null where WSL has none. */
export function findKey(file: WslConfigFile, section: string, key: string): ConfigKey | null {
  return byName.get(nameIn(file, section, key)) ?? null;
}

/** The keys of one file. */
export function keysIn(file: WslConfigFile): readonly ConfigKey[] {
  return file === 'wslconfig' ? wslconfigKeys : wslConfKeys;
}

/** The names of a file's sections, in the order of its keys. */
export function sectionsOf(file: WslConfigFile): readonly string[] {
  return [...new Set(keysIn(file).map(({ section }) => section))];
}

function nameIn(file: WslConfigFile, section: string, key: string): string {
  return `${file}/${section}.${key}`.toLowerCase();
}
