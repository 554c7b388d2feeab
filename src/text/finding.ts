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
  readonly edits: readonly TextEdit[];
}

/** What a rule says of one place in a file. Its identity is file, rule and evidence, never the message. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly range: TextRange;
  readonly message: Message;
  /** The source as interpolated, and what it resolves to where that is known. */
  readonly evidence: { readonly source: string; readonly resolved: string | null };
  readonly fixes: readonly Fix[];
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
