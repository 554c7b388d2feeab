import type { Finding, Fix } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { nearest } from '../nearest';
import type { ConfigKey } from '../schema';
import { asSize, isOctal, isReadable, readInteger, readSize } from '../values';
import { backslashFix } from './backslashes';
import { findingAt, replaceFix, type ConfigFacts, type ReadEntry } from './subject';

/** What WSL makes of the value of a key that counts; the first that applies, since one line has one cause. */
export function findBadValue(facts: ConfigFacts, entry: ReadEntry): Finding | null {
  const found = damaged(facts, entry) ?? swallowed(facts, entry) ?? unreadable(facts, entry);
  return found ?? readOtherwise(facts, entry) ?? cut(facts, entry);
}

/** Each character beyond ASCII loses all but eight of its bits in .wslconfig, and only there. */
function damaged(facts: ConfigFacts, { value, valueRange }: ReadEntry): Finding | null {
  if (facts.file !== 'wslconfig' || !/[^\0-\x7f]/.test(value)) return null;
  const says = message(
    'WSL damages characters outside ASCII in this file: it reads another text. Use a path without them.',
  );
  return findingAt(facts, 'config-non-ascii', 'warning', valueRange, says);
}

/** `C:\temp\new`, of which WSL makes a tab and a new line; `C:\\dir\`, to which it joins the next line. */
function swallowed(facts: ConfigFacts, { known, value, valueRange }: ReadEntry): Finding | null {
  if (known.type !== 'path') return null;
  const written = facts.subject.text.slice(valueRange.start, valueRange.end);
  // An odd number of backslashes before it: the last one begins an escape.
  const { index, 0: found } = /(?<!\\)(?:\\\\)*\\(?:[bnt]|(?=\r?\n))/.exec(written) ?? { index: 0, 0: '' };
  if (found === '') return null;
  const at = valueRange.start + index + found.lastIndexOf('\\');
  const says = /[\b\n\t]/.test(value)
    ? message('WSL reads a tab, a new line or a backspace here: \\t, \\n and \\b are escapes. Double the backslashes.')
    : message('WSL joins the next line to this path, since it ends with a backslash. Double it.');
  return findingAt(facts, 'config-escape', 'warning', valueRange, says, { fixes: () => [backslashFix(facts, at)] });
}

function unreadable(facts: ConfigFacts, { known, value, valueRange }: ReadEntry): Finding | null {
  if (isReadable(known, value)) return null;
  const severity = known.type === 'mac' ? 'error' : 'warning';
  return findingAt(facts, 'config-bad-value', severity, valueRange, whatCounts(facts, known), {
    fixes: () => meantValues(known, value).map(({ text, safe }) => replaceFix(valueRange, text, safe)),
  });
}

/** What is taken for the value, and what holds instead. */
function whatCounts(facts: ConfigFacts, known: ConfigKey): Message {
  const { key } = known;
  switch (known.type) {
    case 'bool':
      return message('WSL ignores this value of {0}: only true and false count, or 1 and 0.', key);
    case 'int':
      return message('WSL ignores this value of {0}: only a whole number counts, without a unit.', key);
    case 'size':
      return message(
        'WSL ignores this value of {0}: a size is 8GB or 512MB, in capitals, without blanks or fractions.',
        key,
      );
    case 'enum':
      return message('WSL ignores this value of {0}: it takes {1}.', key, choicesOf(facts, known).join(', '));
    case 'mac':
      return message('WSL does not start with this value of {0}: it takes six bytes, such as 02:1A:2B:3C:4D:5E.', key);
    case 'ipv4':
      return message('This is no IPv4 address, so WSL switches dnsTunneling off.');
    case 'portlist':
      return message(
        'WSL ignores what is no port from {0} to {1} here: ports with commas between count.',
        known.least ?? '',
        known.most ?? '',
      );
    case 'path':
    case 'string':
    case 'list':
      return message('WSL ignores this value of {0}.', key);
  }
}

