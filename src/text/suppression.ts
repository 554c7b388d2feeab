import type { Finding } from './finding';
import { message } from './message';
import type { LineIndex, TextRange } from './range';

/** A comment of the file's own syntax, without its mark (`#` or `//`). */
export interface Comment {
  readonly text: string;
  readonly range: TextRange;
}

interface Directive {
  readonly rule: string;
  readonly range: TextRange;
  /** The line it speaks of; null for the whole file. */
  readonly line: number | null;
}

const form = /^\s*slipway-ignore-(next-line|file)\s+(.*)$/s;

/** Whether reading comments is worth while at all. */
export function mentionsSuppression(text: string): boolean {
  return text.includes('slipway-ignore-');
}

/** The comment text that suppresses a rule on the next line, without the comment mark. */
export function suppressNextLine(rule: string, reason: string): string {
  return `slipway-ignore-next-line ${rule} -- ${reason}`;
}

/**
 * Leaves out the findings that comments suppress (`slipway-ignore-next-line RULE[, RULE] -- reason`,
 * `slipway-ignore-file RULE -- reason`), and adds a finding for each comment that suppresses nothing or names no rule.
 */
export function applySuppressions(
  findings: readonly Finding[],
  comments: readonly Comment[],
  lines: LineIndex,
  knownRules: ReadonlySet<string>,
): Finding[] {
  const directives = comments.flatMap((comment) => readDirectives(comment, comments, lines));
  const used = new Set<Directive>();
  const kept = findings.filter((finding) => {
    const line = lines.positionAt(finding.range.start).line;
    const matching = directives.filter((d) => d.rule === finding.rule && (d.line === null || d.line === line));
    matching.forEach((directive) => used.add(directive));
    return matching.length === 0;
  });
  const idle = directives.filter((directive) => !used.has(directive));
  return [...kept, ...idle.map((directive) => idleFinding(directive, knownRules))];
}

function readDirectives(comment: Comment, comments: readonly Comment[], lines: LineIndex): Directive[] {
  const match = form.exec(comment.text);
  if (!match) return [];
  const line = match[1] === 'file' ? null : nextLineOfText(comment, comments, lines);
  const body = comment.text.slice(comment.text.length - (match[2] ?? '').length);
  const bodyStart = comment.range.end - body.length;
  const names = body.split(/\s--(?:\s|$)/, 1)[0] ?? '';
  return [...names.matchAll(/[^\s,]+/g)].map((name) => {
    const start = bodyStart + name.index;
    return { rule: name[0], line, range: { start, end: start + name[0].length } };
  });
}

/** Comments may be stacked, so the line meant is the first one below that is not a comment of its own. */
function nextLineOfText(comment: Comment, comments: readonly Comment[], lines: LineIndex): number {
  const commentLines = new Set(
    comments
      .map((other) => lines.positionAt(other.range.start))
      .filter((at) => /^\s*(?:#|\/\/)/.test(lines.lineText(at.line)))
      .map((at) => at.line),
  );
  let line = lines.positionAt(comment.range.start).line + 1;
  while (commentLines.has(line)) line += 1;
  return line;
}

function idleFinding(directive: Directive, knownRules: ReadonlySet<string>): Finding {
  const known = knownRules.has(directive.rule);
  return {
    rule: unusedSuppression,
    severity: known ? 'info' : 'warning',
    range: directive.range,
    message: known
      ? message('This comment suppresses nothing: "{0}" has no finding there. Remove it.', directive.rule)
      : message('This comment suppresses nothing: there is no rule named "{0}".', directive.rule),
    evidence: { source: directive.rule, resolved: null },
    fixes: [],
  };
}

export const unusedSuppression = 'unused-suppression';
