import { readDotenv } from '../../src/mounts/dotenv';
import { formatOf } from '../../src/mounts/format';
import { readProjectFile } from '../../src/mounts/projectFile';
import { scanText, type ScannedText } from '../../src/mounts/scan';
import { applyEdits } from '../../src/text/edit';
import type { Finding } from '../../src/text/finding';
import { fixAll } from '../../src/text/fixAll';
import type { TextRange } from '../../src/text/range';
import { readAutomount } from '../../src/wslconf/automount';
import { checkConfig } from '../../src/wslconf/check';
import { complete } from '../../src/wslconf/complete';
import { hoverAt } from '../../src/wslconf/hover';
import { scanWslConfig, type WslConfigFile } from '../../src/wslconf/scan';
import type { FuzzInput } from './inputs';

/** Milliseconds of processor time that one input may take. */
const longest = 2000;

/** Rounds after which the safe fixes of a text have to be at their end, as the command line makes them. */
const mostRounds = 10;

/** What is wrong with how a text is read; null where nothing is. */
export function faultOf(input: FuzzInput): string | null {
  const start = process.threadCpuUsage();
  let fault: string | null;
  try {
    fault = faultIn(input);
  } catch (error) {
    fault = `throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const { user, system } = process.threadCpuUsage(start);
  const took = (user + system) / 1000;
  return fault ?? (took > longest ? `takes ${took.toFixed(0)} ms` : null);
}

function faultIn({ text, place }: FuzzInput): string | null {
  if (place.file === '.env') return rangesFault(text, readDotenv(text).map(({ line }) => ({ start: line - 1, end: line }))); // prettier-ignore
  if (place.file === '.slipway.jsonc') return rangesFault(text, readProjectFile(text).problems.map(({ range }) => range)); // prettier-ignore
  if (/^\.wslconfig$|^wsl\.conf$/.test(place.file)) return configFault(text, place.file === 'wsl.conf' ? 'wsl.conf' : 'wslconfig'); // prettier-ignore
  formatOf(place).comments(text);
  const scanned = scanText(text, place);
  return placesFault(text, scanned) ?? fixesFault(text, scanned, (fixed) => scanText(fixed, place));
}

function configFault(text: string, file: WslConfigFile): string | null {
  readAutomount(text);
  const { sections, entries, problems, comments } = scanWslConfig(text, file);
  const keys = entries.flatMap(({ keyRange, valueRange }) => [keyRange, valueRange]);
  // Whose release depends on the text, so that each input is always read by the same.
  const wsl = [null, '2.4.13.0', '2.6.1.0', '3.0'][text.length % 4] ?? null;
  const check = (other: string) => checkConfig({ text: other, file, hasMark: false, wsl });
  const { findings, fixable, unread } = check(text);
  for (const at of [0, text.length >> 1, text.length]) {
    complete(text, at, file, wsl);
    hoverAt(text, at, file);
  }
  const ranges = [
    ...[...sections, ...problems, ...comments, ...findings, ...fixable].map(({ range }) => range),
    ...keys,
  ];
  return (
    rangesFault(text, unread ? [...ranges, unread] : ranges) ??
    fixesFault(text, { fixable, errors: [] }, (other) => ({ fixable: check(other).fixable, errors: [] }))
  );
}

function placesFault(text: string, { findings, fixable, mounts, errors }: ScannedText): string | null {
  const ranges = [
    ...[...findings, ...fixable].flatMap(({ range, anchor }) => [range, { start: anchor, end: anchor }]),
    ...mounts.flatMap(({ range, source }) => (source ? [range, source.range] : [range])),
    ...errors.map(({ offset }) => ({ start: offset, end: offset })),
  ];
  const isSorted = findings.every(({ range }, index) => range.start >= (findings[index - 1]?.range.start ?? 0));
  return rangesFault(text, ranges) ?? (isSorted ? null : 'findings are not in the order of the text');
}

function rangesFault(text: string, ranges: readonly TextRange[]): string | null {
  const wrong = ranges.find(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  return wrong ? `a range from ${wrong.start} to ${wrong.end} in ${text.length} units` : null;
}

/** What can be fixed in a text, and what of it cannot be read. */
type Fixable = Pick<ScannedText, 'fixable'> & { readonly errors: readonly unknown[] };

function fixesFault(text: string, before: Fixable, scan: (text: string) => Fixable): string | null {
  for (const finding of before.fixable) {
    for (const { edits, safe } of finding.fixes()) {
      const where = `a fix of ${finding.rule} at ${finding.range.start}`;
      const fault = rangesFault(text, edits.map(({ range }) => range)); // prettier-ignore
      if (fault) return `${where}: ${fault}`;
      const fixed = applyEdits(text, edits);
      if (fixed === text) return `${where} changes nothing`;
      if (safe && scan(fixed).errors.length > before.errors.length) return `${where} leaves a text that cannot be read`;
    }
  }
  return endlessFault(text, before.fixable, scan);
}

/** The safe fixes, made again and again until none is left. */
function endlessFault(text: string, fixable: readonly Finding[], scan: (text: string) => Fixable): string | null {
  let [now, left] = [text, fixable];
  for (let round = 0; round < mostRounds; round += 1) {
    const { edits } = fixAll(left);
    if (edits.length === 0) return null;
    now = applyEdits(now, edits);
    left = scan(now).fixable;
  }
  return 'the safe fixes come to no end';
}
