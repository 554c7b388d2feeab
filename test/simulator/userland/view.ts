import { type Stats, closeSync, lstatSync, openSync, readSync, readlinkSync, statSync } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';

const mostLinks = 40;

/** The files of a distro as its own processes see them, looked at from outside through one of them. */
export class View {
  private readonly root: string;

  constructor(pid: number) {
    this.root = `/proc/${pid}/root`;
  }

  /** Whether there is a folder of that absolute path. */
  hasFolder(path: string): boolean {
    return this.stat(path)?.isDirectory() ?? false;
  }

  /** Whether a program could be started, searched for as execvp(3) does, its interpreter included. */
  hasProgram(program: string, folder: string, searchPath: string): boolean {
    const candidates = program.includes('/')
      ? [isAbsolute(program) ? program : posix.join(folder, program)]
      : searchPath.split(':').map((parent) => posix.join(parent, program));
    const found = candidates.find((path) => this.isExecutable(path));
    if (found === undefined) return false;
    const interpreter = this.interpreterOf(found);
    return interpreter === undefined || this.isExecutable(interpreter);
  }

  private isExecutable(path: string): boolean {
    const stat = this.stat(path);
    return stat !== undefined && stat.isFile() && (stat.mode & 0o111) !== 0;
  }

  private interpreterOf(path: string): string | undefined {
    const descriptor = openSync(this.resolve(path)!, 'r');
    try {
      const head = Buffer.alloc(256);
      const text = head.toString('latin1', 0, readSync(descriptor, head));
      return /^#![ \t]*([^\s]+)/.exec(text)?.[1];
    } finally {
      closeSync(descriptor);
    }
  }

  private stat(path: string): Stats | undefined {
    const resolved = this.resolve(path);
    return resolved === undefined ? undefined : statSync(resolved, { throwIfNoEntry: false });
  }

  // Step by step, because the kernel would follow an absolute link into the outside's files.
  private resolve(path: string): string | undefined {
    const ahead = path.split('/').filter(Boolean);
    let here: string[] = [];
    let links = 0;
    for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
      if (part === '.') continue;
      if (part === '..') {
        here.pop();
        continue;
      }
      const entry = join(this.root, ...here, part);
      const stat = lstatOf(entry);
      if (stat === undefined) return undefined;
      if (!stat.isSymbolicLink()) {
        here.push(part);
        continue;
      }
      if (++links > mostLinks) return undefined;
      const target = readlinkSync(entry);
      if (isAbsolute(target)) here = [];
      ahead.unshift(...target.split('/').filter(Boolean));
    }
    return join(this.root, ...here);
  }
}

function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // Below something that is no folder.
  }
}
