import { applyEdits } from '../../../src/text/edit';
import { readDotenv } from '../../../src/mounts/dotenv';
import { formatOf } from '../../../src/mounts/format';
import { switchOffRule } from '../../../src/mounts/projectFileEdit';
import { readProjectFile } from '../../../src/mounts/projectFile';
import { scanText, type ScannedText } from '../../../src/mounts/scan';
import { fixesFault, judged, rangesFault } from '../faults';
import type { FuzzInput } from './inputs';

/** What is wrong with how a text is read; null where nothing is. */
export function faultOf(input: FuzzInput): string | null {
  return judged(() => faultIn(input));
}

function faultIn({ text, place }: FuzzInput): string | null {
  if (place.file === '.env') return rangesFault(text, readDotenv(text).map(({ line }) => ({ start: line - 1, end: line }))); // prettier-ignore
  if (place.file === '.slipway.jsonc') return projectFileFault(text);
  formatOf(place).comments(text);
  const scanned = scanText(text, place);
  return placesFault(text, scanned) ?? fixesFault(text, scanned, (fixed) => scanText(fixed, place));
}

function projectFileFault(text: string): string | null {
  const { problems, errors, settings } = readProjectFile(text);
  const edits = switchOffRule(text, 'slow-mount', 'why');
  if (edits !== null) {
    const edited = readProjectFile(applyEdits(text, edits));
    if (edited.errors.length > errors.length) return 'a rule that is switched off leaves a file that cannot be read';
    if (edited.settings.levels.get('slow-mount') !== 'off') return 'a rule that is switched off is not';
    const others = ({ levels }: typeof settings): string =>
      JSON.stringify([...levels].filter(([rule]) => rule !== 'slow-mount'));
    if (others(edited.settings) !== others(settings)) return 'a rule that is switched off changes another';
  }
  return rangesFault(text, problems.map(({ range }) => range)); // prettier-ignore
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
