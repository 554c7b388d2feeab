import type { LineIndex, TextRange } from '../range';

/** A range as the machine-readable outputs write it: from 1, UTF-16 units, the end exclusive. */
export interface ReportedRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function reportRange(range: TextRange, lines: LineIndex): ReportedRange {
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
