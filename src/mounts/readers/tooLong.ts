import type { ParseProblem } from './readFile';

/** UTF-16 units, some 80,000 lines. Nobody writes such a file, and an editor would wait seconds for what is in it. */
const longest = 2 ** 21;

/** What is said of a text that is too long to be read; null for any other. */
export function tooLong(text: string): ParseProblem | null {
  return text.length > longest ? { offset: longest, reason: 'This file is too long to be read' } : null;
}
