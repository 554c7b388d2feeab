import { closingOf, indexWithin } from './brackets';
import { commandFolder, variable } from './powershellFolders';
import { StepBuilder, type Expansion, type Piece, type Quoting, type Step, type Word } from './word';

/**
 * Splits a script of PowerShell into commands and words, in the argument mode in which programs are called
 * (about_Parsing, about_Quoting_Rules). Comments and here-strings are left out. Never throws.
 */
export function splitPowerShell(text: string, start = 0, end = text.length): Step[] {
  return new PowerShellSplitter(text.slice(0, end), start).split();
}

const plainRun = /[^\s'"`$;|&(){}#<>@]+/y;
const plainItem = /[^\s'"`$;|&(){}#<>@,]+/y;
const plainInQuotes = /[^"`$]+/y;

class PowerShellSplitter {
  private readonly builder = new StepBuilder();
  /** How many brackets of `@(…)` are open behind `$name =`. */
  private openLists = 0;

  constructor(
    private readonly text: string,
    private position: number,
  ) {}

  split(): Step[] {
    while (this.position < this.text.length) this.step();
    this.builder.endCommand(this.text.length);
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
        if (this.openLists > 0) builder.endWord(position);
        else builder.endCommand(position);
        this.position += 1;
        return;
      case ';':
      case '|':
      case '&':
        // At its start `&` calls what follows, elsewhere it ends the command.
        builder.endCommand(position);
        this.position += 1;
        return;
      case '(':
      case ')':
      case '{':
      case '}':
        this.bracket(character);
        return;
      case '[':
        if (this.cast()) return;
        break;
      case '=':
      case '+':
      case ',':
        if (this.partOfAssignment()) return;
        break;
      case '<':
        if (text.startsWith('<#', position)) {
          const close = text.indexOf('#>', position + 2);
          this.position = close < 0 ? text.length : close + 2;
          return;
        }
        break;
      case '>':
        builder.endWord(position);
        builder.dropNextWord();
        this.position += text[position + 1] === '>' ? 2 : 1;
        return;
      case '#':
        if (!builder.inWord) {
          this.position = indexWithin(text, '\n', position, text.length);
          return;
        }
        break;
      case '@':
        if (!builder.inWord && (this.hereString() || this.list() || this.splat())) return;
        break;
      default:
        if (this.quoteOrVariable(character)) return;
    }
    const run = this.isItem ? plainItem : plainRun;
    run.lastIndex = position;
    const length = Math.max(1, run.exec(text)?.[0].length ?? 0);
    builder.literal(text.slice(position, position + length), position, position + length, 'bare');
    this.position += length;
  }

  /** Whether the items of `$name = "a", "b"` or `$name = @(…)` stand here, which commas part: no command begins with quotes. */
  private get isItem(): boolean {
    const { before, current } = this.builder;
    if (!assigns(before)) return false;
    const first = before[2]?.pieces[0] ?? current[0];
    return this.openLists > 0 || (first !== undefined && (first.quoting !== 'bare' || first.expansion !== null));
  }

  private bracket(character: string): void {
    if (character === '(' && (this.openLists > 0 || callsDocker(this.builder.before))) {
      this.expressionInBrackets();
      return;
    }
    if (this.openLists > 0 && character === ')') {
      this.builder.endWord(this.position);
      this.openLists -= 1;
      this.position += 1;
      return;
    }
    // A folder changed in a block stays changed.
    this.openLists = 0;
    this.builder.endCommand(this.position);
    this.position += 1;
  }

  /** An argument that is an expression: `(Join-Path $x data)`, `($pwd.Path + ':/app')`. */
  private expressionInBrackets(): void {
    const { builder, text, position } = this;
    const close = closingOf(text, position, text.length, '(', ')');
    const inside = text.slice(position + 1, close);
    const [, first = '', quote = '', second] = /^([^+]*[^+\s])\s*\+\s*(["'])([^"'`$]*)\2\s*$/s.exec(inside) ?? [];
    if (second === undefined) {
      this.expression(commandFolder(inside), close + 1, 'bare');
      return;
    }
    const at = text.lastIndexOf(quote, close - 1) - second.length;
    builder.begin(position);
    this.position = position + 1;
    this.expression(commandFolder(first), position + 1 + first.length, 'bare');
    builder.literal(second, at, at + second.length, quote === "'" ? 'literal' : 'expanding');
    this.position = Math.min(text.length, close + 1);
  }

  /** `[string]` before the name of a variable. */
  private cast(): boolean {
    const { builder, text, position } = this;
    if (builder.inWord || builder.before.length > 0) return false;
    const length = /^\[[\w.]+(?:\[\])?\][ \t]*(?=\$)/.exec(text.slice(position, position + 100))?.[0].length;
    this.position += length ?? 0;
    return length !== undefined;
  }

  /** The sign behind the name of a variable, with blanks around it or without, and the commas of what it is set to. */
  private partOfAssignment(): boolean {
    const { builder, text, position } = this;
    if (text[position] === ',') {
      if (!this.isItem) return false;
      builder.endWord(position);
      this.position += 1;
      return true;
    }
    const sign = /^\+?=/.exec(text.slice(position, position + 2))?.[0];
    const isBehindName = builder.inWord
      ? builder.before.length === 0 && isVariable(builder.current)
      : builder.before.length === 1 && isVariable(builder.before[0]?.pieces);
    if (sign === undefined || !isBehindName) return false;
    builder.endWord(position);
    builder.literal(sign, position, position + sign.length, 'bare');
    this.position += sign.length;
    builder.endWord(this.position);
    this.folderOfLine();
    return true;
  }

  /** What is set to a folder by a command: `(Get-Location).Path`. */
  private folderOfLine(): void {
    const [, blanks = '', command = ''] =
      /^([ \t]*)([^\r\n;#]*)/.exec(this.text.slice(this.position, this.position + 200)) ?? [];
    const expansion = commandFolder(command);
    if (expansion.kind === 'other') return;
    this.position += blanks.length;
    this.expression(expansion, this.position + command.trimEnd().length, 'bare');
  }

  /** `@(`, where lines end words alone. */
  private list(): boolean {
    if (this.text[this.position + 1] !== '(' || !assigns(this.builder.before)) return false;
    this.openLists += 1;
    this.position += 2;
    return true;
  }

  /** `@name` stands for all items of a list. */
  private splat(): boolean {
    const name = /^@(\w+)/.exec(this.text.slice(this.position, this.position + 200))?.[1];
    if (name === undefined) return false;
    const expansion: Expansion = { kind: 'variable', name: name.toLowerCase(), isList: true };
    this.expression(expansion, this.position + 1 + name.length, 'bare');
    return true;
  }

  private quoteOrVariable(character: string): boolean {
    switch (character) {
      case "'":
        this.singleQuoted();
        return true;
      case '"':
        this.doubleQuoted();
        return true;
      case '`':
        this.escape('bare');
        return true;
      case '$':
        this.dollar('bare');
        return true;
      default:
        return false;
    }
  }

  private singleQuoted(): void {
    const { builder, text } = this;
    builder.begin(this.position);
    let start = this.position + 1;
    for (;;) {
      const close = indexWithin(text, "'", start, text.length);
      builder.literal(text.slice(start, close), start, close, 'literal');
      this.position = Math.min(text.length, close + 1);
      if (text[close + 1] !== "'") return;
      builder.literal("'", close, close + 2, 'literal');
      start = close + 2;
    }
  }

  private doubleQuoted(): void {
    const { builder, text } = this;
    builder.begin(this.position);
    this.position += 1;
    while (this.position < text.length) {
      const { position } = this;
      const character = text[position];
      if (character === '"' && text[position + 1] === '"') {
        builder.literal('"', position, position + 2, 'expanding');
        this.position += 2;
      } else if (character === '"') {
        this.position += 1;
        return;
      } else if (character === '`') this.escape('expanding');
      else if (character === '$') this.dollar('expanding');
      else {
        plainInQuotes.lastIndex = position;
        const run = plainInQuotes.exec(text)?.[0] ?? '';
        builder.literal(run, position, position + run.length, 'expanding');
        this.position += run.length;
      }
    }
  }

  private escape(quoting: Quoting): void {
    const { builder, text, position } = this;
    const lineBreak = /^`\r?\n/.exec(text.slice(position, position + 3))?.[0];
    if (lineBreak !== undefined && quoting === 'bare') {
      builder.endWord(position);
      this.position += lineBreak.length;
      return;
    }
    const next = text[position + 1] ?? '';
    this.position = Math.min(text.length, position + 2);
    const special: Readonly<Record<string, string>> = {
      '0': '\0',
      a: '\x07',
      b: '\b',
      f: '\f',
      n: '\n',
      r: '\r',
      t: '\t',
    };
    builder.literal(special[next] ?? next, position, this.position, quoting);
  }

  private dollar(quoting: Quoting): void {
    const { builder, text, position } = this;
    const next = text[position + 1] ?? '';
    if (next === '(') {
      const close = closingOf(text, position + 1, text.length, '(', ')');
      builder.nest(position + 2, close);
      this.expression(commandFolder(text.slice(position + 2, close)), close + 1, quoting);
    } else if (next === '{') {
      const close = indexWithin(text, '}', position, text.length);
      this.expression(variable(text.slice(position + 2, close)), close + 1, quoting);
    } else {
      // A colon behind the name makes it a scope, also where a path was meant: `$PWD:/app` names nothing.
      const name = /^\$(?:\w+:)?(?:\w+|[?$^])|^\$\w+:/.exec(text.slice(position, position + 200))?.[0];
      if (name === undefined) {
        builder.literal('$', position, position + 1, quoting);
        this.position += 1;
        return;
      }
      const isScope = text[position + name.length] === ':';
      const member = quoting === 'bare' ? memberAfter(text, position + name.length) : '';
      this.expression(
        isScope ? { kind: 'other' } : variable(name.slice(1)),
        position + name.length + member.length,
        quoting,
      );
    }
  }

  private expression(expansion: Expansion, end: number, quoting: Quoting): void {
    const within = Math.min(end, this.text.length);
    this.builder.expression(expansion, this.text, this.position, within, quoting);
    this.position = within;
  }

  /** `@'` … `'@` and `@"` … `"@`, whose ends begin a line. */
  private hereString(): boolean {
    const open = /^@(['"])[ \t]*\r?\n/.exec(this.text.slice(this.position, this.position + 20));
    if (!open) return false;
    const close = this.text.indexOf(`\n${open[1] ?? ''}@`, this.position + 2);
    const end = close < 0 ? this.text.length : close + 3;
    this.builder.expression({ kind: 'other' }, this.text, this.position, end, 'literal');
    this.position = end;
    return true;
  }
}

/** Whether words begin with the name of a variable and the sign that sets it. */
function assigns([name, sign]: readonly Word[]): boolean {
  return isVariable(name?.pieces) && /^\+?=$/.test(sign?.pieces[0]?.text ?? '');
}

/** Whether the words so far call docker: what stands between brackets is then an argument. */
function callsDocker(words: readonly Word[]): boolean {
  return words.some(({ pieces: [first] }) => /(?:^|[\\/])docker(?:\.exe)?$/i.test(first?.text ?? ''));
}

function isVariable(pieces: readonly Piece[] | undefined): boolean {
  return pieces?.length === 1 && pieces[0]?.expansion !== null && pieces[0]?.text.startsWith('$') === true;
}

/** `$pwd.Path` is the text of the folder. */
function memberAfter(text: string, from: number): string {
  return /^\.(?:Path|ProviderPath)(?!\w)/i.exec(text.slice(from, from + 20))?.[0] ?? '';
}
