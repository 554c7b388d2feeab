import type { ReadError } from '../finding';
import type { Translate } from '../message';
import type { FileFindings } from './findings';
import { reportRange } from './place';

/** The output of `slipway scan --format json`; its schema is docs/schema/scan.schema.json. */
export function findingsAsJson(
  files: readonly FileFindings[],
  errors: readonly ReadError[],
  translate: Translate,
): string {
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
  return JSON.stringify({ version: 1, findings, errors }, null, 2);
}
