import { spawn } from 'node:child_process';
import { win32 } from 'node:path';
import { systemRoot } from './systemRoot';

/** Whether processes are started as leaders of a group, which is how POSIX ends a tree. Windows has taskkill instead. */
export const ownsProcessGroup = process.platform !== 'win32';

/** Ends a process and everything it started. Silent when it is gone already. */
export function endProcessTree(pid: number | undefined): void {
  if (pid === undefined) return;
  if (ownsProcessGroup) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is gone: nothing left to end.
    }
    return;
  }
  // wsl.exe leaves helpers (wslhost.exe) behind when only it is killed.
  const taskkill = win32.join(systemRoot(), 'System32', 'taskkill.exe');
  const args = ['/T', '/F', '/PID', String(pid)];
  try {
    spawn(taskkill, args, { stdio: 'ignore', windowsHide: true }).on('error', () => endAlone(pid));
  } catch {
    // So it is where a policy blocks the program.
    endAlone(pid);
  }
}

function endAlone(pid: number): void {
  try {
    process.kill(pid);
  } catch {
    // Gone already.
  }
}

/**
 * Ends what a process that is gone has left running in its group. Windows knows no such group, and there the number may
 * be another process's by now: nothing is ended.
 */
export function endLeftovers(pid: number | undefined): void {
  if (ownsProcessGroup) endProcessTree(pid);
}

const owned = new Set<number>();

/** Sees to it that a process tree ends with this process. The result lifts that. */
export function endWithThisProcess(pid: number | undefined): () => void {
  if (pid === undefined) return () => undefined;
  if (owned.size === 0) process.on('exit', endOwned);
  owned.add(pid);
  return () => {
    owned.delete(pid);
    if (owned.size === 0) process.removeListener('exit', endOwned);
  };
}

function endOwned(): void {
  owned.forEach(endProcessTree);
}
