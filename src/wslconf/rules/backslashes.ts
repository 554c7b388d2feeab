import type { Fix } from '../../text/finding';
import { message } from '../../text/message';
import type { ConfigFacts } from './subject';

/** A path of Windows as it is pasted. */
const drivePath = /^"?[A-Za-z]:\\/;

/**
 * Doubles the single backslashes of the value around an offset. For a path of a drive nothing else can be meant; in other
 * values only the one that is at fault is doubled, as a suggestion.
 */
export function backslashFix(facts: ConfigFacts, at: number): Fix {
  const { start, end } = facts.linesOf({ start: at, end: at });
  const line = facts.subject.text.slice(start, end);
  const from = start + (/^[^=]*=[ \t]*/.exec(line)?.[0].length ?? 0);
  const value = facts.subject.text.slice(from, end);
  const title = message('Double the backslashes');
  const doubled = (offset: number) => ({ range: { start: offset, end: offset }, newText: '\\' });
  if (at < from || !drivePath.test(value)) return { title, safe: false, cures: false, edits: [doubled(at)] };
  // At the very end of the text it joins no line to this one.
  const singles = singleBackslashes(value, end === facts.subject.text.length).map((index) => from + index);
  // What stands at the end of a line is doubled when it is at fault itself.
  const edits = (singles.includes(at) ? singles : [...singles, at]).map(doubled);
  // A # may begin a comment, or be meant as a part of the path.
  return { title, safe: !value.includes('#') && !isRisky(facts, at), cures: true, edits };
}

/** Whether the line around an offset sets what keeps WSL from starting where it is wrong: nobody reads it unseen. */
export function isRisky(facts: ConfigFacts, at: number): boolean {
  const line = facts.lines.lineText(facts.lines.positionAt(at).line);
  return /^[ \t]*(?:kernel|kernelModules|systemDistro|macAddress)[ \t]*=/i.test(line);
}

/** Where the backslashes of a pasted path are that stand for themselves, up to a comment. */
function singleBackslashes(value: string, isLast: boolean): number[] {
  const found: number[] = [];
  let isQuoted = false;
  for (let index = 0; index < value.length; index += 1) {
    const [character, next] = [value[index], value[index + 1]];
    if (character === '#' && !isQuoted) break;
    if (character === '"') isQuoted = !isQuoted;
    if (character !== '\\') continue;
    if (next === undefined && !isLast) break;
    const isPair = next === '\\' || (next === '"' && !(isQuoted && value.slice(index + 2).trim() === ''));
    if (isPair) index += 1;
    else found.push(index);
  }
  return found;
}
