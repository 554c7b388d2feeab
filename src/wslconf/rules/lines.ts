import type { Finding, Fix, Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import type { TextRange } from '../../text/range';
import { nearest } from '../nearest';
import type { ConfigProblem } from '../scan';
import { keysIn, sectionsOf } from '../schema';
import { backslashFix, isRisky } from './backslashes';
import { commentOutFix, findingAt, replaceFix, type ConfigFacts } from './subject';

/** The lines that WSL cannot read: `config-syntax`, and `config-escape` where a backslash is at fault. */
export function findBadLines(facts: ConfigFacts): Finding[] {
  // WSL passes over such a line of .wslconfig, and reads no further in wsl.conf.
  const severity: Severity = facts.file === 'wsl.conf' ? 'error' : 'warning';
  return facts.scanned.problems.map(({ kind, range }) => {
    if (kind === 'escape') return badEscape(facts, severity, range);
    const says = facts.file === 'wsl.conf' ? messageOfConf(kind) : messageOfWslconfig(kind);
    return findingAt(facts, 'config-syntax', severity, range, says, { fixes: () => fixesOf(facts, kind, range) });
  });
}

/** A `wsl.conf` that begins with a byte order mark: its first line is a bad one. */
export function findByteOrderMark(facts: ConfigFacts): Finding[] {
  const { text, file, hasMark } = facts.subject;
  if (!hasMark || file !== 'wsl.conf') return [];
  const range = { start: 0, end: facts.lines.lineText(1).length };
  const says = message(
    'WSL reads nothing of this file: it begins with a byte order mark. Save it as UTF-8 without one.',
  );
  return text === '' ? [] : [findingAt(facts, 'config-byte-order-mark', 'error', range, says)];
}

function badEscape(facts: ConfigFacts, severity: Severity, range: TextRange): Finding {
  const written = facts.subject.text.slice(range.start, range.end).trim();
  const says =
    facts.file === 'wsl.conf'
      ? message('WSL reads no further than here: {0} is no escape. Write \\\\ for a backslash.', written)
      : message('WSL leaves this line out: {0} is no escape. Write \\\\ for a backslash, or use slashes.', written);
  return findingAt(facts, 'config-escape', severity, range, says, { fixes: () => [backslashFix(facts, range.start)] });
}

function messageOfWslconfig(kind: Exclude<ConfigProblem, 'escape'>): Message {
  switch (kind) {
    case 'section':
      return message('WSL opens no section here: its name has letters and digits only. The keys below are not in it.');
    case 'key':
      return message('WSL leaves this line out: no key begins so. Comments begin with #.');
    case 'equals':
      return message('WSL leaves this line out: a key of letters and digits must be followed by =.');
    case 'quote':
      return message('WSL leaves this line out: the quotes do not close before its end.');
  }
}

function messageOfConf(kind: Exclude<ConfigProblem, 'escape'>): Message {
  switch (kind) {
    case 'section':
      return message('WSL reads no further than here: the name of a section has letters and digits only.');
    case 'key':
      return message('WSL reads no further than here: no key begins so. Comments begin with #.');
    case 'equals':
      return message('WSL reads no further than here: a key of letters and digits must be followed by =.');
    case 'quote':
      return message('WSL reads no further than here: the quotes do not close before the end of the line.');
  }
}

function fixesOf(facts: ConfigFacts, kind: Exclude<ConfigProblem, 'escape'>, range: TextRange): (Fix | null)[] {
  const line = facts.subject.text.slice(range.start, facts.linesOf(range).end);
  switch (kind) {
    case 'section':
      return [headerFix(facts, range.start, line), commentOutFix(facts, range)];
    case 'key': {
      const mark = /^(?:;|\/\/)/.exec(line)?.[0];
      if (mark === undefined) return [commentOutFix(facts, range)];
      return [replaceFix({ start: range.start, end: range.start + mark.length }, '#', true)];
    }
    case 'equals':
      return [equalsFix(facts, range.start, line), commentOutFix(facts, range)];
    case 'quote':
      return [quoteFix(facts, range.start, line), commentOutFix(facts, range)];
  }
}

/** The name of a section that is meant: the same letters, or nearly so; what stands behind the bracket becomes a comment. */
function headerFix({ file }: ConfigFacts, start: number, line: string): Fix | null {
  const [, inside = '', rest = ''] = /^\[([^\]#;]*)\]?(.*)$/s.exec(line) ?? [];
  const letters = inside.replace(/[^A-Za-z\d]/g, '');
  const sections = sectionsOf(file);
  const same = sections.find((name) => name.toLowerCase() === letters.toLowerCase());
  const name = same ?? (letters === '' ? null : nearest(letters, sections));
  if (name === null) return null;
  const comment = rest.trim().replace(/^;/, '');
  const newText = `[${name}]${comment === '' ? '' : comment.startsWith('#') ? ` ${comment}` : ` # ${comment.trim()}`}`;
  return replaceFix({ start, end: start + line.length }, newText, same !== undefined);
}

/** `memory: 8GB` and `memory 8GB`, where the word before is a key. */
function equalsFix({ file }: ConfigFacts, start: number, line: string): Fix | null {
  const [, word = '', between = ''] = /^([A-Za-z][A-Za-z\d]*)([ \t]*:[ \t]*|[ \t]+)(?=[^\s=:])/.exec(line) ?? [];
  if (!keysIn(file).some(({ key }) => key.toLowerCase() === word.toLowerCase())) return null;
  const from = start + word.length;
  // What a value begins with must not be read as an operator again.
  return { ...replaceFix({ start: from, end: from + between.length }, '=', false), cures: false };
}

/** A quote at the end, where nothing else can be meant. */
function quoteFix(facts: ConfigFacts, start: number, line: string): Fix | null {
  if (/["#\\]/.test(line.slice(1))) return null;
  const end = start + line.trimEnd().length;
  return {
    title: message('Close the quotes'),
    safe: !isRisky(facts, start),
    cures: true,
    edits: [{ range: { start: end, end }, newText: '"' }],
  };
}
