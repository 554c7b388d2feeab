import type { Finding, ReadError, Severity } from '../finding';
import type { Translate } from '../message';
import { printable } from '../printable';
import type { LineIndex } from '../range';
import { reportRange } from './place';

/** The findings of one file, with what turns their offsets into lines. */
export interface FileFindings {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly lines: LineIndex;
}

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
      fixes: finding.fixes.map((fix) => ({
        title: translate(fix.title),
        safe: fix.safe,
        edits: fix.edits.map((edit) => ({ ...reportRange(edit.range, lines), newText: edit.newText })),
      })),
    })),
  );
  return JSON.stringify({ version: 1, findings, errors }, null, 2);
}

/** Marks a severity for the eye; colour is never the only sign. */
export type Paint = (text: string, severity: Severity | 'dim') => string;

/** The output of `slipway scan --format text`: a line a finding, and what can be done about it below. */
export function findingsAsText(files: readonly FileFindings[], translate: Translate, paint: Paint): string {
  const lines = files.flatMap((file) => file.findings.map((finding) => findingLines(file, finding, translate, paint)));
  return lines.join('\n');
}

function findingLines(file: FileFindings, finding: Finding, translate: Translate, paint: Paint): string {
  const { line, column } = file.lines.positionAt(finding.range.start);
  const head = `${printable(file.file)}:${line}:${column} ${paint(finding.severity, finding.severity)} ${finding.rule}`;
  const fixes = finding.fixes.map((fix) => `    ${paint('fix:', 'dim')} ${printable(translate(fix.title))}`);
  return [
    `${head} ${paint(printable(finding.evidence.source), 'dim')}`,
    `    ${printable(translate(finding.message))}`,
    ...fixes,
  ].join('\n');
}
