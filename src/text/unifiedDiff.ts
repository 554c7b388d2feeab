/** Lines of context around a change, as diff shows them. */
const context = 3;
/** More changed lines than that are shown as one: looking for what is common to them would take too long. */
const mostSteps = 400;

/** A stretch of lines that is replaced: `[start, end)` in the old text by `[newStart, newEnd)` of the new one. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/**
 * How one text becomes another, as `git apply` and `patch` read it; empty when they are the same. Lines end at LF, as they do
 * for those programs, so a CR is a part of its line.
 * @param path with slashes, below the folder in which the change is applied
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const hunks = inHunks(changesOf(old, fresh)).map((changes) => hunk(changes, old, fresh));
  return [`--- ${nameInHeader(`a/${path}`)}\n`, `+++ ${nameInHeader(`b/${path}`)}\n`, ...hunks].join('');
}

/** With their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Names with such characters stand in quotes, and what follows a blank could be a date but for a tab. */
function nameInHeader(path: string): string {
  if (/["\\\u0000-\u001f\u007f]/.test(path)) {
    const escaped = path.replace(/["\\\u0000-\u001f\u007f]/g, (character) =>
      /["\\]/.test(character) ? `\\${character}` : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
    );
    return `"${escaped}"`;
  }
  return path.includes(' ') ? `${path}\t` : path;
}

/** Changes whose context would meet belong together. */
function inHunks(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    if (last && change.start - (last.at(-1)?.end ?? 0) <= 2 * context) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunk(changes: readonly Change[], old: readonly string[], fresh: readonly string[]): string {
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last) return '';
  const start = Math.max(0, first.start - context);
  const end = Math.min(old.length, last.end + context);
  const newStart = first.newStart - (first.start - start);
  const newEnd = last.newEnd + (end - last.end);
  const body: string[] = [];
  let position = start;
  for (const change of changes) {
    body.push(...marked(' ', old.slice(position, change.start)));
    body.push(...marked('-', old.slice(change.start, change.end)));
    body.push(...marked('+', fresh.slice(change.newStart, change.newEnd)));
    position = change.end;
  }
  body.push(...marked(' ', old.slice(position, end)));
  return `@@ -${extent(start, end)} +${extent(newStart, newEnd)} @@\n${body.join('')}`;
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => `${mark}${line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`}`);
}

/** First line and count; of no lines, the one they would stand behind. */
function extent(start: number, end: number): string {
  const count = end - start;
  const line = count === 0 ? start : start + 1;
  return count === 1 ? `${line}` : `${line},${count}`;
}

/** What has to change, in order: as little as there is between what both begin and end with (Myers 1986). */
function changesOf(old: readonly string[], fresh: readonly string[]): Change[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, fresh.length) - head;
  while (tail < most && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  const a = old.slice(head, old.length - tail);
  const b = fresh.slice(head, fresh.length - tail);
  return joined(shortestWay(a, b)).map(({ start, end, newStart, newEnd }) => ({
    start: start + head,
    end: end + head,
    newStart: newStart + head,
    newEnd: newEnd + head,
  }));
}

/** Single steps: each takes one line away or adds one. */
function shortestWay(a: readonly string[], b: readonly string[]): Change[] {
  const whole = [{ start: 0, end: a.length, newStart: 0, newEnd: b.length }];
  if (a.length === 0 || b.length === 0) return whole;
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let steps = 0; steps <= Math.min(a.length + b.length, mostSteps); steps += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = isDown(furthest, diagonal, steps)
        ? (furthest.get(diagonal + 1) ?? 0)
        : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return wayBack(trace, a.length, b.length);
    }
  }
  return whole;
}

/** Whether a diagonal is reached by adding a line, and not by taking one away. */
function isDown(furthest: ReadonlyMap<number, number>, diagonal: number, steps: number): boolean {
  if (diagonal === -steps) return true;
  return diagonal !== steps && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

function wayBack(trace: readonly ReadonlyMap<number, number>[], endX: number, endY: number): Change[] {
  const steps: Change[] = [];
  let [x, y] = [endX, endY];
  for (let step = trace.length - 1; step > 0; step -= 1) {
    const furthest = trace[step] ?? new Map<number, number>();
    const diagonal = x - y;
    const down = isDown(furthest, diagonal, step);
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = furthest.get(previous) ?? 0;
    const fromY = fromX - previous;
    steps.push(
      down
        ? { start: fromX, end: fromX, newStart: fromY, newEnd: fromY + 1 }
        : { start: fromX, end: fromX + 1, newStart: fromY, newEnd: fromY },
    );
    [x, y] = [fromX, fromY];
  }
  return steps.reverse();
}

/** Steps that touch as one change, in which the old lines go before the new ones come. */
function joined(steps: readonly Change[]): Change[] {
  const changes: Change[] = [];
  for (const step of steps) {
    const last = changes.at(-1);
    if (last && last.end === step.start && last.newEnd === step.newStart) {
      changes[changes.length - 1] = { ...last, end: step.end, newEnd: step.newEnd };
    } else changes.push(step);
  }
  return changes;
}
