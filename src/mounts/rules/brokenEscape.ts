import { fixesOnce, type Finding } from '../../text/finding';
import { message } from '../../text/message';
import type { TextRange } from '../../text/range';
import { unescapedFix } from '../fixes/escapes';
import type { Rule } from './rule';

/**
 * A backslash between double quotes of YAML begins an escape: `"C:\temp"` holds a tab, and `"C:\Users"` is no YAML at all, so
 * that Compose refuses the file.
 */
export const brokenEscape: Rule = {
  id: 'broken-escape',
  check: ({ brokenEscapes = [], text }) =>
    brokenEscapes.map(({ range, raw, isRefused }): Finding => ({
      rule: 'broken-escape',
      severity: isRefused ? 'error' : 'warning',
      range,
      anchor: range.start,
      message: isRefused
        ? message('Compose refuses this file: a backslash between double quotes begins an escape. Use single quotes.')
        : message('This is another path: a backslash between double quotes begins an escape. Use single quotes.'),
      evidence: { source: raw, resolved: null },
      fixes: fixesOnce(() => (standsAlone(range, text) ? unescapedFix(range, raw) : null)),
    })),
};

/** What touches other text is no string that somebody meant, and other quotes may make more of that text. */
function standsAlone({ start, end }: TextRange, text: string): boolean {
  return /^[\s,[{]?$/.test(text.slice(Math.max(0, start - 1), start)) && /^[\s,\]}:]?$/.test(text.charAt(end));
}
