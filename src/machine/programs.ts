import { existsSync } from 'node:fs';
import { join, win32 } from 'node:path';
import type { ProgramName } from './command';
import type { DriveMount } from './driveMounts';
import type { Platform } from './machineFile';
import type { Places } from './places';
import { systemRoot } from './systemRoot';

/** Which file a program is. */
export interface Programs {
  pathOf(name: ProgramName): string | null;
  /** Tells where an installer put a program, as Windows writes the path; null that it is not there any more. */
  learn(name: ProgramName, path: string | null): void;
}

/** Windows' own programs, below its folder. A name searched in PATH or in a workspace could be anybody's. */
const ownPrograms: Readonly<Partial<Record<ProgramName, readonly string[]>>> = {
  wsl: ['System32', 'wsl.exe'],
  reg: ['System32', 'reg.exe'],
  tasklist: ['System32', 'tasklist.exe'],
  taskkill: ['System32', 'taskkill.exe'],
  explorer: ['explorer.exe'],
  netsh: ['System32', 'netsh.exe'],
  netstat: ['System32', 'netstat.exe'],
  route: ['System32', 'route.exe'],
  powershell: ['System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'],
};

/** The programs of the Windows this process runs on, or of the one outside its distro. */
export class RealPrograms implements Programs {
  /** The folder of Windows as this process opens it; null away from Windows, or where its drive is not mounted. */
  readonly windowsFolder: string | null;
  /** The drive Windows is on (`C:`), as a distro sees it; null elsewhere. */
  readonly windowsDrive: string | null;
  private readonly learnt = new Map<ProgramName, string>();

  constructor(
    private readonly platform: Platform,
    private readonly env: NodeJS.ProcessEnv,
    drives: readonly DriveMount[],
    private readonly places: Places,
  ) {
    const found = platform === 'windows' ? null : findWindows(drives);
    this.windowsFolder = platform === 'windows' ? systemRoot(env) : (found?.folder ?? null);
    this.windowsDrive = found && `${found.letter}:`;
  }

  pathOf(name: ProgramName): string | null {
    const learnt = this.learnt.get(name);
    if (learnt !== undefined) return learnt;
    const own = ownPrograms[name];
    if (!own || this.windowsFolder === null) return null;
    if (this.platform !== 'windows') return join(this.windowsFolder, ...own);
    // A 32-bit process sees another System32, without wsl.exe; Sysnative is its way to the real one.
    const parts = this.env['PROCESSOR_ARCHITEW6432']
      ? own.map((part) => (part === 'System32' ? 'Sysnative' : part))
      : own;
    return win32.join(this.windowsFolder, ...parts);
  }

  learn(name: ProgramName, path: string | null): void {
    if (path === null) this.learnt.delete(name);
    else this.learnt.set(name, this.places.realPath(path));
  }
}

/** Windows may be on any drive; the one with wsl.exe in its place has it. */
function findWindows(drives: readonly DriveMount[]): { readonly letter: string; readonly folder: string } | null {
  const folders = drives.map(({ letter, mountPoint }) => ({ letter, folder: join(mountPoint, 'Windows') }));
  return folders.find(({ folder }) => existsSync(join(folder, 'System32', 'wsl.exe'))) ?? null;
}
