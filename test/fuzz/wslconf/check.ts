import { applyEdits, type TextEdit } from '../../../src/text/edit';
import { inEnglish } from '../../../src/text/message';
import { LineIndex, type TextRange } from '../../../src/text/range';
import { readAutomount } from '../../../src/wslconf/automount';
import { checkConfig, type CheckedConfig } from '../../../src/wslconf/check';
import { complete } from '../../../src/wslconf/complete';
import { describeKey } from '../../../src/wslconf/describe';
import { hoverAt } from '../../../src/wslconf/hover';
import { readLimits } from '../../../src/wslconf/limits';
import { readNetworkSettings } from '../../../src/wslconf/networking';
import { outlineOf, type OutlineNode } from '../../../src/wslconf/outline';
import { scanWslConfig, type ScannedConfig } from '../../../src/wslconf/scan';
import { setKey } from '../../../src/wslconf/setKey';
import { entryOf, isSetting } from '../../../src/wslconf/settingName';
import { fixesFault, judged, rangesFault } from '../faults';
import { readByReference } from './grammar';
import type { WslconfInput } from './inputs';

/** What is wrong with how one of the two files is read, judged, completed or changed; null where nothing is. */
export function faultOf(input: WslconfInput): string | null {
  return judged(
    () => scanFault(input) ?? findingsFault(input) ?? completionFault(input) ?? hoverFault(input) ?? editFault(input),
  );
}

function scanFault({ text, file }: WslconfInput): string | null {
  const scanned = scanWslConfig(text, file);
  const { sections, entries, problems, comments, stoppedAt } = scanned;
  const strange = entries.find(({ key, keyRange }) => text.slice(keyRange.start, keyRange.end) !== key);
  if (strange) return `the key ${strange.key} does not stand where it is said to`;
  if (stoppedAt !== null && stoppedAt !== text.length && text[stoppedAt - 1] !== '\n') return 'stops within a line';
  const ranges = [
    ...[...sections, ...problems, ...comments].map(({ range }) => range),
    ...entries.flatMap(({ keyRange, valueRange }) => [keyRange, valueRange]),
  ];
  return rangesFault(text, ranges) ?? grammarFault({ text, file }, scanned);
}

/** Whether two ways to read the grammar come to the same. */
function grammarFault(
  { text, file }: Pick<WslconfInput, 'text' | 'file'>,
  { entries, problems }: ScannedConfig,
): string | null {
  if (/\r(?!\n)/.test(text)) return null;
  const reference = readByReference(text, file);
  if (reference.badLines !== problems.length) return `${problems.length} bad lines, ${reference.badLines} by the reference`; // prettier-ignore
  const read = entries.map(({ section, key, value }) => `${section ?? ''}.${key}=${value}`);
  const isSame = (mine: string | undefined, theirs: string): boolean =>
    theirs.startsWith('?.') ? mine?.endsWith(theirs.slice(1)) === true : mine === theirs;
  const other = reference.entries.findIndex((theirs, index) => !isSame(read[index], theirs));
  if (other < 0 && read.length === reference.entries.length) return null;
  return `reads ${JSON.stringify(read.at(other))}, the reference ${JSON.stringify(reference.entries.at(other))}`;
}

function findingsFault({ text: bytes, file, wsl, places }: WslconfInput): string | null {
  // As whoever reads the file hands it over.
  const text = bytes.replace(/^\uFEFF/, '');
  const check = (other: string, hasMark = false): CheckedConfig => checkConfig({ text: other, file, hasMark, wsl });
  const checked = check(text, text !== bytes);
  const { findings, fixable, lines, unread } = checked;
  const ranges = [...findings, ...fixable].flatMap(({ range, anchor }) => [range, { start: anchor, end: anchor }]);
  const isSorted = findings.every(({ range }, index) => range.start >= (findings[index - 1]?.range.start ?? 0));
  if (!isSorted) return 'findings are not in the order of the text';
  for (const { message, rule } of findings) if (inEnglish(message) === '') return `${rule} says nothing`;
  // Also of lines that WSL does not come to.
  const { entries } = scanWslConfig(text, 'wslconfig');
  const far = fixable.find((finding) =>
    finding.fixes().some(({ edits }) => !isOnOwnLines(wholeOf(finding.range, entries), edits, lines)),
  );
  if (far) return `a fix of ${far.rule} at ${far.range.start} reaches into other lines`;
  // One is enough for each text: each is made from all of it.
  const picked = findings[Math.floor((places[0] ?? 0) * findings.length)];
  for (const fix of [picked?.suppress?.('why'), picked?.suppressInFile?.('why')]) {
    if (!fix) continue;
    const left = check(applyEdits(text, fix.edits), text !== bytes).findings;
    if (left.length >= findings.length) return `the comment that suppresses ${picked?.rule ?? ''} does not`;
  }
  return (
    rangesFault(text, unread ? [...ranges, unread] : ranges) ??
    fixesFault(text, { fixable, errors: [] }, (other) => ({ fixable: check(other).fixable, errors: [] }))
  );
}

/** A range, or all of the entry in which it lies: a value may go on in the next line. */
function wholeOf(range: TextRange, entries: ScannedConfig['entries']): TextRange {
  const around = entries.find(
    ({ keyRange, valueRange }) =>
      keyRange.start <= range.start && range.start <= Math.max(keyRange.end, valueRange.end),
  );
  return { start: around?.keyRange.start ?? range.start, end: Math.max(range.end, around?.valueRange.end ?? 0) };
}

