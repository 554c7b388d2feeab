import { join } from 'node:path';

/** Where everything lies below the state folder. */
export function layoutOf(folder: string) {
  return {
    state: join(folder, 'state.json'),
    lock: join(folder, 'state.lock'),
    calls: join(folder, 'calls.log'),
    gate: join(folder, 'gate.log'),
    engineLog: join(folder, 'engine.log'),
    remoteLog: join(folder, 'remote.log'),
    opened: join(folder, 'opened.log'),
    vmLog: join(folder, 'vm.log'),
    machine: join(folder, 'machine.json'),
    bin: join(folder, 'bin'),
    interop: join(folder, 'interop'),
    sockets: join(folder, 'sockets'),
    pids: join(folder, 'pids'),
    messages: join(folder, 'messages'),
    drives: join(folder, 'drives'),
    distros: join(folder, 'distros'),
    /** Every distro's /mnt/wsl, where distros are real userlands. */
    shared: join(folder, 'wsl-shared'),
    /** What userlands are made of, by the id of the distro. */
    userlands: join(folder, 'userlands'),
  };
}

/** The folder on this host that stands for a Windows path, or undefined for a path on a drive that is not there. */
export function hostPathOf(folder: string, windowsPath: string): string | undefined {
  const match = /^(?:\\\\\?\\)?([A-Za-z]):[\\/]?(.*)$/.exec(windowsPath);
  if (!match) return undefined;
  return join(layoutOf(folder).drives, match[1]!.toUpperCase(), ...match[2]!.split(/[\\/]+/).filter(Boolean));
}

/** The machine file for the view from inside a distro. */
export function machineFileIn(folder: string, distro: string): string {
  return join(folder, `machine-wsl-${distro}.json`);
}

/** The folder on this host that is the root of a distro. */
export function distroRootOf(folder: string, name: string): string {
  return join(layoutOf(folder).distros, name);
}
