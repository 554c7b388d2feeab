import { readFile, stat, statfs } from 'node:fs/promises';
import { join, resolve, win32 } from 'node:path';
import { isBusyOnWindows } from './busyFile';
import type { Gate, Passage } from './gate';
import { Links } from './links';
import { besideOtherWork, type ManyFiles } from './manyFiles';
import type { Places } from './places';

/** What touching a file gave. `wouldStart` names the stopped distro that the gate protects. */
export type FileResult<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'wouldStart'; readonly distro: string }
  | { readonly kind: 'failed'; readonly code: string; readonly reason: string };

export interface FileOptions {
  /** The user named this path, so a stopped distro may be started for it. */
  readonly wish?: boolean;
}

export interface DiskUse {
  readonly size: number;
  readonly onDisk: number;
}

export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/** What a system counts the room of files in, whatever its clusters are: Node gives the allocation of Windows so too. */
const blockSize = 512;
const mostOpen = 64;
const readAttempts = 4;
const readPause = 50;

/** Reads files of the machine. Every path goes through the gate of the distros' shares first. */
export class Files {
  private readonly links = new Links();

  constructor(
    private readonly places: Places,
    private readonly gate: Gate,
    /** By letter of a drive, in place of what its file system says. */
    private readonly statedFreeSpace: Readonly<Record<string, number>> = {},
    readonly many: ManyFiles = besideOtherWork,
  ) {}

  /** The content of a file as text; a byte order mark is kept. */
  read(path: string, options: FileOptions = {}): Promise<FileResult<string>> {
    return this.touch(path, options, (real) => readFile(real, 'utf8'));
  }

  /**
   * The contents of files below a folder, by the ways to them, that a walk has found and that are no links: where the folder
   * has passed the gate, each of them would.
   */
  readBelow(
    folder: string,
    ways: readonly string[],
    options: FileOptions = {},
  ): Promise<FileResult<FileResult<string>[]>> {
    return this.touch(folder, options, async (real) => {
      const read: FileResult<string>[] = [];
      // A process may not hold any number of files open.
      for (let start = 0; start < ways.length; start += mostOpen) {
        const some = ways.slice(start, start + mostOpen).map((way) => join(real, way));
        read.push(...(await Promise.all(some.map((path) => attempt(path, () => this.many.read(path))))));
      }
      return read;
    });
  }

  /**
   * The content of a small file that somebody else may be writing: read until its size and time are the same before and
   * after. A file of more than `limit` bytes fails with `EFBIG`.
   */
  readSteady(path: string, limit: number): Promise<FileResult<string>> {
    return this.touch(path, {}, async (real) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const before = await stat(real);
          if (before.size > limit) throw Object.assign(new Error(`${nameOf(path)} is too large.`), { code: 'EFBIG' });
          const content = await readFile(real);
          const after = await stat(real);
          const isSteady = before.mtimeMs === after.mtimeMs && after.size === content.length;
          if (isSteady || attempt === readAttempts) return content.toString('utf8');
        } catch (error) {
          if (!isBusyOnWindows(error) || attempt === readAttempts) throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, readPause));
      }
    });
  }

  /** The size of a file in bytes. */
  sizeOf(path: string): Promise<FileResult<number>> {
    return this.touch(path, {}, async (real) => (await stat(real)).size);
  }

  /** How large a file is, and how much of its drive it takes: less for a sparse or a compressed one. In bytes. */
  diskUseOf(path: string): Promise<FileResult<DiskUse>> {
    return this.touch(path, {}, async (real) => {
      const { size, blocks } = await stat(real);
      return { size, onDisk: blocks * blockSize };
    });
  }

  /** What tells a file from what it was before somebody wrote it; null where it is not there. */
  stampOf(path: string): Promise<FileResult<FileStamp | null>> {
    return this.touch(path, {}, async (real) => {
      try {
        const { size, mtimeMs } = await stat(real);
        return { size, mtimeMs };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    });
  }

  /** The bytes that are free on the drive of a path, for this user. */
  freeSpaceAt(path: string): Promise<FileResult<number>> {
    return this.touch(path, {}, async (real) => {
      const { bavail, bsize } = await statfs(real);
      return this.statedFreeSpace[path.charAt(0).toUpperCase()] ?? bavail * bsize;
    });
  }

  /** Whether the path is a folder or something else that exists. */
  kindOf(path: string, options: FileOptions = {}): Promise<FileResult<'folder' | 'file'>> {
    return this.touch(path, options, async (real) => ((await stat(real)).isDirectory() ? 'folder' : 'file'));
  }

  /** Does something with a real path once the gate has let it pass; what it throws becomes a result. */
  async touch<T>(path: string, options: FileOptions, act: (real: string) => Promise<T>): Promise<FileResult<T>> {
    // Resolved before it is looked at: `..` could lead from a drive's folder into a share's.
    const named = this.places.realPath(path);
    const real = resolve(named);
    const passage = await this.passGate(this.isShare(named) ? named : real, options.wish ?? false);
    if (!passage.open) return { kind: 'wouldStart', distro: passage.wouldStart };
    return attempt(path, () => act(real));
  }

  private isShare(path: string): boolean {
    return this.places.locate(path).kind === 'unc';
  }

  /** Asks the gate for a path in a share, or one whose links lead into a share. Links within a distro are its own. */
  private async passGate(path: string, wish: boolean): Promise<Passage> {
    const touched = this.isShare(path) ? path : await this.links.findBehind(path, (behind) => this.isShare(behind));
    const location = touched === null ? null : this.places.locate(touched);
    return location?.kind === 'unc' ? this.gate.pass(location.distro, location.path, wish) : { open: true };
  }
}

/** What it throws becomes a result. */
async function attempt<T>(path: string, act: () => T | Promise<T>): Promise<FileResult<T>> {
  try {
    return { kind: 'ok', value: await act() };
  } catch (error) {
    const { code = 'unknown', message } = error as NodeJS.ErrnoException;
    return { kind: 'failed', code, reason: reasonOf(code, path, message) };
  }
}

function reasonOf(code: string, path: string, message: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return `${nameOf(path)} does not exist.`;
  if (code === 'EACCES' || code === 'EPERM') return `${nameOf(path)} may not be read.`;
  if (code === 'EISDIR') return `${nameOf(path)} is a folder.`;
  return message;
}

/** The last part of a path of either kind: a described machine has Windows' paths on any host. */
function nameOf(path: string): string {
  return win32.basename(path);
}
