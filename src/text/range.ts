/** A half-open range of UTF-16 offsets into one text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A place as people and editors name it: both numbers count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns. Line ends are LF, CR LF and a lone CR, as editors count them. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    if (text.includes('\r')) {
      for (const match of text.matchAll(/\r\n|\r|\n/g)) this.starts.push(match.index + match[0].length);
    } else {
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) this.starts.push(end + 1);
    }
  }

  /** The place of an offset; one beyond the text is the place of its end, and one inside a line end that of its line's. */
  positionAt(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= within) low = middle;
      else high = middle - 1;
    }
    const column = within - (this.starts[low] ?? 0) + 1;
    const insideCrLf = this.text[within - 1] === '\r' && this.text[within] === '\n';
    return { line: low + 1, column: insideCrLf ? column - 1 : column };
  }

  /** The text of a line (counted from 1) without its line end; empty beyond the last line. */
  lineText(line: number): string {
    const start = this.starts[line - 1];
    if (start === undefined) return '';
    return this.text.slice(start, this.starts[line] ?? this.text.length).replace(/[\r\n]+$/, '');
  }

  /** The offset at which a line (counted from 1) begins; the end of the text beyond the last line. */
  lineStart(line: number): number {
    return this.starts[line - 1] ?? this.text.length;
  }
}

/** Whether two texts have the same lines, however these end: the editor gives all lines of a document the same end. */
export function hasSameLines(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
  return one === other || plain(one) === plain(other);
}
