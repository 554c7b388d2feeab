import { severities, type Finding } from '../text/finding';
import { checkText, type CheckedText, type Subject } from './check';
import type { Place } from './mount';
import { Nearby } from './nearby';
import { alone, type Related } from './related';
import { toldAtEachPlace } from './rules';
import { suppressFix, suppressInFileFix } from './suppress';

/** All that can be told of one text. Offsets are of that text. */
export interface ScannedText extends Pick<CheckedText, 'mounts' | 'errors' | 'ports' | 'lines'> {
  readonly findings: readonly Finding[];
  /** Those and the ones for which another stands: what is fixed in one go is fixed at each of them. */
  readonly fixable: readonly Finding[];
  /** The files that would tell more, by their path. */
  readonly wanted: ReadonlySet<string>;
}

/** Reads a file that holds mounts and tells what is wrong in it, each cause once. Pure. */
export function scanText(
  text: string,
  place: Place,
  related: Related = alone,
  nearby: Nearby = new Nearby(),
): ScannedText {
  const subject: Subject = { text, place, related, nearby };
  return scannedText(subject, checkText(subject), nearby.wanted);
}

/** What is told of a text that has been checked. */
export function scannedText(subject: Subject, checked: CheckedText, wanted: ReadonlySet<string>): ScannedText {
  const { mounts, kept, idle, errors, ports, lines } = checked;
  // A comment speaks of its own line only, so comments have been applied before one finding stands for several lines.
  const suppressible = oncePerCause(kept).map((finding) => ({
    ...finding,
    suppress: (reason: string) => suppressFix(finding, subject, checked, reason),
    suppressInFile: (reason: string) => suppressInFileFix(finding, subject, checked, reason),
  }));
  const findings = [...suppressible, ...idle].sort((a, b) => a.range.start - b.range.start || rank(b) - rank(a));
  return { mounts, findings, fixable: kept, wanted, errors, ports, lines };
}

/** One folder mounted in ten services is one cause and gets one finding, at the place where it hurts most. */
function oncePerCause(findings: readonly Finding[]): Finding[] {
  const causes = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, evidence, range } = finding;
    const about = toldAtEachPlace.has(rule) ? `${range.start} ${range.end}` : (evidence.resolved ?? evidence.source);
    const cause = `${rule} ${about}`;
    const known = causes.get(cause);
    if (!known || rank(finding) > rank(known)) causes.set(cause, finding);
  }
  return [...causes.values()];
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severity);
}
