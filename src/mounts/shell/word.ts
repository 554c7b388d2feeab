/** What a shell puts in the place of an expression, as far as its text tells. */
export type Expansion =
  /** The folder in which the shell is, in which the script lies, or of the repository they belong to; or the way on from it. */
  | { readonly kind: 'folder'; readonly of: 'shell' | 'script' | 'project'; readonly way?: string }
  /** The home of whoever runs the shell. */
  | { readonly kind: 'home' }
  /** A folder that Windows names: `%APPDATA%`. */
  | { readonly kind: 'windows' }
  /**
   * A variable that the script itself may have set; of a list all items, each a word of its own, of a folder perhaps the way
   * on from it, and perhaps what stands for it where nobody has set it.
   */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly isList?: true;
      readonly way?: string;
      readonly otherwise?: Expansion;
    }
  /** A path that is written out inside of an expression. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'other' };

/** The path that a way leads to from a folder: `/..` is the one around it. */
export function further(folder: Expansion, way: string): Expansion {
  if (way === '') return folder;
  const { kind } = folder;
  return kind === 'folder' || kind === 'variable' ? { ...folder, way: `${folder.way ?? ''}${way}` } : { kind: 'other' };
}

/** How a piece of a word is quoted: not at all, for good, or so that variables are still filled in. */
export type Quoting = 'bare' | 'literal' | 'expanding';

/** A piece of a word: as long as its text in the source, unless an escape or an expression stands there. */
export interface Piece {
  /** What the program gets; for an expression its text in the source. */
  readonly text: string;
  /** Offsets in the text that is split. */
  readonly start: number;
  readonly end: number;
  readonly quoting: Quoting;
  readonly expansion: Expansion | null;
}

/** An argument of a command. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

/** A stretch of text that holds commands of its own: what stands in `$(…)`. */
export interface Inner {
  readonly start: number;
  readonly end: number;
}

/** What a shell does one after the other. Between `open` and `close` runs a shell of its own, whose `cd` ends with it. */
export type Step =
  | {
      readonly kind: 'command';
      readonly words: readonly Word[];
      readonly inner: readonly Inner[];
      /** Whether the first word is `NAME=` or `NAME+=`, and the others are the items that it is set to. */
      readonly isList?: true;
    }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

/** Gathers the pieces of words, the words of commands, and the commands. */
export class StepBuilder {
  readonly steps: Step[] = [];
  private words: Word[] = [];
  private inner: Inner[] = [];
  private pieces: Piece[] = [];
  private wordStart: number | null = null;
  private dropsNext = false;

  /** Begins a word where none is begun: quotes with nothing between them are a word as well. */
  begin(offset: number): void {
    this.wordStart ??= offset;
  }

  get inWord(): boolean {
    return this.wordStart !== null;
  }

  /** The words before the one that is being gathered. */
  get before(): readonly Word[] {
    return this.words;
  }

  /** The pieces of the word that is being gathered. */
  get current(): readonly Piece[] {
    return this.pieces;
  }

  /** The word that is being gathered, as far as it is literal. */
  get soFar(): string {
    return this.pieces.map(({ text }) => text).join('');
  }

  literal(text: string, start: number, end: number, quoting: Quoting): void {
    this.begin(start);
    if (text === '') return;
    const last = this.pieces.at(-1);
    const follows =
      last?.expansion === null && last.end === start && last.quoting === quoting && isVerbatim(last.text, last);
    if (follows && isVerbatim(text, { start, end })) {
      this.pieces[this.pieces.length - 1] = { ...last, text: last.text + text, end };
    } else {
      this.pieces.push({ text, start, end, quoting, expansion: null });
    }
  }

  expression(expansion: Expansion, source: string, start: number, end: number, quoting: Quoting): void {
    this.begin(start);
    this.pieces.push({ text: source.slice(start, end), start, end, quoting, expansion });
  }

  /** Commands that stand inside a word. */
  nest(start: number, end: number): void {
    this.inner.push({ start, end });
  }

  endWord(offset: number): void {
    if (this.wordStart === null) return;
    if (this.dropsNext) this.dropsNext = false;
    else this.words.push({ start: this.wordStart, end: offset, pieces: this.pieces });
    this.wordStart = null;
    this.pieces = [];
  }

  /** The next word is the file of a redirection, and no argument. */
  dropNextWord(): void {
    this.dropsNext = true;
  }

  /** The word that is being gathered is the number of a redirection. */
  dropThisWord(): void {
    this.wordStart = null;
    this.pieces = [];
  }

  endCommand(offset: number, isList = false): void {
    this.endWord(offset);
    this.dropsNext = false;
    if (this.words.length > 0 || this.inner.length > 0) {
      this.steps.push({ kind: 'command', words: this.words, inner: this.inner, ...(isList ? { isList } : {}) });
    }
    this.words = [];
    this.inner = [];
  }

  group(kind: 'open' | 'close', offset: number): void {
    this.endCommand(offset);
    this.steps.push({ kind });
  }
}

function isVerbatim(text: string, { start, end }: Inner): boolean {
  return text.length === end - start;
}

/** Whether each unit of a piece stands in the source as it is. */
export function isLiteralRun({ expansion, text, start, end }: Piece): boolean {
  return expansion === null && isVerbatim(text, { start, end });
}
