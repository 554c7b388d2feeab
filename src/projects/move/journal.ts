/** A file as it was when it was read. */
export interface FileRecord {
  readonly size: number;
  readonly mtimeMs: number;
  /** SHA-256 of what was sent, in hexadecimal digits. */
  readonly hash: string;
}

/** So much is sent before the next piece of the journal: more would be copied again after an interruption. */
const mostBytes = 32 * 1024 * 1024;
const mostFiles = 500;

/**
 * Collects what was sent since the last piece of the journal. The pieces travel in the same stream as the files, behind them:
 * one that has arrived names files that have.
 */
export class JournalWriter {
  private lines: string[] = [];
  private bytes = 0;

  /** @param next the number of the next piece; those of an earlier run stay */
  constructor(private next: number) {}

  add(path: string, { size, mtimeMs, hash }: FileRecord): void {
    this.lines.push(JSON.stringify([path, size, mtimeMs, hash]));
    this.bytes += size;
  }

  get isFull(): boolean {
    return this.bytes >= mostBytes || this.lines.length >= mostFiles;
  }

  /** The next piece; null where nothing was sent. */
  take(): { readonly name: string; readonly content: Buffer } | null {
    if (this.lines.length === 0) return null;
    const piece = { name: pieceName(this.next), content: Buffer.from(`${this.lines.join('\n')}\n`) };
    this.next += 1;
    [this.lines, this.bytes] = [[], 0];
    return piece;
  }
}

function pieceName(number: number): string {
  return String(number).padStart(6, '0');
}

/** Reads a piece of the journal. A line that is not whole is passed by: what it names is copied again. */
export function readJournal(text: string): [path: string, record: FileRecord][] {
  return text.split('\n').flatMap((line): [string, FileRecord][] => {
    const record = readLine(line);
    return record ? [record] : [];
  });
}

function readLine(line: string): [string, FileRecord] | null {
  try {
    const [path, size, mtimeMs, hash] = JSON.parse(line) as unknown[];
    if (typeof path !== 'string' || typeof size !== 'number' || typeof mtimeMs !== 'number') return null;
    return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? [path, { size, mtimeMs, hash }] : null;
  } catch {
    return null;
  }
}
