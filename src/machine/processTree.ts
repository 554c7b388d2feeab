import { spawn } from 'node:child_process';
import { win32 } from 'node:path';

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
  const systemRoot = process.env['SystemRoot'] ?? 'C:\\Windows';
  const taskkill = win32.join(systemRoot, 'System32', 'taskkill.exe');
  spawn(taskkill, ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore', windowsHide: true }).on('error', () => {
    try {
      process.kill(pid);
    } catch {
      // Gone already.
    }
  });
}
