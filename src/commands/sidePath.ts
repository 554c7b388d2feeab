import type { Command } from '../machine/command';
import type { Machine } from '../machine/machine';
import { ask, type Answer } from '../state/ask';
import { normalizePosix, type Location } from '../text/location';
import type { Distro } from '../wsl/distro';
import type { Parsed, WslProblem } from '../wsl/problem';
import { programNotFound, runInDistro, type DistroRun, startTimeout } from '../wsl/run';

/** A folder that Windows sees on a drive or in a distro's share. */
export type WindowsFolder = Extract<Location, { kind: 'unc' | 'windows' }>;

type Which = Pick<Distro, 'id' | 'name'>;

/**
 * The path of a folder as a distro has it, seen to be a folder there; null where the distro has none. Starts the distro:
 * where drives are mounted only the distro itself can tell (`automount` in its /etc/wsl.conf, its /etc/fstab). No answer
 * at all (null) is that somebody cancelled.
 */
export async function findSidePath(
  machine: Machine,
  distro: Which,
  folder: WindowsFolder,
  signal: AbortSignal,
): Promise<Answer<string | null> | null> {
  const onlyFolder = async (path: string): Promise<Answer<string | null> | null> => {
    const is = await ask(machine, askIsFolder(distro, path), startTimeout, signal);
    return is?.ok ? { ok: true, value: is.value ? path : null } : is;
  };
  if (folder.kind === 'unc') return onlyFolder(folder.path);
  const asked = await ask(machine, askLinuxPath(distro, folder.path), startTimeout, signal);
  if (!asked?.ok) return asked;
  switch (asked.value.kind) {
    case 'path':
      return onlyFolder(asked.value.path);
    case 'notMounted':
      return { ok: true, value: null };
    case 'noAnswer':
      return onlyFolder(usualPath(folder.path));
  }
}

/** `noAnswer`: the distro has no wslpath, which WSL puts into each. */
type LinuxPath = { readonly kind: 'path'; readonly path: string } | { readonly kind: 'notMounted' | 'noAnswer' };

/** Asks where a path of a Windows drive is in a distro. */
export function askLinuxPath(distro: Which, windowsPath: string): Command<Parsed<LinuxPath>> | WslProblem {
  const read = ({ status, stdout }: DistroRun): LinuxPath | null => {
    const path = Buffer.from(stdout).toString('utf8').replace(/\n$/, '');
    if (status === 0 && path.startsWith('/')) return { kind: 'path', path: normalizePosix(path) };
    if (status === programNotFound) return { kind: 'noAnswer' };
    return status === 1 ? { kind: 'notMounted' } : null;
  };
  return runInDistro(distro, ['wslpath', '-u', windowsPath], read, { folder: '/' });
}

/** Asks whether a path is a folder of a distro, or a link to one. */
export function askIsFolder(distro: Which, path: string): Command<Parsed<boolean>> | WslProblem {
  return runInDistro(distro, ['test', '-d', path], ({ status }) => (status > 1 ? null : status === 0), { folder: '/' });
}

/** Where WSL mounts drives when nobody has told it otherwise. */
function usualPath(windowsPath: string): string {
  return normalizePosix(`/mnt/${windowsPath.charAt(0).toLowerCase()}/${windowsPath.slice(2).replace(/\\/g, '/')}`);
}
