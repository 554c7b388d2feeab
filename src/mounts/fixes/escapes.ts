import type { Fix } from '../../text/finding';
import { message } from '../../text/message';
import type { TextRange } from '../../text/range';

/** The same text in single quotes, where a backslash is nothing but itself. */
export function unescapedFix(range: TextRange, raw: string): Fix | null {
  const inside = /^"([^\r\n]*)"$/.exec(raw)?.[1];
  // What an escaped quote or a doubled backslash was meant to be beside the others is anybody's guess.
  if (inside === undefined || /\\["\\]/.test(inside)) return null;
  return {
    title: message('Put it in single quotes'),
    safe: /^(?:[A-Za-z]:|\.{1,2}|~|%\w+%)?(?:\\[^\\/:*?"<>|$'{}]+)+(?::[^\\]*)?$/.test(inside),
    cures: true,
    edits: [{ range, newText: `'${inside.replace(/'/g, "''")}'` }],
  };
}
