import type { Finding } from '../finding';
import type { LineIndex } from '../range';

/** The findings of one file, with what turns their offsets into lines. */
export interface FileFindings {
  /** The name under which it is shown. */
  readonly file: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly lines: LineIndex;
}
