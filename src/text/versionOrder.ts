/** Whether a version such as `2.6.1.0` is `least` or later; null where it does not begin with numbers. */
export function isAtLeast(version: string, least: string): boolean | null {
  const numbers = numbersOf(version);
  if (numbers === null) return null;
  const wanted = numbersOf(least) ?? [];
  for (let index = 0; index < Math.max(numbers.length, wanted.length); index += 1) {
    const difference = (numbers[index] ?? 0) - (wanted[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(version: string): number[] | null {
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0];
  return numbers === undefined ? null : numbers.split('.').map(Number);
}
