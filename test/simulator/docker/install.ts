import { win32 } from 'node:path';
import type { DockerInstall } from '../state/docker';
import { userEnvironment } from '../state/user';

/** Where each form of installation puts Docker Desktop when nobody chooses a folder (reference 1). */
export const usualFolders: Readonly<Record<DockerInstall['form'], string>> = {
  allUsers: win32.join(userEnvironment.ProgramFiles, 'Docker', 'Docker'),
  perUser: win32.join(userEnvironment.LOCALAPPDATA, 'Programs', 'DockerDesktop'),
};

/** The Windows paths of Docker's programs. */
export function dockerPrograms({ folder }: DockerInstall) {
  return {
    dockerDesktop: win32.join(folder, 'Docker Desktop.exe'),
    docker: win32.join(folder, 'resources', 'bin', 'docker.exe'),
    /** The script that a distro without integration finds in its PATH. */
    stub: win32.join(folder, 'resources', 'bin', 'docker'),
  };
}

/** Whether an installed version is at least another, by its numbers. */
export function isAtLeast(version: string, wanted: string): boolean {
  const numbers = (text: string): number[] => text.split('.').map(Number);
  const [has, needs] = [numbers(version), numbers(wanted)];
  for (let at = 0; at < needs.length; at++) {
    const difference = (has[at] ?? 0) - needs[at]!;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
