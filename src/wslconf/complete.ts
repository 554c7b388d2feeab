import { LineIndex, type TextRange } from '../text/range';
import { isAtLeast } from '../text/versionOrder';
import { scanWslConfig, type ConfigSection, type WslConfigFile } from './scan';
import { findKey, keysIn, sectionsOf, type ConfigKey } from './schema';

/** Something that can be written at a place. */
export interface Completion {
  readonly kind: 'section' | 'key' | 'value';
  readonly label: string;
  /** What comes in the place of the range. */
  readonly newText: string;
  readonly range: TextRange;
  /** The key that it is, or of which it is a value; null for a section. */
  readonly key: ConfigKey | null;
  /** Whether it is what holds without the key. */
  readonly isDefault: boolean;
}

/** Where a text has the words of a line around an offset. */
interface Line {
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/** What WSL would know at an offset of a text: sections, keys of the section that are not set yet, values of the key. */
export function complete(text: string, offset: number, file: WslConfigFile, wsl: string | null): Completion[] {
  const lines = new LineIndex(text);
  const { line } = lines.positionAt(offset);
  const start = lines.lineStart(line);
  const written = lines.lineText(line);
  const at = Math.min(offset - start, written.length);
  const here: Line = { start, before: written.slice(0, at), after: written.slice(at) };
  // What WSL reads no further than a bad line, people do.
  const { sections, entries } = scanWslConfig(text, 'wslconfig');
  const section = sections.findLast(({ range }) => range.start < start) ?? null;
  const value = /^[ \t]*([A-Za-z][A-Za-z\d]*)[ \t]*=[ \t]*([^#]*)$/.exec(here.before);
  if (value) return valuesFor(here, file, section, value[1] ?? '', value[2] ?? '', wsl);
  const bracket = /^[ \t]*(\[[A-Za-z\d]*)$/.exec(here.before)?.[1];
  if (bracket !== undefined) return sectionsFor(here, file, bracket);
  const word = /^[ \t]*([A-Za-z\d]*)$/.exec(here.before)?.[1];
  if (word === undefined) return [];
  const isSet = (key: ConfigKey): boolean =>
    entries.some((entry) => entry.keyRange.end < start && sameKey(entry.section, entry.key, key)) ||
    entries.some((entry) => entry.keyRange.start >= start + written.length && sameKey(entry.section, entry.key, key));
  return [
    ...keysFor(here, file, section, word, wsl).filter(({ key }) => key !== null && !isSet(key)),
    ...(here.after.trim() === '' ? sectionsFor(here, file, word) : []),
  ];
}

function sameKey(section: string | null, name: string, { section: home, key }: ConfigKey): boolean {
  return section?.toLowerCase() === home.toLowerCase() && name.toLowerCase() === key.toLowerCase();
}

function sectionsFor({ start, before, after }: Line, file: WslConfigFile, word: string): Completion[] {
  const rest = /^[A-Za-z\d]*\]?/.exec(after)?.[0].length ?? 0;
  const range = { start: start + before.length - word.length, end: start + before.length + rest };
  return sectionsOf(file).map((name) => {
    const label = `[${name}]`;
    return { kind: 'section', label, newText: label, range, key: null, isDefault: false };
  });
}

function keysFor(
  { start, before, after }: Line,
  file: WslConfigFile,
  section: ConfigSection | null,
  word: string,
  wsl: string | null,
): Completion[] {
  const rest = /^[A-Za-z\d]*/.exec(after)?.[0].length ?? 0;
  const range = { start: start + before.length - word.length, end: start + before.length + rest };
  const equals = /^[ \t]*=/.test(after.slice(rest)) ? '' : '=';
  return keysIn(file)
    .filter((key) => key.section.toLowerCase() === section?.name.toLowerCase() && isOffered(key, wsl))
    .map((key) => ({ kind: 'key', label: key.key, newText: key.key + equals, range, key, isDefault: false }));
}

function valuesFor(
  { start, before, after }: Line,
  file: WslConfigFile,
  section: ConfigSection | null,
  name: string,
  written: string,
  wsl: string | null,
): Completion[] {
  const key = section === null ? null : findKey(file, section.name, name);
  if (key === null) return [];
  const rest = /^[^\s#]*/.exec(after)?.[0].length ?? 0;
  const range = { start: start + before.length - written.length, end: start + before.length + rest };
  return valuesOf(key, wsl).map((value) => ({
    kind: 'value',
    label: value,
    newText: value,
    range,
    key,
    isDefault: value === key.fallback,
  }));
}

/** The values of which there are few, or else the one that holds by default, as a form to go by. */
function valuesOf({ type, values = [], valuesSince = {}, fallback }: ConfigKey, wsl: string | null): readonly string[] {
  if (type === 'bool') return ['true', 'false'];
  if (values.length > 0) return values.filter((value) => reaches(wsl, valuesSince[value]));
  // Backslashes would have to be doubled, and the names in it are no folders.
  return typeof fallback === 'string' && /^[^%\\]+$/.test(fallback) ? [fallback] : [];
}

/** Whether somebody should write a key today, for this WSL. */
function isOffered({ gone, home, isIdle, since, after }: ConfigKey, wsl: string | null): boolean {
  if (gone !== undefined || home !== undefined || isIdle === true) return false;
  return reaches(wsl, since) && (wsl === null || after === undefined || isAtLeast(after, wsl) !== true);
}

function reaches(wsl: string | null, release: string | undefined): boolean {
  return wsl === null || release === undefined || isAtLeast(wsl, release) !== false;
}
