import { isWindowsFolder } from './folders';
import { StepBuilder, type Expansion, type Step } from './word';

/**
 * Splits a batch file into commands and words: cmd.exe ends lines and fills in `%variables%`, and the called program cuts
 * its own command line at blanks and quotes (CommandLineToArgvW). Never throws.
 */
export function splitBatch(text: string, start = 0, end = text.length): Step[] {
  return new BatchSplitter(text, start, end).split();
}

const plainRun = /[^\s"^%!&|()<>\\]+/y;
const plainInQuotes = /[^"%!\\\r\n]+/y;

/** `%~dp0`, `%NAME%` with what cmd may do to its value, and the parameters of a call or a loop. */
const variablePattern = /^%(?:HOMEDRIVE%%HOMEPATH%|~[a-z]*\d|\d|\*|%~?[a-z]+|[^%\r\n:=\s][^%\r\n:=]*(?::[^%\r\n]*)?%)/i;

class BatchSplitter {
  private readonly builder = new StepBuilder();

  constructor(
    private readonly text: string,
    private position: number,
    private readonly end: number,
  ) {}

  split(): Step[] {
    this.startOfLine();
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
        builder.endCommand(position);
        this.position += 1;
        this.startOfLine();
        return;
      case '&':
      case '|':
        builder.endCommand(position);
        this.position += 1;
        return;
      case '(':
      case ')':
        this.bracket();
        return;
      case '<':
      case '>':
        if (/^\d$/.test(builder.soFar)) builder.dropThisWord();
        else builder.endWord(position);
        builder.dropNextWord();
        this.position += 1;
        // `2>&1` is no end of a command.
        if (text[this.position] === '>' || text[this.position] === '&') this.position += 1;
        return;
      case '^':
        this.caret();
        return;
      case '"':
        this.quoted();
        return;
      case '\\':
        this.backslashes('bare');
        return;
      case '%':
      case '!':
        this.variable('bare');
        return;
      default: {
        plainRun.lastIndex = position;
        const length = Math.max(1, plainRun.exec(text)?.[0].length ?? 0);
        const to = Math.min(this.end, position + length);
        builder.literal(text.slice(position, to), position, to, 'bare');
        this.position = to;
      }
    }
  }

  private bracket(): void {
    const { builder, position } = this;
    // The command whose output `for /f` reads stands between single quotes.
    const isCommand = /^in$/i.test(builder.before.at(-1)?.pieces[0]?.text ?? '');
    const before = isCommand ? /^\([ \t]*'/.exec(this.text.slice(position, position + 20))?.[0].length : undefined;
    // A folder changed between brackets stays changed.
    builder.endCommand(position);
    this.position += before ?? 1;
  }

  /** Leaves out comments and labels, and the `@` that keeps a line from being shown. */
  private startOfLine(): void {
    const rest = this.text.slice(this.position, Math.min(this.end, this.position + 200));
    const before = /^[ \t@]*/.exec(rest)?.[0].length ?? 0;
    this.position += before;
    if (!/^(?::|rem(?![\w.]))/i.test(rest.slice(before))) return;
    while (this.position < this.end && this.text[this.position] !== '\n') this.position += 1;
  }

  private caret(): void {
    const lineBreak = /^\^\r?\n/.exec(this.text.slice(this.position, this.position + 3))?.[0];
    if (lineBreak !== undefined) {
      // The next line goes on where this one ends; a word would have to begin in its first column.
      if (/[ \t]/.test(this.text[this.position + lineBreak.length] ?? ' ')) this.builder.endWord(this.position);
      this.position += lineBreak.length;
      return;
    }
    const to = Math.min(this.end, this.position + 2);
    this.builder.literal(this.text.slice(this.position + 1, to), this.position, to, 'bare');
    this.position = to;
  }

  /** Quotes end with the line at the latest. */
  private quoted(): void {
    const { builder, text } = this;
    builder.begin(this.position);
    this.position += 1;
    while (this.position < this.end) {
      const { position } = this;
      const character = text[position] ?? '';
      if (character === '"') {
        this.position += 1;
        return;
      }
      if (character === '\n' || character === '\r') return;
      if (character === '\\') this.backslashes('expanding');
      else if (character === '%' || character === '!') this.variable('expanding');
      else {
        plainInQuotes.lastIndex = position;
        const length = Math.max(1, plainInQuotes.exec(text)?.[0].length ?? 0);
        const to = Math.min(this.end, position + length);
        builder.literal(text.slice(position, to), position, to, 'expanding');
        this.position = to;
      }
    }
  }

  /** Backslashes mean themselves, but for those before a quote: two are one there, and an odd one keeps the quote. */
  private backslashes(quoting: 'bare' | 'expanding'): void {
    const { builder, text, position } = this;
    let to = position;
    while (to < this.end && text[to] === '\\') to += 1;
    const count = to - position;
    if (text[to] !== '"' || to >= this.end) {
      builder.literal(text.slice(position, to), position, to, quoting);
      this.position = to;
      return;
    }
    for (let pair = 0; pair + 1 < count; pair += 2) {
      builder.literal('\\', position + pair, position + pair + 2, quoting);
    }
    if (count % 2 === 1) builder.literal('"', to - 1, to + 1, quoting);
    this.position = count % 2 === 1 ? to + 1 : to;
  }

  private variable(quoting: 'bare' | 'expanding'): void {
    const { builder, text, position } = this;
    const rest = text.slice(position, Math.min(this.end, position + 200));
    const delayed = /^!([^!\s:=]+)(?::[^!\r\n]*)?!/.exec(rest);
    const source = delayed?.[0] ?? variablePattern.exec(rest)?.[0];
    if (source === undefined) {
      // A lone `%` is dropped by cmd; nobody writes one in a path.
      builder.literal(text.slice(position, position + 1), position, position + 1, quoting);
      this.position += 1;
      return;
    }
    this.position += source.length;
    const name = delayed?.[1] ?? source.slice(1).replace(/%?$/, '');
    builder.expression(folderOf(name), text, position, this.position, quoting);
  }
}

function folderOf(written: string): Expansion {
  // `%cd:\=/%` is the same with slashes.
  const name = written.replace(/:\\=\/$/, '');
  if (/^(?:cd|__cd__)$/i.test(name)) return { kind: 'folder', of: 'shell' };
  if (/^(?:~dp0|init_cwd)$/i.test(name)) return { kind: 'folder', of: 'script' };
  const isHome = /^homedrive%%homepath$/i.test(name);
  if (isHome || isWindowsFolder(name) || /^te?mp$/i.test(name)) return { kind: 'windows' };
  return /^[a-z_]\w*$/i.test(name) ? { kind: 'variable', name: name.toLowerCase() } : { kind: 'other' };
}
