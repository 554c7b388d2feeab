import { closingOf, indexWithin } from './brackets';
import { commandFolder, makeFolder, parameter, variable } from './posixFolders';
import { StepBuilder, type Expansion, type Quoting, type Step } from './word';

/** Which program reads the text before the shell does: make fills in its own variables and writes `$` as `$$`. */
export type Preprocessor = 'none' | 'make';

/**
 * Splits a script of sh, bash or zsh into commands and words, as POSIX.1-2024 (Shell Command Language, §2) and bash say.
 * Comments and here-documents are left out. Never throws: what has no end goes on to the end of the text.
 */
export function splitPosix(text: string, start = 0, end = text.length, preprocessor: Preprocessor = 'none'): Step[] {
  return new PosixSplitter(text, start, end, preprocessor).split();
}

/** Characters that mean nothing by themselves inside a word. */
const plainRun = /[^\s'"\\$`;&|()<>]+/y;
const plainInQuotes = /[^"\\$`]+/y;

class PosixSplitter {
  private readonly builder = new StepBuilder();
  /** Whether it is between the brackets of `NAME=(…)`, where lines end words and no commands. */
  private inList = false;
  /** Here-documents whose bodies begin behind this line. */
  private readonly hereDocuments: { readonly delimiter: string; readonly stripsTabs: boolean }[] = [];

  constructor(
    private readonly text: string,
    private position: number,
    private readonly end: number,
    private readonly preprocessor: Preprocessor,
  ) {}

  split(): Step[] {
    while (this.position < this.end) this.step();
    this.builder.endCommand(this.end);
    return this.builder.steps;
  }

  private step(): void {
    const { builder, text, position } = this;
    const character = text[position] ?? '';
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        builder.endWord(position);
        this.position += 1;
        return;
      case '\n':
        if (this.inList) builder.endWord(position);
        else builder.endCommand(position);
        this.position += 1;
        this.skipHereDocuments();
        return;
      case ';':
      case '|':
        builder.endCommand(position);
        this.position += 1;
        return;
      case '&':
        // `&>file` sends the output elsewhere.
        if (text[position + 1] === '>') this.position += 1;
        else {
          builder.endCommand(position);
          this.position += 1;
        }
        return;
      case '(':
      case ')':
        this.bracket(character);
        this.position += 1;
        return;
      case '<':
      case '>':
        this.redirection(character);
        return;
      default:
        this.partOfWord(character);
    }
  }

  private bracket(character: '(' | ')'): void {
    const { builder, position } = this;
    if (character === '(' && builder.inWord && /^[A-Za-z_]\w*\+?=$/.test(builder.soFar)) {
      builder.endWord(position);
      this.inList = true;
    } else if (character === ')' && this.inList) {
      builder.endCommand(position, true);
      this.inList = false;
    } else builder.group(character === '(' ? 'open' : 'close', position);
  }

  private partOfWord(character: string): void {
    const { builder, text, position } = this;
    switch (character) {
      case "'":
        this.singleQuoted(position + 1);
        return;
      case '"':
        this.doubleQuoted(position + 1);
        return;
      case '\\':
        this.escape('bare');
        return;
      case '$':
        this.dollar('bare');
        return;
      case '`':
        this.backquoted('bare');
        return;
      case '#':
        if (!builder.inWord) {
          this.position = lineEnd(text, position, this.end);
          return;
        }
        break;
      case '~':
        if (!builder.inWord) {
          this.tilde();
          return;
        }
        break;
      default:
    }
    const run = this.match(plainRun);
    // Blanks of other alphabets are no blanks to a shell.
    const length = Math.max(1, run.length);
    builder.literal(text.slice(position, position + length), position, position + length, 'bare');
    this.position += length;
  }

  /** `~` at the start of a word is the home; `~name` is somebody else's. */
  private tilde(): void {
    const { position, text } = this;
    const name = /^~[\w.+-]*/.exec(text.slice(position, Math.min(this.end, position + 40)))?.[0] ?? '~';
    const next = text[position + name.length] ?? '';
    const isHome = name === '~' && (next === '' || /[\s/:;&|)]/.test(next));
    this.position += name.length;
    const expansion: Expansion = { kind: isHome ? 'home' : 'other' };
    this.builder.expression(expansion, text, position, this.position, 'bare');
  }

  private singleQuoted(start: number): void {
    const close = this.find("'", start);
    this.builder.begin(start - 1);
    if (this.preprocessor === 'make') {
      // make fills in its variables whatever quotes there are.
      this.position = start;
      while (this.position < close) {
        if (this.text[this.position] === '$') this.dollar('literal', close);
        else {
          const next = Math.min(close, this.find('$', this.position));
          this.builder.literal(this.text.slice(this.position, next), this.position, next, 'literal');
          this.position = next;
        }
      }
      this.position = Math.min(this.end, close + 1);
      return;
    }
    this.builder.literal(this.text.slice(start, close), start, close, 'literal');
    this.position = Math.min(this.end, close + 1);
  }

  private doubleQuoted(start: number): void {
    const { builder, text } = this;
    builder.begin(start - 1);
    this.position = start;
    while (this.position < this.end) {
      const character = text[this.position];
      if (character === '"') {
        this.position += 1;
        return;
      }
      if (character === '\\') this.escape('expanding');
      else if (character === '$') this.dollar('expanding');
      else if (character === '`') this.backquoted('expanding');
      else {
        const run = this.match(plainInQuotes);
        builder.literal(run, this.position, this.position + run.length, 'expanding');
        this.position += run.length;
      }
    }
  }

  /** A backslash takes the meaning of the next character, and a line end away altogether. */
  private escape(quoting: Quoting): void {
    const { builder, text, position } = this;
    const lineBreak = /^\\\r?\n/.exec(text.slice(position, position + 3))?.[0];
    if (lineBreak !== undefined) {
      this.position += lineBreak.length;
      return;
    }
    const next = position + 1 < this.end ? (text[position + 1] ?? '') : '';
    const isKept = quoting === 'expanding' && !/["$`\\]/.test(next);
    this.position = Math.min(this.end, position + 2);
    builder.literal(isKept || next === '' ? `\\${next}` : next, position, this.position, quoting);
  }

  private dollar(quoting: Quoting, limit = this.end): void {
    const { builder, text, position } = this;
    if (this.preprocessor === 'make') {
      if (text[position + 1] !== '$') {
        this.makeVariable(quoting, limit);
        return;
      }
      if (quoting === 'literal') {
        builder.literal('$', position, position + 2, quoting);
        this.position += 2;
        return;
      }
    }
    const start = position + (this.preprocessor === 'make' ? 1 : 0);
    const next = text[start + 1] ?? '';
    if (next === '(') {
      const close = closingOf(text, start + 1, this.end, '(', ')');
      builder.nest(start + 2, close);
      this.expression(commandFolder(text.slice(start + 2, close)), Math.min(this.end, close + 1), quoting);
    } else if (next === '{') {
      const close = closingOf(text, start + 1, this.end, '{', '}');
      this.expression(parameter(text.slice(start + 2, close)), Math.min(this.end, close + 1), quoting);
    } else if (quoting === 'bare' && (next === "'" || next === '"')) {
      // `$'…'` knows escapes that nobody writes in a path; `$"…"` is translated.
      const close = this.find(next, start + 2);
      this.expression({ kind: 'other' }, Math.min(this.end, close + 1), quoting);
    } else {
      const name = /^\$(?:[A-Za-z_]\w*|[\d@*#?$!-])/.exec(text.slice(start, Math.min(this.end, start + 200)))?.[0];
      if (name === undefined) {
        builder.literal('$', position, start + 1, quoting);
        this.position = start + 1;
      } else this.expression(variable(name.slice(1)), start + name.length, quoting);
    }
  }

  private makeVariable(quoting: Quoting, limit: number): void {
    const { text, position } = this;
    const open = text[position + 1] ?? '';
    if (open !== '(' && open !== '{') {
      this.expression({ kind: 'other' }, Math.min(limit, position + 2), quoting);
      return;
    }
    const close = closingOf(text, position + 1, limit, open, open === '(' ? ')' : '}');
    this.expression(makeFolder(text.slice(position + 2, close)), Math.min(limit, close + 1), quoting);
  }

  private backquoted(quoting: Quoting): void {
    const close = this.find('`', this.position + 1);
    this.builder.nest(this.position + 1, close);
    const inside = this.text.slice(this.position + 1, close);
    this.expression(commandFolder(inside), Math.min(this.end, close + 1), quoting);
  }

  private expression(expansion: Expansion, end: number, quoting: Quoting): void {
    this.builder.expression(expansion, this.text, this.position, end, quoting);
    this.position = end;
  }

  private redirection(character: string): void {
    const { builder, text, position } = this;
    if (text[position + 1] === '(') {
      builder.endWord(position);
      this.position += 1;
      return;
    }
    if (/^\d+$/.test(builder.soFar)) builder.dropThisWord();
    else builder.endWord(position);
    const operator = /^(?:<<<|<<-?|<&|<>|>>|>&|>\||[<>])/.exec(text.slice(position, position + 3))?.[0] ?? character;
    this.position += operator.length;
    if (operator === '<<' || operator === '<<-') this.hereDocument(operator === '<<-');
    else builder.dropNextWord();
  }

  private hereDocument(stripsTabs: boolean): void {
    const word = /^[ \t]*((?:\\.|'[^'\n]*'|"[^"\n]*"|[^\s;&|()<>'"\\])+)/.exec(
      this.text.slice(this.position, Math.min(this.end, this.position + 200)),
    );
    if (!word) return;
    this.position += word[0].length;
    this.hereDocuments.push({ delimiter: (word[1] ?? '').replace(/["'\\]/g, ''), stripsTabs });
  }

  private skipHereDocuments(): void {
    for (let document = this.hereDocuments.shift(); document; document = this.hereDocuments.shift()) {
      while (this.position < this.end) {
        const end = lineEnd(this.text, this.position, this.end);
        const line = this.text.slice(this.position, end).replace(/\r$/, '');
        this.position = Math.min(this.end, end + 1);
        if ((document.stripsTabs ? line.replace(/^\t+/, '') : line) === document.delimiter) break;
      }
    }
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const run = pattern.exec(this.text)?.[0] ?? '';
    return run.slice(0, this.end - this.position);
  }

  private find(character: string, from: number): number {
    return indexWithin(this.text, character, from, this.end);
  }
}

function lineEnd(text: string, from: number, end: number): number {
  return indexWithin(text, '\n', from, end);
}
