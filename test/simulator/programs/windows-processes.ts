import { readFileSync } from 'node:fs';
import { backendRole, windowRole } from '../docker/processes';
import type { State } from '../state/model';
import { type NotedProcess, runningProcesses } from '../state/processes';

/** A process as Task Manager would list it. */
export interface WindowsProcess {
  image: string;
  pid: number;
  session: 'Services' | 'Console';
  kibibytes: number;
  /** The process of this host behind it; absent for the processes of Windows itself, which nobody can end. */
  noted?: NotedProcess;
  title: string;
}

/** Images of the programs of this simulator; what runs on the Linux side is no process of Windows. */
const imageOf: Readonly<Record<string, string>> = {
  wsl: 'wsl.exe',
  wslhost: 'wslhost.exe',
  reg: 'reg.exe',
  docker: 'docker.exe',
  powershell: 'powershell.exe',
  [windowRole]: windowRole,
  [backendRole]: backendRole,
};

/** Every process of the simulated Windows: a few that are always there, and those that really run. */
export function windowsProcesses(folder: string, state: State): WindowsProcess[] {
  const system: WindowsProcess[] = [
    { image: 'System Idle Process', pid: 0, session: 'Services', kibibytes: 8, title: 'N/A' },
    { image: 'System', pid: 4, session: 'Services', kibibytes: 144, title: 'N/A' },
    { image: 'wslservice.exe', pid: 3208, session: 'Services', kibibytes: 14_120, title: 'N/A' },
    { image: 'explorer.exe', pid: 6612, session: 'Console', kibibytes: 189_332, title: 'N/A' },
    { image: 'StartMenuExperienceHost.exe', pid: 6704, session: 'Console', kibibytes: 71_200, title: 'N/A' },
  ];
  for (const { pid, image } of state.windows.sockets) {
    if (image !== undefined) system.push({ image, pid, session: 'Console', kibibytes: 30_000, title: 'N/A' });
  }
  if (state.vmUp) {
    system.push({ image: 'vmmemWSL', pid: 9120, session: 'Services', kibibytes: 1_822_740, title: 'N/A' });
  }
  const real = runningProcesses(folder).flatMap((noted): WindowsProcess[] => {
    const image = imageOf[noted.role];
    if (image === undefined) return [];
    const title = noted.role === windowRole ? 'Docker Desktop' : 'N/A';
    return [{ image, pid: noted.pid, session: 'Console', kibibytes: memoryOf(noted.pid), noted, title }];
  });
  return [...system, ...real.sort((left, right) => left.pid - right.pid)];
}

/** Whom a process was started by, as far as `/T` of taskkill is concerned: Docker Desktop's window has the backend. */
export function isBelow(child: WindowsProcess, parent: WindowsProcess): boolean {
  return child.noted?.role === backendRole && parent.noted?.role === windowRole;
}

function memoryOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 20_000);
  } catch {
    return 20_000;
  }
}
