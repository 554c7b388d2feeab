import type { TextEdit } from './edit';
import type { Message } from './message';
import type { TextRange } from './range';

/** From least to most severe; the order is what `--fail-on` compares. */
export const severities = ['hint', 'info', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** A change of the text that answers a finding. */
export interface Fix {
  readonly title: Message;
  /** Whether it may be applied unseen, by fix-all: it cannot lose data and means the same on every machine. */
  readonly safe: boolean;
  /** Whether the finding is gone after it: only then may an editor call it the fix. */
  readonly cures: boolean;
  readonly edits: readonly TextEdit[];
}

/** What a rule says of one place in a file. Its identity is file, rule and evidence, never the message. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly range: TextRange;
  /** Where the entry begins that the range is a part of: a comment above either line speaks of the finding. */
  readonly anchor: number;
  readonly message: Message;
  /** The source as interpolated, and what it resolves to where that is known. */
  readonly evidence: { readonly source: string; readonly resolved: string | null };
  readonly fixes: readonly Fix[];
  /**
   * Makes the comment that suppresses it, with a reason; null where no comment would do that and nothing else. Made when
   * asked, since the text is read once more for it; absent where nothing can be suppressed, or not by whoever found it.
   */
  readonly suppress?: (reason: string) => Fix | null;
}

/** Why a file, or a part of it, could not be read. Lines count from 1. */
export interface ReadError {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** Whether a severity reaches a threshold. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(threshold);
}
