import { win32 } from 'node:path';
import type { Command } from '../machine/command';
import type { Machine } from '../machine/machine';
import { isDamagedPath, readRegistryKeys, registryText } from '../machine/regQuery';
import { locationPath } from '../text/location';

/** Where Docker Desktop is installed. */
export interface DockerInstall {
  readonly form: 'all-users' | 'per-user' | 'custom';
  /** As Windows writes it. */
  readonly folder: string;
  /** As the installer registered it (`4.94.0`); null where it did not. */
  readonly version: string | null;
}

const uninstallKey = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Docker Desktop';
const desktopExe = 'Docker Desktop.exe';
const registryTimeout = 10_000;

/**
 * Looks for Docker Desktop: what its installer registered for this user and for all, then the places it takes by default.
 * Null when it is nowhere; undefined when nobody could tell, or it was cancelled. Two calls of reg.exe, so it is asked
 * seldom.
 */
export async function findInstall(machine: Machine, signal?: AbortSignal): Promise<DockerInstall | null | undefined> {
  if (machine.platform === 'other') return null;
  const options = { timeout: registryTimeout, ...(signal ? { signal } : {}) };
  const [user, all, variables] = await Promise.all([
    machine.run(queryUninstall('HKCU'), options),
    machine.run(queryUninstall('HKLM'), options),
    machine.variables(),
  ]);
  if (user.outcome !== 'done' || all.outcome !== 'done') return undefined;
  const registered = [user.value, all.value].filter((value) => value !== null);
  const perUser = inFolder(variables('LOCALAPPDATA'), 'Programs', 'DockerDesktop');
  const allUsers = [variables('ProgramFiles'), variables('ProgramW6432')].map((root) =>
    inFolder(root, 'Docker', 'Docker'),
  );
  const candidates = [...registered.map(({ folder }) => folder), perUser, ...allUsers];
  const found = await firstWithDesktop(machine, candidates);
  if (found === undefined) return undefined;
  // What was learnt when it was still installed; a described machine says itself what is installed on it.
  if (found === null) for (const program of ['dockerDesktop', 'docker'] as const) machine.learnProgram(program, null);
  const folder = found ?? folderOfKnown(machine);
  if (folder === null || machine.programPath('dockerDesktop') === null) return null;
  const isSame = (other: string | null): boolean => other?.toLowerCase() === folder.toLowerCase();
  return {
    form: isSame(perUser) ? 'per-user' : allUsers.some(isSame) ? 'all-users' : 'custom',
    folder,
    version: registered.find((each) => each.folder === null || isSame(each.folder))?.version ?? null,
  };
}

interface Registered {
  /** Null where only the version is registered. */
  readonly folder: string | null;
  readonly version: string | null;
}

function queryUninstall(hive: 'HKCU' | 'HKLM'): Command<Registered | null> {
  return {
    program: 'reg',
    args: ['query', `${hive}\\${uninstallKey}`],
    parse: ({ exitCode, stdout }) => {
      const [key] = exitCode === 0 ? readRegistryKeys(stdout) : [];
      if (!key) return null;
      const folder = registryText(key, 'InstallLocation');
      return {
        folder: folder === null ? null : folder.replace(/^"|"$/g, '').replace(/\\+$/, ''),
        version: registryText(key, 'DisplayVersion'),
      };
    },
  };
}

function inFolder(root: string | null, ...parts: string[]): string | null {
  return root === null ? null : win32.join(root, ...parts);
}

/** The folder of a program the machine knows without having been told. */
function folderOfKnown(machine: Machine): string | null {
  const path = machine.programPath('dockerDesktop');
  return path === null ? null : win32.dirname(locationPath(machine.locate(path)) ?? path);
}

/**
 * The first of the folders that holds the program; what is found there is what the machine starts from then on. Undefined
 * where none is found and one of them could not be looked into.
 */
async function firstWithDesktop(
  machine: Machine,
  folders: readonly (string | null)[],
): Promise<string | null | undefined> {
  let isSure = true;
  for (const folder of folders) {
    if (folder === null || !win32.isAbsolute(folder)) continue;
    if (isDamagedPath(folder)) {
      isSure = false;
      continue;
    }
    const program = win32.join(folder, desktopExe);
    const kind = await machine.files.kindOf(program);
    if (kind.kind === 'failed' && kind.code !== 'ENOENT' && kind.code !== 'ENOTDIR') isSure = false;
    if (kind.kind !== 'ok' || kind.value !== 'file') continue;
    machine.learnProgram('dockerDesktop', program);
    machine.learnProgram('docker', win32.join(folder, 'resources', 'bin', 'docker.exe'));
    return folder;
  }
  return isSure ? null : undefined;
}
