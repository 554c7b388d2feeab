import { severities, type Severity } from '../text/finding';
import type { ClassifiedMount } from './mount';

/** The next weaker severity; a hint stays one. */
export function lowered(severity: Severity): Severity {
  return severities[Math.max(0, severities.indexOf(severity) - 1)] ?? severity;
}

/**
 * How much a finding counts by what is known of its mount or port: one that rests on the default of a variable is a hint, since the
 * variable may be set elsewhere, and one in a service that only a profile starts counts less.
 */
export function byEvidence(
  severity: Severity,
  { viaDefault, inactive }: Pick<ClassifiedMount, 'viaDefault' | 'inactive'>,
): Severity {
  if (viaDefault) return 'hint';
  return inactive ? lowered(severity) : severity;
}
