import { join } from 'node:path';

/** Where everything lies below the state folder. */
export function layoutOf(folder: string) {
  return {
    state: join(folder, 'state.json'),
    lock: join(folder, 'state.lock'),
    calls: join(folder, 'calls.log'),
    gate: join(folder, 'gate.log'),
    machine: join(folder, 'machine.json'),
    bin: join(folder, 'bin'),
    pids: join(folder, 'pids'),
    messages: join(folder, 'messages'),
    drives: join(folder, 'drives'),
    distros: join(folder, 'distros'),
  };
}

/** The folder on this host that stands for a Windows path, or undefined for a path on a drive that is not there. */
export function hostPathOf(folder: string, windowsPath: string): string | undefined {
  const match = /^(?:\\\\\?\\)?([A-Za-z]):[\\/]?(.*)$/.exec(windowsPath);
  if (!match) return undefined;
  return join(layoutOf(folder).drives, match[1]!.toUpperCase(), ...match[2]!.split(/[\\/]+/).filter(Boolean));
}

/** The folder on this host that is the root of a distro. */
export function distroRootOf(folder: string, name: string): string {
  return join(layoutOf(folder).distros, name);
}
