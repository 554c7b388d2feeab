import type { TextRange } from './range';

/** Replaces one range of a text. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/**
 * The text after all edits. Edits refer to the original text and must not overlap.
 * @throws RangeError when two of them do.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let position = 0;
  for (const { range, newText } of ordered) {
    if (range.start < position) throw new RangeError('edits overlap');
    result += text.slice(position, range.start) + newText;
    position = range.end;
  }
  return result + text.slice(position);
}
