import { readFileSync } from 'node:fs';
import { readMountinfo } from '../text/mountinfo';

/** Where a distro has mounted a drive of Windows. */
export interface DriveMount {
  /** Upper case. */
  readonly letter: string;
  readonly mountPoint: string;
}

/** The drives of Windows in the text of /proc/self/mountinfo. */
export function readDriveMounts(mountinfo: string): DriveMount[] {
  return readMountinfo(mountinfo).flatMap(({ path, holds }) =>
    holds.kind === 'drive' ? [{ letter: holds.letter, mountPoint: path }] : [],
  );
}

/** What the distro of this process has mounted, as its kernel says; empty where that cannot be read. */
export function readMountinfoHere(): string {
  return readText('/proc/self/mountinfo') ?? '';
}

/** A file that is read at once or not at all. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
