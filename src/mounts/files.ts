import { parseComposeInSteps, type ParsedCompose } from './compose/surroundings';
import { readDotenv, type DotenvEntry } from './dotenv';
import { withBreaks } from './readers/yamlParse';

/** What reading a file gave. `closed`: it may not be looked at, or cannot be read, and what it says is unknown. */
export type FileText =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'absent' } | { readonly kind: 'closed' };

/** The files around the one that is judged. Paths have slashes and begin as the path of that file does. */
export interface Files {
  read(path: string): Promise<FileText>;
}

/** For a text whose surroundings nobody can look at: it is judged by itself. */
export const noFiles: Files = { read: () => Promise.resolve({ kind: 'absent' }) };

/** Remembers what was read and parsed, for as long as no file changes: several files ask for the same ones around them. */
export class KnownFiles implements Files {
  private readonly texts = new Map<string, Promise<FileText>>();
  /** Of thousands of files only those stay parsed that the look around the last one needed, or this one needs. */
  private parsed = new Map<string, ParsedCompose>();
  private parsedBefore: ReadonlyMap<string, ParsedCompose> = new Map();
  private readonly dotenvs = new Map<string, readonly DotenvEntry[]>();

  constructor(private readonly files: Files) {}

  /** The paths that were read. */
  get asked(): ReadonlySet<string> {
    return new Set(this.texts.keys());
  }

  read(path: string): Promise<FileText> {
    const known = this.texts.get(path);
    if (known) return known;
    const reading = this.files.read(path);
    this.texts.set(path, reading);
    return reading;
  }

  /** Begins a look around another file, or the same one: those that are read together are looked at one after the other. */
  beginLook(): void {
    this.parsedBefore = this.parsed;
    this.parsed = new Map();
  }

  /**
   * A compose file with this text, parsed once; of one that has changed since, only the lines that are new. What else waits in
   * this process does not have to wait for all of it.
   */
  async parse(path: string, text: string): Promise<ParsedCompose> {
    const known = this.parsed.get(path) ?? this.parsedBefore.get(path) ?? null;
    const parsed = known?.text === text ? known : await withBreaks(parseComposeInSteps(text, known));
    this.parsed.set(path, parsed);
    return parsed;
  }

  /** The entries of a `.env` file with this text. */
  dotenv(path: string, text: string): readonly DotenvEntry[] {
    const known = this.dotenvs.get(path) ?? readDotenv(text);
    this.dotenvs.set(path, known);
    return known;
  }
}

export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/** Nobody lays more files over each other; whoever names more is followed no further. */
const mostFiles = 100;

/** One look around a file: what was asked for, and whether all of it could be answered. */
export class Look {
  readonly asked = new Set<string>();
  isComplete = true;

  constructor(readonly known: KnownFiles) {
    known.beginLook();
  }

  async read(path: string): Promise<FileText> {
    if (this.asked.size >= mostFiles && !this.asked.has(path)) return { kind: 'closed' };
    this.asked.add(path);
    const read = await this.known.read(path);
    if (read.kind === 'closed') this.isComplete = false;
    return read;
  }

  /** The first of the files that is there. */
  async first(paths: readonly string[]): Promise<FoundFile | 'closed' | null> {
    for (const path of paths) {
      const read = await this.read(path);
      if (read.kind === 'text') return { path, text: read.text };
      if (read.kind === 'closed') return 'closed';
    }
    return null;
  }
}
