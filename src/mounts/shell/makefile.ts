import { splitPosix } from './posix';
import type { Step, Word } from './word';

/** `NAME = value` and its kin; `?=` leaves it to the environment, and `+=` adds to what is there. */
const assignment = /^[ \t]*(?:(?:export|override|private)[ \t]+)*([\w.-]+)[ \t]*(=|:{1,3}=|\?=|\+=|!=)[ \t]*/;

/** The targets of a rule, up to the semicolon behind which its first command stands. */
const recipeBehindRule = /^[^\s#:=][^#:=;]*::?(?!=)[^#=;]*;/;

/**
 * Splits a makefile into the commands of its recipes and of the values of its variables, which recipes call
 * (GNU make, §5, §6). Each line of a recipe has a shell of its own, and is run when all variables are set. Never throws.
 */
export function splitMakefile(text: string, start = 0, end = text.length): Step[] {
  const variables: Step[] = [];
  const recipes: Step[] = [];
  let inDefinition = false;
  for (const line of logicalLines(text, start, end)) {
    const content = text.slice(line.start, line.end);
    if (/^[ \t]*define\b/.test(content)) inDefinition = true;
    else if (/^[ \t]*endef\b/.test(content)) inDefinition = false;
    else if (inDefinition || content.startsWith('\t')) {
      recipes.push(...recipe(text, line.start, line.end));
    } else {
      const match = assignment.exec(content);
      if (match) variables.push(...valueSteps(text, line.start, line.end, match));
      else {
        const rule = recipeBehindRule.exec(content)?.[0].length;
        if (rule !== undefined) recipes.push(...recipe(text, line.start + rule, line.end));
      }
    }
  }
  return [...variables, ...recipes];
}

/** A line of a recipe, which has a shell of its own. */
function recipe(text: string, start: number, end: number): Step[] {
  const prefix = /^[\t @+-]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return [{ kind: 'open' }, ...splitPosix(text, start + prefix, end, 'make'), { kind: 'close' }];
}

/** A value of one word is known to all that follows; several are a list, and may be a command. */
function valueSteps(
  text: string,
  start: number,
  lineEnd: number,
  [all, name = '', operator = '']: RegExpExecArray,
): Step[] {
  const from = start + all.length;
  const steps = splitPosix(text, from, lineEnd, 'make');
  const [only, ...others] = steps;
  if (only?.kind !== 'command' || others.length > 0 || operator === '!=') return steps;
  const [word] = only.words;
  if (!word) return steps;
  const isOne = only.words.length === 1 && /^(?:\?|:*)=$/.test(operator);
  const end = isOne ? (word.pieces[0]?.start ?? word.start) : from;
  // What `?=` sets may be set already; several words are options as well, and add up.
  const sign = isOne && operator === '?=' ? '?=' : /^[?+]/.test(operator) ? '+=' : '=';
  const setter = { text: `${name}${sign}`, start, end, quoting: 'bare', expansion: null } as const;
  if (!isOne) return [{ ...only, words: [{ start, end, pieces: [setter] }, ...only.words], isList: true }];
  const set: Word = { start, end: word.end, pieces: [setter, ...word.pieces] };
  return [{ kind: 'command', words: [set], inner: [] }];
}

/** The lines of a makefile, each with those that a backslash at its end joins to it. */
function* logicalLines(text: string, from: number, end: number): Iterable<{ start: number; end: number }> {
  let start = from;
  while (start < end) {
    let stop = start;
    for (;;) {
      const found = text.indexOf('\n', stop);
      stop = found < 0 || found > end ? end : found;
      const isJoined = stop < end && /\\\r?$/.test(text.slice(Math.max(start, stop - 2), stop));
      if (!isJoined) break;
      stop += 1;
    }
    yield { start, end: stop };
    start = stop + 1;
  }
}
