import type { Message } from '../../text/message';
import type { WslConfigFile } from '../scan';

/** What WSL reads a value as. */
export type ValueType = 'bool' | 'int' | 'size' | 'path' | 'string' | 'enum' | 'mac' | 'ipv4' | 'list' | 'portlist';

/** A setting of one of the two files, as WSL knows it. */
export interface ConfigKey {
  readonly file: WslConfigFile;
  readonly section: string;
  readonly key: string;
  readonly type: ValueType;
  /** What holds without it, as it would be written; a message where the machine decides that. Empty for nothing. */
  readonly fallback: string | Message;
  /** What it does, in a sentence or two. */
  readonly about: Message;
  /** What may be written, for an enumeration. */
  readonly values?: readonly string[];
  /** Other names of values. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The release from which a value is known, by its name. */
  readonly valuesSince?: Readonly<Record<string, string>>;
  /** The least and the greatest number, or the least size. */
  readonly least?: string;
  readonly most?: string;
  readonly unit?: 'ms';
  /** The release that brought it. With neither this nor `after`: nobody knows, but 2.5.8 has it. */
  readonly since?: string;
  /** It came with some release after this one. */
  readonly after?: string;
  /** The release from which on it is unknown at the latest. */
  readonly gone?: string;
  /** It is read, and does nothing but warn. */
  readonly isIdle?: boolean;
  /** The section in which the same setting has its home now: both are one key. */
  readonly home?: string;
  /** Of another key, without which it does nothing: `section.key`. */
  readonly requires?: string;
  /** The least Windows: `11`, `11 22H2`. */
  readonly windows?: string;
  /** Whether WSL 1 ignores it. */
  readonly isWsl2Only?: boolean;
  readonly isExperimental?: boolean;
  /** Whether Microsoft documents it. */
  readonly isDocumented: boolean;
}

/** What all keys of one section have in common, and what each has of its own. */
type Details = Partial<Omit<ConfigKey, 'file' | 'section' | 'key' | 'type' | 'fallback' | 'about' | 'isDocumented'>> & {
  readonly isHidden?: boolean;
};

export type MakeKey = (
  key: string,
  type: ValueType,
  fallback: ConfigKey['fallback'],
  about: Message,
  details?: Details,
) => ConfigKey;

/** Makes the keys of a section. */
export function keysOf(file: WslConfigFile, section: string, common: Details = {}): MakeKey {
  return (key, type, fallback, about, { isHidden = false, ...details } = {}) => ({
    file,
    section,
    key,
    type,
    fallback,
    about,
    ...common,
    ...details,
    isDocumented: !isHidden,
  });
}
