import type { ScalarText } from './scalarText';

/**
 * A string with its variables filled in. Parts of the new value stand for the whole of each variable they touch, so that
 * ranges stay those of the file. `valueOf` gives null for a variable that stays as it is written.
 */
export function substitute(
  text: ScalarText,
  variable: RegExp,
  valueOf: (match: RegExpMatchArray) => string | null,
): ScalarText {
  const units: { readonly start: number; readonly end: number; readonly filledIn: boolean }[] = [];
  let value = '';
  let position = 0;
  const copyUpTo = (end: number): void => {
    value += text.value.slice(position, end);
    for (; position < end; position += 1) units.push({ start: position, end: position + 1, filledIn: false });
  };
  for (const match of text.value.matchAll(variable)) {
    const filled = valueOf(match);
    if (filled === null) continue;
    copyUpTo(match.index);
    const unit = { start: position, end: position + match[0].length, filledIn: true };
    for (let index = 0; index < filled.length; index += 1) units.push(unit);
    value += filled;
    position = unit.end;
  }
  if (position === 0) return text;
  copyUpTo(text.value.length);
  return {
    value,
    range: text.range,
    part(start, end) {
      const touched = units.slice(start, end);
      const from = touched[0]?.start ?? units[start]?.start ?? text.value.length;
      const part = text.part(from, touched.at(-1)?.end ?? from);
      const filled = value.slice(start, end);
      // A variable may also have become nothing.
      const filledIn = filled !== part.value || touched.some((unit) => unit.filledIn);
      return { ...part, value: filled, filledIn };
    },
  };
}
