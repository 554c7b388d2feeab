/** The word among some that somebody may have meant who wrote another, compared without case; null where none is near. */
export function nearest(written: string, words: Iterable<string>): string | null {
  const most = written.length < 5 ? 1 : 2;
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const word of words) {
    if (Math.abs(word.length - written.length) > most) continue;
    const distance = distanceBetween(written.toLowerCase(), word.toLowerCase());
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { word, distance };
  }
  return best?.word ?? null;
}

/** How many letters have to be put in, left out, changed or swapped with their neighbour (optimal string alignment). */
function distanceBetween(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? (before[column - 2] ?? Infinity) + 1 : Infinity;
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        swapped,
      );
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
