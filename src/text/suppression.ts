import type { TextEdit } from './edit';
import { noFixes, type Finding } from './finding';
import { message, type Message } from './message';
import type { LineIndex, TextRange } from './range';

/** A comment of the file's own syntax, without its mark (`#`, `//`, `rem`). */
export interface Comment {
  readonly text: string;
  readonly range: TextRange;
}

/** What comments do to findings. */
export interface Suppressed {
  /** The findings that no comment speaks of. */
  readonly kept: Finding[];
  /** A finding for each comment that suppresses nothing, names no rule or is misspelt. */
  readonly idle: Finding[];
}

interface Directive {
  /** Null when the comment is not in one of the two forms. */
  readonly rule: string | null;
  readonly range: TextRange;
  /** The line it speaks of; null for the whole file. */
  readonly line: number | null;
}

export const unusedSuppression = 'unused-suppression';

const form = /^\s*slipway-ignore-(next-line|file)\s+(?!--)(\S.*)$/s;
const attempt = /^\s*slipway-ignore(?![a-z])/i;

/** Whether reading comments is worth while at all. */
export function mentionsSuppression(text: string): boolean {
  return /slipway-ignore/i.test(text);
}

/**
 * The edit that puts a comment with this mark above the entry of a finding, in the line's indentation and the file's line
 * ends. Whether a comment may stand there, only a reader of the file's syntax can tell.
 */
export function suppressionComment(
  { rule, anchor }: Pick<Finding, 'rule' | 'anchor'>,
  text: string,
  lines: LineIndex,
  mark: string,
  reason: string,
): TextEdit {
  const { line } = lines.positionAt(anchor);
  const start = lines.lineStart(line);
  const indentation = /^[\t ]*/.exec(lines.lineText(line))?.[0] ?? '';
  const lineEnd = lineEndOf(text);
  const newText = `${indentation}${mark} slipway-ignore-next-line ${rule} -- ${reason}${lineEnd}`;
  return { range: { start, end: start }, newText };
}

/**
 * The edit that puts a comment with this mark where it speaks of the whole file: at its beginning, below what has to be the
 * first line of a script.
 */
export function fileSuppressionComment(rule: string, text: string, mark: string, reason: string): TextEdit {
  const first = /^(?:#!|@echo\b)[^\r\n]*(?:\r\n|\r|\n|$)/i.exec(text)?.[0] ?? '';
  const lineEnd = lineEndOf(text);
  // A script may be nothing but that line.
  const before = first !== '' && !/[\r\n]$/.test(first) ? lineEnd : '';
  const newText = `${before}${mark} slipway-ignore-file ${rule} -- ${reason}${lineEnd}`;
  return { range: { start: first.length, end: first.length }, newText };
}

function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/**
 * Leaves out the findings that comments suppress (`slipway-ignore-next-line RULE[, RULE] -- reason`,
 * `slipway-ignore-file RULE -- reason`), and makes findings of the comments that do nothing.
 */
export function applySuppressions(
  findings: readonly Finding[],
  comments: readonly Comment[],
  lines: LineIndex,
  knownRules: ReadonlySet<string>,
): Suppressed {
  if (comments.length === 0) return { kept: [...findings], idle: [] };
  const directives = comments.flatMap((comment) => readDirectives(comment, comments, lines));
  const rest = suppress(findings, directives, lines);
  // Comments that do nothing are findings too, and can be suppressed; those that were to do it can not.
  const [aboutComments, aboutFindings] = partition(rest.unused, (directive) => directive.rule === unusedSuppression);
  const idle = aboutFindings.map((directive) => idleFinding(directive, knownRules));
  const restIdle = suppress(idle, aboutComments, lines);
  return { kept: rest.kept, idle: [...restIdle.kept, ...restIdle.unused.map((d) => idleFinding(d, knownRules))] };
}

function suppress(
  findings: readonly Finding[],
  directives: readonly Directive[],
  lines: LineIndex,
): { kept: Finding[]; unused: Directive[] } {
  const used = new Set<Directive>();
  const kept = findings.filter((finding) => {
    const own = [finding.range.start, finding.anchor].map((offset) => lines.positionAt(offset).line);
    const matching = directives.filter((d) => d.rule === finding.rule && (d.line === null || own.includes(d.line)));
    matching.forEach((directive) => used.add(directive));
    return matching.length === 0;
  });
  return { kept, unused: directives.filter((directive) => !used.has(directive)) };
}

function readDirectives(comment: Comment, comments: readonly Comment[], lines: LineIndex): Directive[] {
  const match = form.exec(comment.text);
  if (!match) return attempt.test(comment.text) ? [malformed(comment)] : [];
  const line = match[1] === 'file' ? null : nextLineOfText(comment, comments, lines);
  const body = match[2] ?? '';
  const bodyStart = comment.range.end - body.length;
  const [names = ''] = body.split(/\s--(?:\s|$)/, 1);
  return [...names.matchAll(/[^\s,](?:[^,]*[^\s,])?/g)].map((name) => {
    const start = bodyStart + name.index;
    return { rule: name[0], line, range: { start, end: start + name[0].length } };
  });
}

/** A comment that was meant to suppress something and does not say it in a way that is understood. */
function malformed(comment: Comment): Directive {
  const leading = /^\s*/.exec(comment.text)?.[0].length ?? 0;
  const start = comment.range.end - comment.text.length + leading;
  return { rule: null, line: null, range: { start, end: start + comment.text.trim().length } };
}

/** Comments may be stacked, so the line meant is the first one below that is not a comment of its own. */
function nextLineOfText(comment: Comment, comments: readonly Comment[], lines: LineIndex): number {
  const commentLines = new Set(
    comments
      .map((other) => lines.positionAt(other.range.start))
      .filter((at) => /^\s*(?:#|\/\/|::|@?rem\b)/i.test(lines.lineText(at.line)))
      .map((at) => at.line),
  );
  let line = lines.positionAt(comment.range.start).line + 1;
  while (commentLines.has(line)) line += 1;
  return line;
}

function idleFinding({ rule, range }: Directive, knownRules: ReadonlySet<string>): Finding {
  return {
    rule: unusedSuppression,
    severity: rule !== null && knownRules.has(rule) ? 'info' : 'warning',
    range,
    anchor: range.start,
    message: idleMessage(rule, knownRules),
    evidence: { source: rule ?? '', resolved: null },
    fixes: noFixes,
  };
}

function idleMessage(rule: string | null, knownRules: ReadonlySet<string>): Message {
  if (rule === null) {
    return message(
      'This comment suppresses nothing: write slipway-ignore-next-line or slipway-ignore-file and a rule.',
    );
  }
  return knownRules.has(rule)
    ? message('This comment suppresses nothing: "{0}" has no finding there. Remove it.', rule)
    : message('This comment suppresses nothing: there is no rule named "{0}".', rule);
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
