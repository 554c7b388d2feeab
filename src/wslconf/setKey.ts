import { applyEdits, type TextEdit } from '../text/edit';
import type { TextRange } from '../text/range';
import { scanWslConfig, type ConfigEntry, type ScannedConfig, type WslConfigFile } from './scan';
import { entryOf, isSetting, type SettingName } from './settingName';

/** What a setting shall be; null takes it out of the file. */
export interface SettingWish extends SettingName {
  readonly value: string | null;
}

/**
 * The edits that make it so, none where it is so already. `refused`: `value` holds what the grammar has no way to write;
 * `stopped`: WSL stops reading a wsl.conf above where the setting would stand; `tangled`: no place was found at which the
 * new line would leave all others as they are.
 */
export type SetKeyResult =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly reason: 'value' | 'stopped' | 'tangled' };

/**
 * The smallest edit of a .wslconfig or wsl.conf that sets one setting as wished: the entry that counts is changed in place,
 * a missing one goes to the end of the first section of that name, a missing section to the end of the file. All else stays
 * byte for byte. What it proposes was read back by WSL's own grammar: it is the wish, and every other setting is as before.
 */
export function setKey(text: string, file: WslConfigFile, wish: SettingWish): SetKeyResult {
  const { value } = wish;
  const written = value === null ? null : writeValue(value);
  if (written === undefined) return { kind: 'refused', reason: 'value' };
  const before = scanWslConfig(text, file);
  const entry = entryOf(before, wish);
  if ((entry?.value ?? null) === value) return { kind: 'edits', edits: [] };
  const proposals =
    written === null
      ? [removal(text, before, wish)]
      : entry
        ? [[{ range: entry.valueRange, newText: isQuoted(text, entry) ? quoted(written) : written }]]
        : additions(text, before, file, wish, written);
  const edits = proposals.find((each) => isAsWished(text, file, before, each, wish));
  if (edits) return { kind: 'edits', edits };
  return { kind: 'refused', reason: before.stoppedAt === null ? 'tangled' : 'stopped' };
}

/** A value as it is written, quoted where it must be; undefined where the grammar cannot write it. */
function writeValue(value: string): string | undefined {
  const escaped = value
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\b', '\\b')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  if (/[\u0000-\u001f]/.test(escaped)) return undefined;
  return /#|^[ \t]|[ \t]$/.test(value) ? quoted(escaped) : escaped;
}

function quoted(written: string): string {
  return written.startsWith('"') ? written : `"${written}"`;
}

/** Whether the whole value stands in one pair of quotes, so that a new one shall too. */
function isQuoted(text: string, { valueRange: { start, end } }: ConfigEntry): boolean {
  return /^"[^"\\\r\n]*"$/.test(text.slice(start, end));
}

/** The lines of all entries of the setting: without the first the next one would count. */
function removal(text: string, { entries }: ScannedConfig, wish: SettingWish): TextEdit[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { keyRange, valueRange } of entries.filter((entry) => isSetting(entry, wish))) {
    const lineBreak = text.indexOf('\n', valueRange.end);
    // The line end in front of the last line goes with it where there is none behind.
    const start = lineBreak < 0 ? endOfLineAbove(text, keyRange.start) : startOfLine(text, keyRange.start);
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    const above = ranges.at(-1);
    if (above && above.end >= start) above.end = end;
    else ranges.push({ start, end });
  }
  return ranges.map((range) => ({ range, newText: '' }));
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function endOfLineAbove(text: string, offset: number): number {
  const start = startOfLine(text, offset);
  return text.startsWith('\r\n', start - 2) ? start - 2 : start - 1;
}

/** Ways to add the setting, the best first: others stand by for files that end in the middle of something. */
function additions(
  text: string,
  before: ScannedConfig,
  file: WslConfigFile,
  { section, key }: SettingWish,
  written: string,
): TextEdit[][] {
  const line = `${key}=${written}`;
  const found = before.sections.find(({ name }) => name.toLowerCase() === section.toLowerCase());
  const lineBreak = /\r?\n/.exec(text)?.[0] ?? (file === 'wslconfig' ? '\r\n' : '\n');
  const places = found
    ? [endOfSection(text, before, found.range), endOfLine(text, found.range.end)]
    : [endOfText(text)];
  return places.flatMap((place) =>
    [lineBreak, '\n'].map((end) => {
      const gap = text.trim() === '' ? '' : end;
      return [insertLine(text, place, found ? line : `${gap}[${section}]${end}${line}`, end)];
    }),
  );
}

/** Puts lines behind the line that ends at a place, in front of its line end if it has one. */
function insertLine(text: string, place: number, lines: string, lineBreak: string): TextEdit {
  const isOnEmptyLine = place === 0 || (place === 1 && text.startsWith('\uFEFF'));
  const newText = isOnEmptyLine ? `${lines}${lineBreak}` : `${lineBreak}${lines}`;
  return { range: { start: place, end: place }, newText };
}

/** Behind the last line with anything on it. */
function endOfText(text: string): number {
  return endOfLine(text, text.trimEnd().length);
}

function endOfLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  if (found < 0) return text.length;
  return text[found - 1] === '\r' ? found - 1 : found;
}

/**
 * The end of the last line of a section. Comments that stand right above the next header, parted by an empty line from what
 * is above them, belong to what comes.
 */
function endOfSection(text: string, config: ScannedConfig, header: TextRange): number {
  const [bad] = config.stoppedAt === null ? [] : config.problems;
  const read = bad ? startOfLine(text, bad.range.start) : text.length;
  const next = Math.min(read, nextHeader(text, header.end) ?? read);
  const body = text.slice(header.end, next);
  const own = next < text.length ? body.replace(/\n[ \t\r]*\n(?:[ \t]*#[^\n]*\n)+[ \t]*$/, '') : body;
  return endOfLine(text, header.end + own.trimEnd().length);
}

/** Where the next line begins that opens another section, be its header a good one or not. */
function nextHeader(text: string, from: number): number | null {
  const found = /\n[ \t]*\[[A-Za-z]/.exec(text.slice(from));
  return found && from + found.index + 1;
}

function isAsWished(
  text: string,
  file: WslConfigFile,
  before: ScannedConfig,
  edits: readonly TextEdit[],
  wish: SettingWish,
): boolean {
  const after = scanWslConfig(applyEdits(text, edits), file);
  return (
    (entryOf(after, wish)?.value ?? null) === wish.value &&
    after.problems.length === before.problems.length &&
    others(after, wish) === others(before, wish)
  );
}

/** All but the setting, as one text to compare. */
function others({ entries }: ScannedConfig, wish: SettingWish): string {
  return JSON.stringify(
    entries.filter((entry) => !isSetting(entry, wish)).map(({ section, key, value }) => [section, key, value]),
  );
}
