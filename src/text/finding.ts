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

/** A line of another file that has to do with a finding. */
export interface RelatedPlace {
  readonly message: Message;
  /** As the files around the one with the finding are named: with slashes, from the same root. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
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
  /** The changes that answer it, the best first. Made when first asked, since most are never looked at. */
  readonly fixes: () => readonly Fix[];
  /** Places in other files that have to do with it; absent where there are none. */
  readonly related?: readonly RelatedPlace[];
  /** Whether what stands there does nothing, so that an editor may show it faded. */
  readonly isUnnecessary?: boolean;
  /** Whether what stands there is out of use, so that an editor may strike it out. */
  readonly isDeprecated?: boolean;
  /**
   * Makes the comment that suppresses it, with a reason; null where no comment would do that and nothing else. Made when
   * asked, since the text is read once more for it; absent where nothing can be suppressed, or not by whoever found it.
   */
  readonly suppress?: (reason: string) => Fix | null;
  /** The same for a comment that suppresses its rule in the whole file. */
  readonly suppressInFile?: (reason: string) => Fix | null;
}

/** Why a file, or a part of it, could not be read. Lines count from 1. */
export interface ReadError {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** For a finding that nothing answers. */
export const noFixes: Finding['fixes'] = () => [];

/** Fixes that are made when first asked for; what is null is none. */
export function fixesOnce(make: () => Fix | null | readonly (Fix | null)[]): Finding['fixes'] {
  let made: readonly Fix[] | null = null;
  return () => (made ??= [make()].flat().filter((fix) => fix !== null));
}

/** Whether a severity reaches a threshold. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(threshold);
}
