/** What closes a bracket, with quotes and inner brackets skipped; the end where nothing does. */
export function closingOf(text: string, from: number, end: number, open: string, close: string): number {
  let depth = 0;
  for (let index = from; index < end; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === "'" || character === '"') {
      const quote = indexWithin(text, character, index + 1, end);
      if (quote < end) index = quote;
    } else if (character === open) depth += 1;
    else if (character === close) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return end;
}

/** Where a character stands next; the end where it does not. Looks no further than that. */
export function indexWithin(text: string, character: string, from: number, end: number): number {
  for (let index = from; index < end; index += 1) if (text[index] === character) return index;
  return end;
}
