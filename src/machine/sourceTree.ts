import * as fs from 'node:fs';
import { open, readlink, realpath, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileOptions, FileResult, Files } from './files';

/** What lies in a tree; the path is relative to its root, with slashes. */
export interface TreeEntry {
  readonly path: string;
  /** `unreadable`: the system says that it is there, and not more. `other` is neither file, folder nor link. */
  readonly kind: 'file' | 'folder' | 'link' | 'other' | 'unreadable';
  readonly size: number;
  readonly mtimeMs: number;
  readonly isReadOnly: boolean;
  /** The bytes that it takes of the disk, in blocks of 512. */
  readonly blocks: number;
  /** Where a link leads, as it says itself. */
  readonly target: string;
  /** Why something is unreadable. */
  readonly code: string;
}

/** One that a walk came by: of a folder that was entered the names in it, of another why it was not. */
export type WalkedEntry<Reason = never> = TreeEntry & {
  readonly names?: ReadonlySet<string>;
  readonly closed?: Reason;
};

/** Says why a folder is not entered, by its path, the names beside it and the names in it; null where it is. */
export type WhyClosed<Reason> = (
  path: string,
  beside: ReadonlySet<string>,
  inside: ReadonlySet<string>,
) => Reason | null;

/** A file that was read, or why it could not be; `changed`: somebody wrote to it meanwhile. */
export type SteadyRead =
  | { readonly kind: 'ok'; readonly content: Buffer; readonly mtimeMs: number }
  | { readonly kind: 'changed' }
  | { readonly kind: 'failed'; readonly code: string };

/** A folder in which a walk is. */
interface Level {
  readonly folder: string;
  /** The names that have not been looked at. */
  readonly names: string[];
  /** All names in it. */
  readonly beside: ReadonlySet<string>;
  /** What has been looked at, and has not been given yet. */
  ahead: TreeEntry[];
}

const readAttempts = 3;

/** Of so many files each costs less than by `node:fs/promises`, which makes an object for each that is open. */
const [lstat, readdir, openFile, fstat, read, close, readWhole] = [
  promisify(fs.lstat),
  promisify(fs.readdir),
  promisify(fs.open),
  promisify(fs.fstat),
  promisify(fs.read),
  promisify(fs.close),
  promisify(fs.readFile),
];

/** So many entries of a folder are looked at side by side. */
const sideBySide = 64;
/** Where the system knows it: what has become a link since the walk is not followed. */
const readFlags = fs.constants.O_RDONLY | (process.platform === 'win32' ? 0 : fs.constants.O_NOFOLLOW);

/** A folder to be read as a whole, without following any link in it. */
export class SourceTree {
  constructor(private readonly root: string) {}

  /**
   * Walks through everything, the root first and each folder before what is in it, names in order. Nothing is kept: a tree
   * may have hundreds of thousands of files. A closed folder comes with its own entry, followed by none of what it holds.
   */
  async *walk<Reason>(whyClosed: WhyClosed<Reason>, signal: AbortSignal): AsyncGenerator<WalkedEntry<Reason>> {
    // What is left of the folders above, the root first: no deep tree makes a deep stack.
    const above: Level[] = [];
    const top: Level = { ahead: [await this.look('')], beside: new Set(), names: [], folder: '' };
    let level: Level | undefined = top;
    while (level && !signal.aborted) {
      const entry: TreeEntry | undefined = level.ahead.shift();
      if (!entry) {
        const some = level.names.splice(0, sideBySide);
        const { folder } = level;
        if (some.length === 0) level = above.pop();
        else level.ahead = await Promise.all(some.map((name) => this.look(folder === '' ? name : `${folder}/${name}`)));
        continue;
      }
      if (entry.kind !== 'folder') {
        if (!(await this.isGone(entry))) yield entry;
        continue;
      }
      const names = await this.namesIn(entry.path).catch((error: unknown) => unreadable(entry.path, error));
      if ('kind' in names) {
        if (!(await this.isGone(names))) yield names;
        continue;
      }
      const inside = new Set(names);
      const closed = level === top ? null : whyClosed(entry.path, level.beside, inside);
      if (closed !== null) {
        yield { ...entry, closed };
        continue;
      }
      yield { ...entry, names: inside };
      above.push(level);
      level = { ahead: [], beside: inside, names, folder: entry.path };
    }
  }

