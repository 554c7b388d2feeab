import { posix } from 'node:path';

/** Where a Windows path is in a distro. Drives are mounted at their letter: `C:\work` is `/mnt/c/work`. */
export function linuxPathOf(windowsPath: string): string {
  const parts = windowsPath.slice(2).split(/[\\/]+/);
  return posix.join('/mnt', windowsPath.charAt(0).toLowerCase(), ...parts);
}
