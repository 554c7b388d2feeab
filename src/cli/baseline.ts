import { readWrittenText } from '../machine/writtenText';
import type { Machine } from '../machine/machine';
import type { Finding } from '../text/finding';
import { readBaseline, type KnownFinding } from '../text/report/baseline';
import type { FileFindings } from '../text/report/findings';
import { fingerprints } from '../text/report/fingerprint';
import { UsageError } from './invocation';
import { asAsked, whyNot } from './sourceFiles';
import type { SourceRoot } from './sourceRoot';

/**
 * The findings of an earlier run.
 * @throws UsageError when the file cannot be used.
 */
export async function openBaseline(path: string, root: SourceRoot, machine: Machine): Promise<readonly KnownFinding[]> {
  const read = await readWrittenText(machine.files, path, asAsked);
  if (read.kind !== 'ok') throw new UsageError(`--baseline cannot use "${path}": ${whyNot(read)}`);
  const known = readBaseline(read.value, (file) => root.wayTo(file));
  if (typeof known === 'string') throw new UsageError(`--baseline cannot use "${path}": ${known}`);
  return known;
}

/** The fingerprint of each finding. */
export function fingerprintsOf(files: readonly FileFindings[], root: SourceRoot): ReadonlyMap<Finding, string> {
  return new Map(
    files.flatMap(({ file, findings }) => {
      const way = root.wayTo(file);
      const marks = fingerprints(findings.map(({ rule, evidence }) => ({ file: way, rule, source: evidence.source })));
      return findings.map((finding, index): [Finding, string] => [finding, marks[index] ?? '']);
    }),
  );
}

/** What a baseline makes of the findings of a run. */
export interface Compared<T> {
  readonly files: readonly T[];
  /** How many findings were known. */
  readonly known: number;
  /** How many known findings are gone from what this run looked at. */
  readonly gone: number;
}

export function compareWith<T extends FileFindings>(
  baseline: readonly KnownFinding[],
  files: readonly T[],
  marks: ReadonlyMap<Finding, string>,
  root: SourceRoot,
): Compared<T> {
  const earlier = new Set(baseline.map(({ fingerprint }) => fingerprint));
  const isKnown = (finding: Finding): boolean => earlier.has(marks.get(finding) ?? '');
  const now = new Set(marks.values());
  return {
    files: files.map((file) => ({ ...file, findings: file.findings.filter((finding) => !isKnown(finding)) })),
    known: files.flatMap(({ findings }) => findings).filter(isKnown).length,
    gone: baseline.filter(({ fingerprint, file }) => !now.has(fingerprint) && root.covers(file)).length,
  };
}