  /**
   * Reads a file as a whole, and again where somebody wrote to it meanwhile. `known` is what the walk saw of it: while that is
   * so, half the calls are enough, of which each crosses to Windows and back where the drive is a mount.
   */
  async readSteady(path: string, known?: Pick<TreeEntry, 'size' | 'mtimeMs'>): Promise<SteadyRead> {
    try {
      for (let left = readAttempts; left > 0; left -= 1) {
        const file = await openFile(join(this.root, path), readFlags);
        try {
          const quick = known && left === readAttempts ? await readAsKnown(file, known) : null;
          if (quick) return { kind: 'ok', content: quick, mtimeMs: known?.mtimeMs ?? 0 };
          const before = await fstat(file);
          const content = await readWhole(file);
          const after = await fstat(file);
          const isSteady = before.mtimeMs === after.mtimeMs && after.size === content.length;
          if (isSteady) return { kind: 'ok', content, mtimeMs: after.mtimeMs };
        } finally {
          await close(file);
        }
      }
      return { kind: 'changed' };
    } catch (error) {
      return { kind: 'failed', code: codeOf(error) };
    }
  }

  /** Opens a file that is too large to be held, to be read piece by piece. */
  async open(path: string): Promise<LargeFile | { readonly code: string }> {
    let file: FileHandle | undefined;
    try {
      file = await open(join(this.root, path), readFlags);
      const { size, mtimeMs } = await file.stat();
      return new LargeFile(file, size, mtimeMs);
    } catch (error) {
      await file?.close().catch(() => undefined);
      return { code: codeOf(error) };
    }
  }

  /**
   * Whether it was there when its folder was read, and is no more. That it is not found says less: Windows does not find all
   * names that it lists.
   */
  private async isGone({ path, kind, code }: TreeEntry): Promise<boolean> {
    if (kind !== 'unreadable' || code !== 'ENOENT' || path === '') return false;
    const end = path.lastIndexOf('/');
    const beside = await this.namesIn(path.slice(0, Math.max(end, 0))).catch((error: unknown) => codeOf(error));
    return Array.isArray(beside) ? !beside.includes(path.slice(end + 1)) : beside === 'ENOENT';
  }

  private async namesIn(folder: string): Promise<string[]> {
    return (await readdir(join(this.root, folder))).sort();
  }

  private async look(path: string): Promise<TreeEntry> {
    try {
      const real = join(this.root, path);
      const stat = await lstat(real);
      const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other';
      return {
        path,
        kind,
        size: kind === 'file' ? stat.size : 0,
        mtimeMs: stat.mtimeMs,
        isReadOnly: (stat.mode & 0o200) === 0,
        blocks: stat.blocks,
        target: kind === 'link' ? await readlink(real) : '',
        code: '',
      };
    } catch (error) {
      return unreadable(path, error);
    }
  }
}

/** A large file while it is read. */
export class LargeFile {
  constructor(
    private readonly file: FileHandle,
    readonly size: number,
    readonly mtimeMs: number,
  ) {}

  /** Its first bytes. */
  async head(): Promise<Buffer> {
    const head = Buffer.alloc(4);
    return head.subarray(0, (await this.file.read(head, 0, head.length, 0)).bytesRead);
  }

  /** As many bytes as it had when it was opened, unless it has become shorter. */
  async *pieces(bytes = 1024 * 1024): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.size;) {
      const piece = Buffer.allocUnsafe(Math.min(bytes, this.size - position));
      const { bytesRead } = await this.file.read(piece, 0, piece.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  }

  /** Whether it is still what it was when it was opened. */
  async isSteady(): Promise<boolean> {
    const { size, mtimeMs } = await this.file.stat();
    return size === this.size && mtimeMs === this.mtimeMs;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

/** Opens a folder to be read as a whole, once the gate has let it pass. */
export function openTree(files: Files, folder: string, options: FileOptions = {}): Promise<FileResult<SourceTree>> {
  return files.touch(folder, options, async (real) => {
    // The folder itself may be named by a link; those in it are not followed.
    const root = (await lstat(real)).isSymbolicLink() ? await realpath(real) : real;
    await readdir(root);
    return new SourceTree(root);
  });
}

/** The content of a file that still is as it was seen before; null where it is not. */
async function readAsKnown(
  file: number,
  { size, mtimeMs }: Pick<TreeEntry, 'size' | 'mtimeMs'>,
): Promise<Buffer | null> {
  // One more than there should be shows whether it grew.
  const content = Buffer.allocUnsafe(size + 1);
  const { bytesRead } = await read(file, content, 0, content.length, 0);
  const after = await fstat(file);
  const isSame = bytesRead === size && after.size === size && after.mtimeMs === mtimeMs;
  return isSame ? content.subarray(0, size) : null;
}

function unreadable(path: string, error: unknown): TreeEntry {
  const nothing = { size: 0, mtimeMs: 0, isReadOnly: false, blocks: 0, target: '' };
  return { path, kind: 'unreadable', ...nothing, code: codeOf(error) };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
