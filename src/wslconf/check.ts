import { applyEdits, type TextEdit } from '../text/edit';
import type { Finding, Fix } from '../text/finding';
import { message, type Message } from '../text/message';
import type { LineIndex, TextRange } from '../text/range';
import { applySuppressions, fileSuppressionComment, suppressionComment, unusedSuppression } from '../text/suppression';
import { findUnknownNames } from './rules/names';
import { findCombinations, nameOf } from './rules/combinations';
import { findByteOrderMark, findBadLines } from './rules/lines';
import { findRemoved, findTooNew } from './rules/releases';
import { commentOutFix, ConfigFacts, findingAt, wholeEntry, type ConfigSubject, type ReadEntry } from './rules/subject';
import { findBadValue } from './rules/values';
import { configRuleIds } from './ruleIds';
import { scanWslConfig, type ScannedConfig } from './scan';

export type { ConfigSubject } from './rules/subject';

export interface CheckedConfig {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** Those, and what would be found behind the line at which WSL stops: who fixes a file wants to fix all of it. */
  readonly fixable: readonly Finding[];
  readonly lines: LineIndex;
  /** What WSL does not read of a wsl.conf, behind the bad line at which it stops; null where it reads to the end. */
  readonly unread: TextRange | null;
}

const mark = '#';
const knownRules: ReadonlySet<string> = new Set([...configRuleIds, unusedSuppression]);

/** Tells what WSL will do with the lines of .wslconfig or wsl.conf that are not as somebody meant them. Never throws. */
export function checkConfig(subject: ConfigSubject): CheckedConfig {
  const checked = checkOnce(subject);
  return {
    ...checked,
    findings: checked.findings.map((finding) => {
      if (finding.rule === unusedSuppression) return finding;
      return {
        ...finding,
        suppress: (reason: string) => suppressFix(finding, subject, checked, reason),
        suppressInFile: (reason: string) => suppressInFileFix(finding, subject, checked, reason),
      };
    }),
  };
}

function checkOnce(subject: ConfigSubject): CheckedConfig {
  const { text, file, hasMark } = subject;
  const scanned = scanWslConfig(text, file);
  const stoppedAt = hasMark && file === 'wsl.conf' ? 0 : scanned.stoppedAt;
  const read = new ConfigFacts(subject, stoppedAt === 0 ? nothing : scanned);
  // What WSL never comes to, comments of ours among it.
  const whole = stoppedAt === null ? read : new ConfigFacts(subject, scanWslConfig(text, 'wslconfig'));
  const told = (facts: ConfigFacts): Finding[] => {
    const { kept, idle } = applySuppressions(findAll(facts), whole.scanned.comments, facts.lines, knownRules);
    return [...kept, ...idle].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  };
  const findings = told(read);
  return {
    findings,
    fixable: whole === read ? findings : told(whole),
    lines: read.lines,
    unread: stoppedAt === null || stoppedAt >= text.length ? null : { start: stoppedAt, end: text.length },
  };
}

const nothing: ScannedConfig = { sections: [], entries: [], problems: [], comments: [], stoppedAt: 0 };

function findAll(facts: ConfigFacts): Finding[] {
  const { counting, duplicates } = entriesThatCount(facts);
  const ofEntries = counting.map((entry) => ({
    entry,
    finding: findRemoved(facts, entry) ?? findTooNew(facts, entry) ?? findBadValue(facts, entry),
  }));
  const told = ofEntries.filter(({ finding }) => finding !== null && finding.severity !== 'hint');
  const unknown = told.filter(({ finding }) => finding !== null && unknownToWsl.has(finding.rule));
  const read = without(counting, unknown);
  return [
    ...findByteOrderMark(facts),
    ...findBadLines(facts),
    ...findUnknownNames(facts),
    ...duplicates,
    ...ofEntries.map(({ finding }) => finding).filter((finding) => finding !== null),
    // One line is told of once.
    ...findCombinations(facts, read, without(read, told)),
  ];
}

/** What these speak of, WSL does not read. */
const unknownToWsl: ReadonlySet<string> = new Set(['config-removed-key', 'config-newer-wsl']);

function without(entries: readonly ReadEntry[], others: readonly { readonly entry: ReadEntry }[]): ReadEntry[] {
  return entries.filter((entry) => !others.some((other) => other.entry === entry));
}

/** The first entry of each key that WSL knows, and a finding for each other one: WSL ignores it. */
function entriesThatCount(facts: ConfigFacts): { readonly counting: ReadEntry[]; readonly duplicates: Finding[] } {
  const first = new Map<string, ReadEntry>();
  const duplicates: Finding[] = [];
  for (const entry of facts.scanned.entries) {
    const known = facts.keyOf(entry);
    if (known === null || entry.section === null) continue;
    const read: ReadEntry = { ...entry, section: entry.section, known };
    const before = first.get(nameOf(read));
    if (before) duplicates.push(duplicateOf(facts, read, before));
    else first.set(nameOf(read), read);
  }
  return { counting: [...first.values()], duplicates };
}

function duplicateOf(facts: ConfigFacts, entry: ReadEntry, before: ReadEntry): Finding {
  const { line } = facts.lines.positionAt(before.keyRange.start);
  const isSameName = entry.known === before.known;
  const says = isSameName
    ? message('WSL ignores this {0}: the one in line {1} counts, be its value good or bad.', entry.key, line)
    : message(
        'WSL ignores this {0}: it is one key with that of [{1}] in line {2}, which counts.',
        entry.key,
        before.section,
        line,
      );
  return findingAt(facts, 'config-duplicate-key', 'warning', wholeEntry(entry), says, {
    fixes: () => [commentOutFix(facts, wholeEntry(entry))],
    isUnnecessary: true,
  });
}

function suppressFix(finding: Finding, subject: ConfigSubject, checked: CheckedConfig, reason: string): Fix | null {
  const edit = suppressionComment(finding, subject.text, checked.lines, mark, reason);
  const title = message('Suppress {0} on this line with a comment', finding.rule);
  return provenFix(subject, checked, edit, (other) => other === finding, title);
}

function suppressInFileFix(
  { rule }: Finding,
  subject: ConfigSubject,
  checked: CheckedConfig,
  reason: string,
): Fix | null {
  const edit = fileSuppressionComment(rule, subject.text, mark, reason);
  const title = message('Suppress {0} in this file with a comment', rule);
  return provenFix(subject, checked, edit, (other) => other.rule === rule, title);
}

/** A comment, if nothing but what it is meant for goes by it: a line may be the rest of the one before. */
function provenFix(
  subject: ConfigSubject,
  { findings }: CheckedConfig,
  edit: TextEdit,
  isMeant: (finding: Finding) => boolean,
  title: Message,
): Fix | null {
  const after = checkOnce({ ...subject, text: applyEdits(subject.text, [edit]) });
  const moved = (offset: number): number => (offset < edit.range.start ? offset : offset + edit.newText.length);
  const expected = findings.filter((finding) => !isMeant(finding)).map(({ rule, range }) => [rule, moved(range.start)]);
  const left = after.findings.map(({ rule, range }) => [rule, range.start]);
  if (JSON.stringify(expected) !== JSON.stringify(left)) return null;
  return { title, safe: false, cures: true, edits: [edit] };
}
