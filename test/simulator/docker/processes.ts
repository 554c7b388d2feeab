import { type NotedProcess, endProcesses, holderRole, isAlive, runningProcesses } from '../state/processes';

/** The roles under which Docker Desktop's processes are noted: the names of their images on Windows. */
export const windowRole = 'Docker Desktop.exe';
export const backendRole = 'com.docker.backend.exe';
/** The engine on another computer: no process of Windows, and none of Docker Desktop. */
export const remoteRole = 'remote engine';

const ownRoles = new Set([windowRole, backendRole, remoteRole, holderRole]);

/** Whether a process belongs to the machine itself, and was not left behind by somebody who called a program. */
export function belongsToMachine({ role, own }: NotedProcess): boolean {
  return own === true || ownRoles.has(role);
}

/** The window of Docker Desktop, where it runs. */
export function findWindow(folder: string): NotedProcess | undefined {
  return runningProcesses(folder).find(({ role }) => role === windowRole);
}

/** The backend of Docker Desktop, where it runs. */
export function findBackend(folder: string): NotedProcess | undefined {
  return runningProcesses(folder).find(({ role }) => role === backendRole);
}

/** Ends all processes of one role and waits until they are gone. */
export async function endRole(folder: string, role: string): Promise<void> {
  const ended = endProcesses(folder, (noted) => noted.role === role);
  while (ended.some(isAlive)) await new Promise((wake) => setTimeout(wake, 5));
}
