import type { Finding } from '../finding';
import type { Translate } from '../message';
import { printable } from '../printable';
import { codeFrame, usualColumns } from './codeFrame';
import type { FileFindings } from './findings';
import type { Paint } from './paint';

export interface TextOptions {
  readonly translate: Translate;
  readonly paint: Paint;
  /** The name under which another file is shown. */
  readonly nameOf: (path: string) => string;
  /** The columns of the terminal; null where the output is none. */
  readonly columns: number | null;
  /** Whether all fixes are for an editor: `slipway fix` does not change such files. */
  readonly onlySuggests?: boolean;
}

/**
 * The output of `slipway scan --format text`. A finding begins with a line for its place, as compilers write it, and one for
 * what it says; the line of the file and what can be done about it are below, indented: a fix is what `slipway fix` carries
 * out, a suggestion is for an editor. The problem matcher of the manifest reads the first two lines.
 */
export function findingsAsText(files: readonly FileFindings[], options: TextOptions): string {
  return files
    .flatMap((file) => file.findings.map((finding) => findingLines(file, finding, options).join('\n')))
    .join('\n');
}

function findingLines(file: FileFindings, finding: Finding, options: TextOptions): string[] {
  const { translate, paint, nameOf, onlySuggests = false } = options;
  const { line, column } = file.lines.positionAt(finding.range.start);
  const place = `${printable(file.file)}:${line}:${column}`;
  const severity = paint(finding.severity, finding.severity);
  return [
    `${place} ${severity} ${finding.rule} ${paint(printable(finding.evidence.source), 'dim')}`,
    `    ${printable(translate(finding.message))}`,
    ...frameLines(file, finding, options),
    ...(finding.related ?? []).map((related) => {
      const where = printable(`${nameOf(related.path)}:${related.line}`);
      return `    ${paint(`${where}:`, 'dim')} ${printable(translate(related.message))}`;
    }),
    ...finding
      .fixes()
      .map(
        ({ safe, title }) =>
          `    ${paint(safe && !onlySuggests ? 'fix:' : 'suggestion:', 'dim')} ${printable(translate(title))}`,
      ),
  ];
}

/** What stands beside the code: the line's number with a bar, and room for an ellipsis at either end. */
const margin = 10;
/** Less shows nothing of use. */
const fewestColumns = 40;

function frameLines(
  { text, lines }: FileFindings,
  { range, severity }: Finding,
  { paint, columns }: TextOptions,
): string[] {
  const room = columns === null ? usualColumns : Math.max(columns - margin, fewestColumns);
  const { line, code, marks } = codeFrame(text, range, lines, room);
  const number = String(line).padStart(5);
  return [
    `${paint(`${number} |`, 'dim')} ${code}`,
    `${paint(`${' '.repeat(number.length)} |`, 'dim')} ${marks.indent}${paint(marks.carets, severity)}`,
  ];
}
