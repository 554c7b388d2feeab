import type { DistroAddress } from '../../wsl/run';

/** What a move wrote, by paths below its folder. */
export interface Written {
  readonly files: Map<string, WrittenFile>;
  readonly links: Map<string, string>;
  readonly folders: Set<string>;
}

export interface WrittenFile {
  readonly size: number;
  /** SHA-256, in hexadecimal digits. */
  readonly hash: string;
  /** Whether the move itself made it: the old folder has no such file. */
  readonly isNew?: boolean;
}

/** What is kept of a finished move, so that it can be taken back. */
export interface MoveRecord {
  readonly version: 1;
  readonly distro: DistroAddress;
  /** The folder with the links above it followed. */
  readonly folder: string;
  /** Where the project came from, as Windows writes it. */
  readonly source: string;
  /** Names of folders that moved along though they are left out by default. */
  readonly include: readonly string[];
  /** ISO 8601. */
  readonly moved: string;
  /** By which the file system knows the folder: one that was made anew has another. */
  readonly inode: string;
  /** The folders above it that the move made, the outermost first. */
  readonly made: readonly string[];
  /** Whether the folder itself was there before, empty. */
  readonly wasThere: boolean;
  /** When taking it back was begun; null where it was not. */
  readonly undone: string | null;
}

export interface KeptMove {
  readonly record: MoveRecord;
  readonly written: Written;
}

/** Every path of what was written: files, links, folders. */
export function pathsOf({ files, links, folders }: Written): string[] {
  return [...files.keys(), ...links.keys(), ...folders];
}

/** A line for the record, and one for each thing that was written: a project may have hundreds of thousands. */
export function recordText({ record, written }: KeptMove): string {
  const { files, links, folders } = written;
  const lines = [JSON.stringify({ ...record, entries: files.size + links.size + folders.size })];
  for (const path of folders) lines.push(JSON.stringify(['d', path]));
  for (const [path, target] of links) lines.push(JSON.stringify(['l', path, target]));
  for (const [path, { size, hash, isNew }] of files) {
    lines.push(JSON.stringify(['f', path, size, hash, ...(isNew ? [true] : [])]));
  }
  return `${lines.join('\n')}\n`;
}

/** Reads it again; null where it is not whole, or names what cannot be below a folder. */
export function readRecord(text: string): KeptMove | null {
  try {
    const [head = '', ...lines] = text.split('\n').slice(0, -1);
    const { entries, ...record } = JSON.parse(head) as Partial<MoveRecord> & { readonly entries?: number };
    if (entries !== lines.length || !isRecord(record)) return null;
    const written: Written = { files: new Map(), links: new Map(), folders: new Set() };
    return lines.every((line) => take(JSON.parse(line), written)) ? { record, written } : null;
  } catch {
    return null;
  }
}

function isRecord(record: Partial<MoveRecord>): record is MoveRecord {
  const { version, distro, folder, source, include, moved, inode, made, wasThere } = record;
  return (
    version === 1 &&
    typeof distro?.name === 'string' &&
    [folder, source, moved].every((each) => typeof each === 'string') &&
    typeof inode === 'string' &&
    /^\d+$/.test(inode) &&
    typeof wasThere === 'boolean' &&
    Array.isArray(include) &&
    Array.isArray(made) &&
    made.every((each) => typeof each === 'string' && each.startsWith('/'))
  );
}

function take(line: unknown, { files, links, folders }: Written): boolean {
  const [kind, path, third, hash, isNew] = Array.isArray(line) ? (line as unknown[]) : [];
  if (typeof path !== 'string' || !isBelow(path)) return false;
  if (kind === 'd') folders.add(path);
  else if (kind === 'l' && typeof third === 'string') links.set(path, third);
  else if (kind === 'f' && typeof third === 'number' && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)) {
    files.set(path, { size: third, hash, ...(isNew === true ? { isNew } : {}) });
  } else return false;
  return true;
}

/** Whether a path stays below the folder that it is added to, by its names alone. */
function isBelow(path: string): boolean {
  return path.split('/').every((name) => name !== '' && name !== '.' && name !== '..' && !name.includes('\0'));
}
