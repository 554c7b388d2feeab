import type { Fix } from '../../text/finding';
import { message } from '../../text/message';
import type { TextRange } from '../../text/range';
import type { ConsistencyFlag } from '../mount';

/** Takes exactly the flag away: it does nothing on WSL 2, so nothing is lost. */
export function consistencyFix(flag: ConsistencyFlag, text: string): Fix | null {
  const range = flag.removal ?? keyAround(flag.range, text);
  if (!range) return null;
  return {
    title: message('Remove {0}', text.slice(flag.range.start, flag.range.end)),
    safe: true,
    cures: true,
    edits: [{ range, newText: '' }],
  };
}

/** The key of a mapping with its value and what parts it from its neighbours; null where more stands on its lines. */
function keyAround(value: TextRange, text: string): TextRange | null {
  const before = /(["']?)consistency\1[\t ]*:[\t ]*["']?$/.exec(text.slice(0, value.start));
  if (!before) return null;
  const start = before.index;
  const end = value.end + (/^["']/.exec(text.slice(value.end))?.[0].length ?? 0);
  return inFlow(start, end, text) ?? onOwnLine(start, end, text);
}

/** Between the commas of `{…}`, which may go over several lines. */
function inFlow(start: number, end: number, text: string): TextRange | null {
  const comma = /,\s*$/.exec(text.slice(0, start));
  const next = /^\s*([,}])/.exec(text.slice(end));
  if (!next) return null;
  if (comma) return { start: comma.index, end };
  if (!/\{\s*$/.test(text.slice(0, start))) return null;
  const rest = /^\s*,\s*/.exec(text.slice(end));
  return rest ? { start, end: end + rest[0].length } : { start, end };
}

/** A line of a block, or what follows the dash of an entry up to the next key. */
function onOwnLine(start: number, end: number, text: string): TextRange | null {
  const lineStart = text.slice(0, start).search(/[^\r\n]*$/);
  const indentation = text.slice(lineStart, start);
  const rest = /^[\t ]*(?:\r\n|\r|\n|$)/.exec(text.slice(end));
  if (!rest) return null;
  const lineEnd = end + rest[0].length;
  if (/^ *$/.test(indentation)) return { start: lineStart, end: lineEnd };
  if (!/^ *- +$/.test(indentation)) return null;
  // The next key moves up to the dash if it stands below this one.
  const next = /^( *)[^\s#-]/.exec(text.slice(lineEnd));
  return next?.[1]?.length === indentation.length ? { start, end: lineEnd + indentation.length } : null;
}
