import { severities, type Finding } from '../text/finding';
import { checkText, type CheckedText, type Subject } from './check';
import type { Place } from './mount';
import { alone, type Related } from './related';
import { suppressFix } from './suppress';

/** All that can be told of one text. Offsets are of that text. */
export interface ScannedText extends Pick<CheckedText, 'mounts' | 'errors' | 'lines'> {
  readonly findings: readonly Finding[];
}

/** Reads a file that holds mounts and tells what is wrong in it, each cause once. Pure. */
export function scanText(text: string, place: Place, related: Related = alone): ScannedText {
  const subject: Subject = { text, place, related };
  const checked = checkText(subject);
  const { mounts, kept, idle, errors, lines } = checked;
  // A comment speaks of its own line only, so comments have been applied before one finding stands for several lines.
  const suppressible = oncePerCause(kept).map((finding) => ({
    ...finding,
    suppress: (reason: string) => suppressFix(finding, subject, checked, reason),
  }));
  const findings = [...suppressible, ...idle].sort((a, b) => a.range.start - b.range.start || rank(b) - rank(a));
  return { mounts, findings, errors, lines };
}

/** One folder mounted in ten services is one cause and gets one finding, at the place where it hurts most. */
function oncePerCause(findings: readonly Finding[]): Finding[] {
  const causes = new Map<string, Finding>();
  for (const finding of findings) {
    const cause = JSON.stringify([finding.rule, finding.evidence.resolved ?? finding.evidence.source]);
    const known = causes.get(cause);
    if (!known || rank(finding) > rank(known)) causes.set(cause, finding);
  }
  return [...causes.values()];
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severity);
}
