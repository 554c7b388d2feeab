import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Gate, Passage } from './gate';
import { findBehindLinks } from './links';
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

/** Reads files of the machine. Every path goes through the gate of the distros' shares first. */
export class Files {
  constructor(
    private readonly places: Places,
    private readonly gate: Gate,
  ) {}

  /** The content of a file as text; a byte order mark is kept. */
  read(path: string, options: FileOptions = {}): Promise<FileResult<string>> {
    return this.touch(path, options, (real) => readFile(real, 'utf8'));
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
    try {
      return { kind: 'ok', value: await act(real) };
    } catch (error) {
      const { code = 'unknown', message } = error as NodeJS.ErrnoException;
      return { kind: 'failed', code, reason: reasonOf(code, path, message) };
    }
  }

  private isShare(path: string): boolean {
    return this.places.locate(path).kind === 'unc';
  }

  /** Asks the gate for a path in a share, or one whose links lead into a share. Links within a distro are its own. */
  private async passGate(path: string, wish: boolean): Promise<Passage> {
    const touched = this.isShare(path) ? path : await findBehindLinks(path, (behind) => this.isShare(behind));
    const location = touched === null ? null : this.places.locate(touched);
    return location?.kind === 'unc' ? this.gate.pass(location.distro, location.path, wish) : { open: true };
  }
}

function reasonOf(code: string, path: string, message: string): string {
  if (code === 'ENOENT') return `${basename(path)} does not exist.`;
  if (code === 'EACCES' || code === 'EPERM') return `${basename(path)} may not be read.`;
  if (code === 'EISDIR') return `${basename(path)} is a folder.`;
  return message;
}
