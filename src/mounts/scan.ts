import type { Finding } from '../text/finding';
import { severities } from '../text/finding';
import { checkComposeText, type CheckedText } from './check';
import type { Place } from './mount';
import { suppressFix } from './suppress';

/** All that can be told of one text. Offsets are of that text. */
export interface ScannedText extends Pick<CheckedText, 'mounts' | 'errors' | 'lines'> {
  readonly findings: readonly Finding[];
}

/** Reads a compose file and tells what is wrong in it, each cause once. Pure. */
export function scanComposeText(text: string, place: Place): ScannedText {
  const checked = checkComposeText(text, place);
  const { mounts, kept, idle, errors, lines } = checked;
  // A comment speaks of its own line only, so comments have been applied before one finding stands for several lines.
  const suppressible = oncePerCause(kept).map((finding) => ({
    ...finding,
    suppress: (reason: string) => suppressFix(finding, text, place, checked, reason),
  }));
  const findings = [...suppressible, ...idle].sort((a, b) => a.range.start - b.range.start);
  return { mounts, findings, errors, lines };
}

/** One folder mounted in ten services is one cause and gets one finding, at the place where it hurts most. */
function oncePerCause(findings: readonly Finding[]): Finding[] {
  const causes = new Map<string, Finding>();
  for (const finding of findings) {
    const cause = JSON.stringify([finding.rule, finding.evidence.resolved ?? finding.evidence.source]);
    const known = causes.get(cause);
    if (!known || severities.indexOf(finding.severity) > severities.indexOf(known.severity)) causes.set(cause, finding);
  }
  return [...causes.values()];
}