/** Whether edits leave alone what is before and behind the lines of a finding. */
function isOnOwnLines({ start, end }: TextRange, edits: readonly TextEdit[], lines: LineIndex): boolean {
  const first = lines.positionAt(start).line;
  const last = lines.positionAt(end).line;
  return edits.every(
    ({ range }) => lines.positionAt(range.start).line >= first && lines.positionAt(range.end).line <= last,
  );
}

/** Where somebody may ask: never between the two halves of a line end. */
function offsetsIn(text: string, places: readonly number[]): number[] {
  const offsets = places.map((place) => Math.round(place * text.length));
  return offsets.map((at) => (text.startsWith('\r\n', at - 1) && at > 0 ? at - 1 : at));
}

function completionFault({ text, file, wsl, places }: WslconfInput): string | null {
  const lines = new LineIndex(text);
  for (const at of offsetsIn(text, places)) {
    for (const completion of complete(text, at, file, wsl)) {
      const { range, newText, label, kind, key } = completion;
      const where = `the completion ${label} at ${at}`;
      const fault = rangesFault(text, [range]);
      if (fault) return `${where}: ${fault}`;
      const { line } = lines.positionAt(at);
      if (lines.positionAt(range.start).line !== line || lines.positionAt(range.end).line !== line) return `${where} reaches into other lines`; // prettier-ignore
      if (range.start > at || range.end < at) return `${where} is elsewhere`;
      if (key) describeKey(key, inEnglish);
      if (kind !== 'value' || !/^[ \t]*(?:#|\r?\n|$)/.test(text.slice(range.end))) continue;
      const after = scanWslConfig(applyEdits(text, [completion]), 'wslconfig');
      const start = lines.lineStart(line);
      const entry = after.entries.find(({ keyRange }) => keyRange.start >= start && keyRange.start <= range.start);
      // None where the line is the rest of the one before.
      if (entry && entry.value !== newText) return `${where} is read as ${JSON.stringify(entry.value)}`;
    }
  }
  return null;
}

function hoverFault({ text, file, places }: WslconfInput): string | null {
  for (const at of offsetsIn(text, places)) {
    const found = hoverAt(text, at, file);
    if (found && (found.range.start > at || found.range.end < at)) return `the hover at ${at} is elsewhere`;
  }
  const nodes = (found: readonly OutlineNode[]): OutlineNode[] =>
    found.flatMap((node) => [node, ...nodes(node.entries)]);
  const all = nodes(outlineOf(text));
  const torn = all.find(({ range, selection }) => selection.start < range.start || selection.end > range.end);
  if (torn) return `the outline goes to ${torn.selection.start} beyond ${torn.name}`;
  return rangesFault(text, all.map(({ range }) => range)); // prettier-ignore
}

/** Setting a key, as the limits are set: it is as wished, all else is as before, and no other line is touched. */
function editFault({ text, file, wish }: WslconfInput): string | null {
  readLimits(text);
  readNetworkSettings(text);
  readAutomount(text);
  const result = setKey(text, file, wish);
  const before = scanWslConfig(text, file);
  if (result.kind === 'refused') {
    const isMeant = { value: true, stopped: before.stoppedAt !== null, tangled: /[\\"\r]/.test(text) }[result.reason];
    return isMeant ? null : `setting ${wish.key} is refused as ${result.reason}`;
  }
  const { edits } = result;
  const fault = rangesFault(text, edits.map(({ range }) => range)); // prettier-ignore
  if (fault) return `setting ${wish.key}: ${fault}`;
  const after = applyEdits(text, edits);
  const read = scanWslConfig(after, file);
  const value = entryOf(read, wish)?.value ?? null;
  if (value !== wish.value) return `${wish.key} is ${JSON.stringify(value)} once it is ${JSON.stringify(wish.value)}`;
  const others = ({ entries, problems }: ScannedConfig): string =>
    JSON.stringify([
      problems.length,
      ...entries.filter((entry) => !isSetting(entry, wish)).map((entry) => [entry.section, entry.key, entry.value]),
    ]);
  if (others(read) !== others(before)) return `setting ${wish.key} changes what else is read`;
  if (!isOfOwnLines(text, before, edits, wish)) return `setting ${wish.key} touches other lines`;
  const again = setKey(after, file, wish);
  return again.kind === 'edits' && again.edits.length === 0 ? null : `setting ${wish.key} twice changes it twice`;
}

/** Whether nothing that stands in the text is replaced but lines of the setting itself. */
function isOfOwnLines(
  text: string,
  { entries }: ScannedConfig,
  edits: readonly TextEdit[],
  wish: WslconfInput['wish'],
): boolean {
  const own = entries
    .filter((entry) => isSetting(entry, wish))
    .map(({ keyRange, valueRange }) => {
      const end = text.indexOf('\n', valueRange.end);
      // The end of the line above goes with a last line that is taken out.
      const start = text.lastIndexOf('\n', keyRange.start - 1);
      return { start: text[start - 1] === '\r' ? start - 1 : start, end: end < 0 ? text.length : end + 1 };
    });
  return edits.every(({ range }) => {
    const isInsertion = range.start === range.end;
    const lines = own.filter(({ start, end }) => start <= range.start && range.start <= end);
    const last = own.filter(({ start, end }) => start <= range.end && range.end <= end);
    return isInsertion || (lines.length > 0 && last.length > 0);
  });
}
