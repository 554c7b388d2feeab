import type { ConfigKey, ValueType } from './schema';

/** `true` and `false` in any case, `1` and `0`; null for anything else. */
export function readBoolean(value: string): boolean | null {
  const word = value.toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : null;
}

/** Decimal, hexadecimal with `0x`, octal with a leading 0; null for anything else. */
export function readInteger(value: string): number | null {
  const [, sign = '', digits = ''] = /^([-+]?)(0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i.exec(value) ?? [];
  if (digits === '') return null;
  const size = isOctal(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return sign === '-' ? -size : size;
}

/** Whether digits count by eight though nobody may have meant it: `010` is 8. */
export function isOctal(value: string): boolean {
  return /^[-+]?0[0-7]+$/.test(value) && Number(value) !== 0;
}

const units = ['', 'K', 'M', 'G', 'T'];

/** The bytes of `8GB`, `8G`, `8589934592`; null where WSL reads no size. */
export function readSize(value: string): number | null {
  const [, digits, unit = ''] = /^(\d+)(?:([KMGT])B?|B)?$/.exec(value) ?? [];
  return digits === undefined ? null : Number(digits) * 1024 ** units.indexOf(unit);
}

/** How WSL wants a size that a person wrote in another way: `8 gb`, `1.5GB`, `8GiB`. Null where it has no such form. */
export function asSize(value: string): string | null {
  const [, whole = '', fraction = '', letter = ''] =
    /^(\d+)(?:[.,](\d{1,3}))?\s*([kmgt]?)(?:i?b|bytes?)?$/i.exec(value) ?? [];
  if (whole === '') return null;
  let unit = units.indexOf(letter.toUpperCase());
  let amount = Number(`${whole}.${fraction}`);
  while (!Number.isInteger(amount) && unit > 0) [amount, unit] = [amount * 1024, unit - 1];
  if (!Number.isInteger(amount) || !Number.isSafeInteger(amount * 1024 ** unit)) return null;
  return unit === 0 ? `${amount}` : `${amount}${units[unit] ?? ''}B`;
}

/** The value of an enumeration that a text means, by its name of today; null for anything else. */
export function readChoice({ values = [], aliases = {} }: ConfigKey, value: string): string | null {
  const isMeant = (name: string): boolean => name.toLowerCase() === value.toLowerCase();
  return values.find(isMeant) ?? Object.entries(aliases).find(([name]) => isMeant(name))?.[1] ?? null;
}

function isAddress(value: string): boolean {
  const parts = value.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function arePorts(value: string, { least, most }: ConfigKey): boolean {
  const isPort = (text: string): boolean =>
    /^\d+$/.test(text) && Number(text) >= Number(least ?? 0) && Number(text) <= Number(most ?? 65535);
  return value === '' || value.split(',').every((part) => isPort(part.trim()));
}

const readers: Readonly<Record<ValueType, (value: string, key: ConfigKey) => boolean>> = {
  bool: (value) => readBoolean(value) !== null,
  int: (value) => readInteger(value) !== null,
  size: (value) => readSize(value) !== null,
  enum: (value, key) => readChoice(key, value) !== null,
  mac: (value) => /^(?:[\da-f]{2}[:-]){5}[\da-f]{2}$/i.test(value),
  ipv4: isAddress,
  portlist: arePorts,
  path: () => true,
  string: () => true,
  list: () => true,
};

/** Whether WSL takes a value for a key; otherwise what holds without it stays. */
export function isReadable(key: ConfigKey, value: string): boolean {
  return readers[key.type](value, key);
}