/** The values that this WSL knows. */
function choicesOf(facts: ConfigFacts, { values = [], valuesSince = {} }: ConfigKey): string[] {
  return values.filter((value) => facts.isRelease(valuesSince[value] ?? '0') !== false);
}

/** What may have been meant; safe where WSL has but one way to write what stands there. */
function meantValues(known: ConfigKey, value: string): { readonly text: string; readonly safe: boolean }[] {
  switch (known.type) {
    case 'bool': {
      if (/^(?:yes|on|y|enabled?)$/i.test(value)) return [{ text: 'true', safe: true }];
      return /^(?:no|off|n|disabled?)$/i.test(value) ? [{ text: 'false', safe: true }] : [];
    }
    case 'size': {
      const size = asSize(value);
      return size === null ? [] : [{ text: size, safe: true }];
    }
    case 'int': {
      const digits = /^0*(\d+)(?:\s*ms)?$/i.exec(value)?.[1];
      return digits === undefined ? [] : [{ text: digits, safe: false }];
    }
    case 'enum': {
      const near = nearest(value.replace(/[^A-Za-z\d]/g, ''), known.values ?? []);
      return near === null ? [] : [{ text: near, safe: false }];
    }
    case 'mac':
    case 'ipv4':
    case 'portlist':
    case 'path':
    case 'string':
    case 'list':
      return [];
  }
}

/** A value that is read as another one than it looks, or that WSL changes without a word. */
function readOtherwise(facts: ConfigFacts, { known, value, valueRange }: ReadEntry): Finding | null {
  const { type, key, least, fallback } = known;
  const tell = (says: Message, fixes: readonly (Fix | null)[] = []): Finding =>
    findingAt(facts, 'config-bad-value', 'info', valueRange, says, { fixes: () => fixes });
  // A umask is meant so.
  const isMeant = typeof fallback === 'string' && isOctal(fallback);
  if (type === 'int' && isOctal(value) && !isMeant) {
    const number = readInteger(value) ?? 0;
    const decimal = value.replace(/^([-+]?)0+/, '$1');
    return tell(message('WSL reads {0}: a leading 0 makes the number octal.', number), [
      replaceFix(valueRange, decimal, false),
      replaceFix(valueRange, String(number), false),
    ]);
  }
  if (type === 'size' && least !== undefined && (readSize(value) ?? 0) < (readSize(least) ?? 0)) {
    return tell(message('WSL takes {0} instead, silently: less is not possible.', least));
  }
  if (type === 'int' && least !== undefined && (readInteger(value) ?? 0) < Number(least)) {
    return tell(message('WSL takes all that there are for a value of {0} below {1}.', key, least));
  }
  return null;
}

/** `a=b#c`, of which WSL reads `b`. Where what is left is a number, a word or nothing, a comment is meant. */
function cut(facts: ConfigFacts, { known, value, valueRange }: ReadEntry): Finding | null {
  const { text } = facts.subject;
  const { start, end } = valueRange;
  if (text[end] !== '#' || text[end - 1] === '"' || start === end) return null;
  if (known.type !== 'path' && known.type !== 'string' && known.type !== 'list') return null;
  const lineEnd = facts.linesOf({ start: end, end }).end;
  const whole = text.slice(start, lineEnd).trimEnd();
  const quoted = /["\\]/.test(whole) ? null : `"${whole}"`;
  const range = { start, end: start + whole.length };
  return findingAt(
    facts,
    'config-cut-value',
    'info',
    { start: end, end: start + whole.length },
    message('A comment begins at #, with or without a blank before it: WSL reads {0}.', value),
    {
      fixes: () => [
        quoted === null ? null : replaceFix(range, quoted, false),
        {
          title: message('Write a blank before the comment'),
          safe: false,
          cures: true,
          edits: [{ range: { start: end, end }, newText: ' ' }],
        },
      ],
    },
  );
}
