import { Lexer } from 'yaml';
import type { Comment } from '../../text/suppression';

/** What the lexer puts between the pieces of the text, and is not in it: a scalar follows, a document begins, an error. */
const scalarMark = '\x1f';
const otherMarks: readonly string[] = ['\x02', '\x18'];

/** The comments of a YAML file. The lexer tells them from a `#` inside a scalar. */
export function readYamlComments(source: string): Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let inScalar = false;
  for (const token of new Lexer().lex(source)) {
    if (!inScalar && token === scalarMark) {
      inScalar = true;
      continue;
    }
    // What follows the mark of a scalar is its text, even where that is one of these characters.
    if (!inScalar && otherMarks.includes(token)) continue;
    if (!inScalar && token.startsWith('#')) {
      comments.push({ text: token.slice(1), range: { start: offset, end: offset + token.length } });
    }
    offset += token.length;
    inScalar = false;
  }
  return comments;
}
