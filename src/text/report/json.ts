import type { ReadError } from '../finding';
import type { Translate } from '../message';
import type { FileFindings } from './findings';
import { reportRange } from './place';

/** The output of `slipway scan --format json`. */
export function findingsAsJson(...what: Parameters<typeof findingsAsData>): string {
  return JSON.stringify(findingsAsData(...what), null, 2);
}

/** Findings for other programs; the schema is docs/schema/scan.schema.json. */
export function findingsAsData(
  files: readonly FileFindings[],
  errors: readonly ReadError[],
  translate: Translate,
): object {
  const findings = files.flatMap(({ file, findings: found, lines }) =>
    found.map((finding) => ({
      file,
      ...reportRange(finding.range, lines),
      rule: finding.rule,
      severity: finding.severity,
      message: translate(finding.message),
      ...finding.evidence,
      fixes: finding.fixes().map((fix) => ({
        title: translate(fix.title),
        safe: fix.safe,
        edits: fix.edits.map((edit) => ({ ...reportRange(edit.range, lines), newText: edit.newText })),
      })),
    })),
  );
  return { version: 1, findings, errors };
}
