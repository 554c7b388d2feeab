import { decodeConsoleText, nonEmptyLines } from './decode';

/** A value of a registry key as reg.exe prints it: `REG_SZ`, `REG_DWORD` (`0x…`), … */
interface RegistryValue {
  readonly type: string;
  readonly data: string;
}

/** A key of the registry with its values, by their names in lower case: the registry knows no case. */
export interface RegistryKey {
  /** The full name, with the long form of the hive: `HKEY_CURRENT_USER\Software\…`. */
  readonly key: string;
  readonly values: ReadonlyMap<string, RegistryValue>;
}

/**
 * Reads what `reg query KEY [/s]` printed, in the console's code page: text beyond ASCII may be damaged (U+FFFD). The
 * format is the same in every language: four blanks between name, type and data.
 */
export function readRegistryKeys(stdout: Uint8Array): RegistryKey[] {
  const keys: { key: string; values: Map<string, RegistryValue> }[] = [];
  for (const line of nonEmptyLines(decodeConsoleText(stdout))) {
    if (/^HKEY_/.test(line)) {
      keys.push({ key: line.trim(), values: new Map() });
      continue;
    }
    const value = /^ {4}(.*?) {4}(REG_[A-Z_]+) {4}(.*)$/.exec(line);
    if (value?.[1] !== undefined && value[2] !== undefined) {
      keys.at(-1)?.values.set(value[1].toLowerCase(), { type: value[2], data: value[3] ?? '' });
    }
  }
  return keys;
}

/**
 * Whether the console's code page has damaged a path on its way: it left bytes beyond ASCII, or the question mark that Windows
 * puts in the place of a character the page lacks, and that no path holds but in the prefix `\\?\`. What became another letter
 * (`õ` an `o`) nobody can see.
 */
export function isDamagedPath(path: string): boolean {
  return /[\uFFFD?]/.test(path.replace(/^\\\\\?\\/, ''));
}

/** The text of a value; null where it is missing, empty or no text. */
export function registryText({ values }: Pick<RegistryKey, 'values'>, name: string): string | null {
  const value = values.get(name.toLowerCase());
  return value && (value.type === 'REG_SZ' || value.type === 'REG_EXPAND_SZ') && value.data !== '' ? value.data : null;
}

/** The number of a value; null where it is missing or none. */
export function registryNumber({ values }: Pick<RegistryKey, 'values'>, name: string): number | null {
  const value = values.get(name.toLowerCase());
  if (value?.type !== 'REG_DWORD' || !/^0x[0-9a-f]{1,8}$/i.test(value.data)) return null;
  return Number.parseInt(value.data, 16);
}
