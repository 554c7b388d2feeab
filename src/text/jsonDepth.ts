import { createScanner } from 'jsonc-parser';

/** Nobody nests settings like this, and the parser, which calls itself for each level, gets along with more. */
const deepest = 200;

/** Token kinds of the scanner. Its own enumeration has no values at run time. */
const tokens = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 };

/** Where a text of JSON, with comments or without, is nested more deeply than its parser may follow; null where it is not. */
export function tooDeepJson(text: string): number | null {
  const scanner = createScanner(text);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== tokens.end; kind = scanner.scan()) {
    if (kind === tokens.openBrace || kind === tokens.openBracket) depth += 1;
    if (kind === tokens.closeBrace || kind === tokens.closeBracket) depth -= 1;
    if (depth > deepest) return scanner.getTokenOffset();
  }
  return null;
}
