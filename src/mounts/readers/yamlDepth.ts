import type { CST } from 'yaml';

/** No compose file is nested like this, and the composer, which calls itself for each level, gets along with more. */
const deepest = 200;

/** Where a piece of the file is nested more deeply than is read; null when it is not. */
export function tooDeepPlace(token: CST.Token, depth = 0): number | null {
  if (depth > deepest) return token.offset;
  if (token.type === 'document') return token.value ? tooDeepPlace(token.value, depth + 1) : null;
  if (!('items' in token)) return null;
  for (const { key, value } of token.items) {
    const place = (key ? tooDeepPlace(key, depth + 1) : null) ?? (value ? tooDeepPlace(value, depth + 1) : null);
    if (place !== null) return place;
  }
  return null;
}
