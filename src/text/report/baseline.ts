import { fingerprints } from './fingerprint';
import { fingerprintName, toolName } from './sarif';

/** A finding of an earlier run. */
export interface KnownFinding {
  readonly fingerprint: string;
  /** The path of its file below the root of that run, with slashes; as it was printed where nobody knows that root. */
  readonly file: string;
}

/**
 * The findings in an output of an earlier run, SARIF or JSON; why it cannot be used, as the end of a sentence, where it is
 * neither.
 * @param relativePath the path below the root of the files for one that JSON names as it was shown
 */
export function readBaseline(text: string, relativePath: (file: string) => string): readonly KnownFinding[] | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return 'it is not JSON.';
  }
  const { version, runs, findings } = record(content);
  if (version === '2.1.0' && Array.isArray(runs)) return fromSarif(runs);
  if (version === 1 && Array.isArray(findings)) return fromJson(findings, relativePath);
  return 'it is neither SARIF 2.1.0 nor the JSON of slipway scan.';
}

function fromSarif(runs: readonly unknown[]): readonly KnownFinding[] | string {
  const own = runs.filter((run) => record(record(record(run)['tool'])['driver'])['name'] === toolName);
  if (own.length === 0) return `it holds no run of ${toolName}.`;
  return own.flatMap((run) =>
    list(record(run)['results']).flatMap((result): KnownFinding[] => {
      const { partialFingerprints, locations } = record(result);
      const fingerprint = record(partialFingerprints)[fingerprintName];
      const physical = record(record(list(locations)[0])['physicalLocation']);
      const uri = record(physical['artifactLocation'])['uri'];
      return typeof fingerprint === 'string' ? [{ fingerprint, file: decoded(uri) }] : [];
    }),
  );
}

function fromJson(
  findings: readonly unknown[],
  relativePath: (file: string) => string,
): readonly KnownFinding[] | string {
  const identities = findings.flatMap((finding) => {
    const { file, rule, source } = record(finding);
    const isComplete = typeof file === 'string' && typeof rule === 'string' && typeof source === 'string';
    return isComplete ? [{ file: relativePath(file), rule, source }] : [];
  });
  if (identities.length < findings.length) return 'it is neither SARIF 2.1.0 nor the JSON of slipway scan.';
  const marks = fingerprints(identities);
  return identities.map(({ file }, index) => ({ file, fingerprint: marks[index] ?? '' }));
}

function decoded(uri: unknown): string {
  try {
    return typeof uri === 'string' ? decodeURIComponent(uri) : '';
  } catch {
    return '';
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
