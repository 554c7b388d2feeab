import type { TextRange } from '../text/range';
import type { Comment } from '../text/suppression';

/** Which of the two files it is: they have one grammar, but what a bad line does differs. */
export type WslConfigFile = 'wslconfig' | 'wsl.conf';

/** A key with its value. */
export interface ConfigEntry {
  /** As written; null before any section. Sections and keys are compared without case. */
  readonly section: string | null;
  readonly key: string;
  readonly keyRange: TextRange;
  /** Without its quotes, escapes read. */
  readonly value: string;
  /** The value as it stands in the file, quotes included; empty where there is none. */
  readonly valueRange: TextRange;
}

export interface ConfigSection {
  readonly name: string;
  readonly range: TextRange;
}

/** What WSL warns of at its start. */
export type ConfigProblem = 'section' | 'key' | 'equals' | 'quote' | 'escape';

export interface ScannedConfig {
  readonly sections: readonly ConfigSection[];
  /** All of them in their order, also such as WSL ignores because the key stands above already. */
  readonly entries: readonly ConfigEntry[];
  readonly problems: readonly { readonly kind: ConfigProblem; readonly range: TextRange }[];
  /** Those that WSL takes for comments: none on a line that it cannot read. */
  readonly comments: readonly Comment[];
  /** Where WSL stopped reading a wsl.conf, behind its first bad line; null where it read to the end. */
  readonly stoppedAt: number | null;
}

const sectionName = /\[([A-Za-z][A-Za-z0-9]*)\]/y;
const keyName = /[A-Za-z][A-Za-z0-9]*/y;
const blanks = /[ \t]*/y;
/** Behind a section's bracket only blanks may stand, and a comment. */
const restOfHeader = /[ \t]*(?=#|\r?\n|\r?$)/y;
const escapes: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', b: '\b', n: '\n', t: '\t' };

/**
 * Scans .wslconfig or wsl.conf as WSL does (its ConfigFile.cpp): `#` comments anywhere outside of quotes, values with quotes
 * and escapes, a backslash that joins lines. A bad line is left out of .wslconfig; in wsl.conf it ends the reading. Never
 * throws.
 */
export function scanWslConfig(text: string, file: WslConfigFile): ScannedConfig {
  return new ConfigScanner(text, file).scan();
}

class ConfigScanner {
  private readonly sections: ConfigSection[] = [];
  private readonly entries: ConfigEntry[] = [];
  private readonly problems: { kind: ConfigProblem; range: TextRange }[] = [];
  private readonly comments: Comment[] = [];
  private section: string | null = null;
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly file: WslConfigFile,
  ) {
    // A byte order mark is honoured in .wslconfig, and no letter in wsl.conf.
    if (file === 'wslconfig' && text.startsWith('\uFEFF')) this.position = 1;
  }

  scan(): ScannedConfig {
    let stoppedAt: number | null = null;
    while (this.position < this.text.length && stoppedAt === null) {
      const isGood = this.line();
      if (!isGood) this.skipLine();
      if (!isGood && this.file === 'wsl.conf') stoppedAt = this.position;
    }
    const { sections, entries, problems, comments } = this;
    return { sections, entries, problems, comments, stoppedAt };
  }

  /** Reads a line; false where it is bad, with the place somewhere in it. */
  private line(): boolean {
    this.match(blanks);
    const character = this.text[this.position];
    if (character === undefined) return true;
    if (character === '\n' || character === '\r' || character === '#') {
      this.endLine();
      return true;
    }
    return character === '[' ? this.header() : this.entry();
  }

  private header(): boolean {
    const start = this.position;
    const match = this.match(sectionName);
    if (match !== null && this.match(restOfHeader) !== null) {
      this.section = match.slice(1, -1);
      this.sections.push({ name: this.section, range: { start, end: start + match.length } });
      this.endLine();
      return true;
    }
    // What looks like a name begins the names of the keys below, which nobody knows then.
    const damaged = /^\[([A-Za-z][^\r\n]*)/.exec(this.text.slice(start, this.endOfLine(start)))?.[1];
    if (damaged !== undefined) this.section = damaged;
    return this.bad('section', start);
  }

  private entry(): boolean {
    const start = this.position;
    const key = this.match(keyName);
    if (key === null) return this.bad('key', start);
    const keyRange = { start, end: this.position };
    this.match(blanks);
    if (this.text[this.position] !== '=') return this.bad('equals', start);
    this.position += 1;
    this.match(blanks);
    return this.value(key, keyRange);
  }

  private value(key: string, keyRange: TextRange): boolean {
    const { text, section } = this;
    const start = this.position;
    let value = '';
    /** The length of the value up to the last unit that blanks behind it do not belong to, and where that ends. */
    let [kept, end] = [0, start];
    let quote: number | null = null;
    for (;;) {
      const character = text[this.position];
      const isEnd =
        character === undefined ||
        character === '\n' ||
        /^\r(?:\n|$)/.test(text.slice(this.position, this.position + 2));
      if (isEnd || (character === '#' && quote === null)) break;
      if (character === '\\') {
        const lineBreak = /^\\\r?\n/.exec(text.slice(this.position, this.position + 3))?.[0];
        const escaped = lineBreak === undefined ? escapes[text[this.position + 1] ?? ''] : '';
        if (escaped === undefined) return this.bad('escape', this.position, this.position + 2);
        value += escaped;
        this.position += lineBreak?.length ?? 2;
        if (escaped !== '') [kept, end] = [value.length, this.position];
        continue;
      }
      this.position += 1;
      if (character === '"') {
        quote = quote === null ? this.position - 1 : null;
        [kept, end] = [value.length, this.position];
      } else {
        value += character;
        if (quote !== null || !/[ \t]/.test(character)) [kept, end] = [value.length, this.position];
      }
    }
    if (quote !== null) return this.bad('quote', quote);
    this.entries.push({ section, key, keyRange, value: value.slice(0, kept), valueRange: { start, end } });
    this.endLine();
    return true;
  }

  private bad(kind: ConfigProblem, start: number, end = this.endOfLine(start)): boolean {
    this.problems.push({ kind, range: { start, end: Math.min(end, this.text.length) } });
    return false;
  }

  /** Leaves a line of which nothing but a comment is left. */
  private endLine(): void {
    const [start, end] = [this.position, this.endOfLine(this.position)];
    if (this.text[start] === '#') this.comments.push({ text: this.text.slice(start + 1, end), range: { start, end } });
    this.skipLine();
  }

  private skipLine(): void {
    const found = this.text.indexOf('\n', this.position);
    this.position = found < 0 ? this.text.length : found + 1;
  }

  private endOfLine(from: number): number {
    const found = this.text.indexOf('\n', from);
    const end = found < 0 ? this.text.length : found;
    return this.text[end - 1] === '\r' && end > from ? end - 1 : end;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0] ?? null;
    if (match !== null) this.position += match.length;
    return match;
  }
}
