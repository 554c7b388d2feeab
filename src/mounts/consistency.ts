import type { ConsistencyFlag } from './mount';
import type { ScalarText } from './readers/scalarText';

/**
 * `cached`, `delegated` and `consistent` told Docker Desktop for Mac how fresh the files of a mount have to be. Compose's
 * loader drops them from the short syntax, the engine on WSL 2 ignores them in the others.
 */
const names = '(?:cached|delegated|consistent)';
const amongOptions = new RegExp(`(^|,)${names}(?=,|$)`);
const asField = new RegExp(`(^|,)consistency=${names}(?=,|$)`, 'i');
const whole = new RegExp(`^${names}$`);

/**
 * The flag among the options of `SOURCE:TARGET:OPTIONS`.
 * @param optionsAt where the options begin; the end of the text where there are none
 */
export function consistencyOfVolume(text: ScalarText, optionsAt: number): ConsistencyFlag | null {
  const match = optionsAt < text.value.length ? amongOptions.exec(text.value.slice(optionsAt)) : null;
  if (!match) return null;
  const start = optionsAt + match.index + (match[1] ?? '').length;
  return flagAt(text, start, optionsAt + match.index + match[0].length, optionsAt - 1);
}

/** The flag in the value of `--mount`. */
export function consistencyOfOption(text: ScalarText): ConsistencyFlag | null {
  const match = asField.exec(text.value);
  if (!match) return null;
  const start = match.index + (match[1] ?? '').length;
  const flag = flagAt(text, start, match.index + match[0].length, -1);
  // Within quotes of the record, its commas may be part of a value.
  return text.value.includes('"') ? { ...flag, removal: null } : flag;
}

/** The flag as the value of a key of its own. */
export function consistencyOfKey(text: ScalarText): ConsistencyFlag | null {
  if (!whole.test(text.value)) return null;
  const { range } = text.part(0, text.value.length);
  return { range, removal: null };
}

/** With the comma before it, the one behind it, or the colon that begins the options where it is the only one. */
function flagAt(text: ScalarText, start: number, end: number, colon: number): ConsistencyFlag {
  const { value } = text;
  const [from, to] = value[start - 1] === ',' ? [start - 1, end] : value[end] === ',' ? [start, end + 1] : [colon, end];
  const flag = text.part(start, end);
  const isOwnText = !flag.filledIn && flag.range.end - flag.range.start === end - start && from >= 0;
  return { range: flag.range, removal: isOwnText ? text.part(from, to).range : null };
}
