import { Composer, Lexer, Parser, type CST } from 'yaml';
import type { ParseProblem } from './readFile';
import { tooLong } from './tooLong';
import type { ParsedDocument } from './yamlDocument';
import { tooDeepPlace } from './yamlDepth';
import { readSimpleYaml } from './yamlSimple';
import { yamlOptions } from './yamlTypes';

/** Work that stops now and then, so that whoever does it can let others in between. */
export type InSteps<T> = Generator<undefined, T>;

/** Pieces of text to a step: a fraction of a millisecond. */
const piecesAtOnce = 1000;

/** Collections that the library's parser has open at once: beyond some thousand it runs out of room, and nobody reads so deep. */
const mostOpen = 500;

/** The documents of a text, or why nobody reads it. */
export function* parseYaml(source: string): InSteps<readonly ParsedDocument[] | ParseProblem> {
  const problem = tooLong(source);
  if (problem) return problem;
  const simple = yield* readSimpleYaml(source);
  if (simple) return [simple];
  const tokens = yield* tokensOf(source);
  if ('reason' in tokens) return tokens;
  const place = tokens.map((token) => tooDeepPlace(token)).find((each) => each !== null);
  if (place !== undefined) return tooDeep(place);
  yield;
  return [...new Composer(yamlOptions).compose(tokens)];
}

function tooDeep(offset: number): ParseProblem {
  return { offset, reason: 'This is nested too deeply to be read' };
}

/** What `Parser.parse` gives for the whole, or why it is not read to its end. */
function* tokensOf(source: string): InSteps<CST.Token[] | ParseProblem> {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let pieces = 0;
  for (const piece of new Lexer().lex(source)) {
    for (const token of parser.next(piece)) tokens.push(token);
    if (parser.stack.length > mostOpen) return tooDeep(parser.offset);
    pieces += 1;
    if (pieces % piecesAtOnce === 0) yield;
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Does it in one go. */
export function atOnce<T>(steps: InSteps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Milliseconds after which others get their turn. */
const longestStretch = 10;

/** Does it in stretches, between which what else waits in this process goes on. */
export async function withBreaks<T>(steps: InSteps<T>): Promise<T> {
  for (let since = performance.now(); ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < longestStretch) continue;
    await new Promise(setImmediate);
    since = performance.now();
  }
}
