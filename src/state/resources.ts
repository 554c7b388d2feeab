import type { Hardware } from '../machine/hardware';
import type { Machine } from '../machine/machine';
import { findConfigFile, type ConfigFileReading } from '../wsl/configFile';
import { queryVmMemory, type VmMemory } from '../wsl/vmMemory';
import { readLimits, type Limits, type ReclaimMode } from '../wslconf/limits';
import { askAboutVersions } from './about';
import { isAtLeast } from '../text/versionOrder';

/** What bounds WSL's virtual machine, and what it takes now. */
export interface Resources {
  readonly file: ConfigFileReading;
  /** Null where the file could not be read. Without a file there is no limit. */
  readonly limits: Limits | null;
  readonly hardware: Hardware;
  /** The version of WSL; null where it did not tell. */
  readonly wsl: string | null;
  /** Null where no such process runs; undefined where nobody could tell. */
  readonly vm: VmMemory | null | undefined;
}

const tasklistTimeout = 15_000;

/**
 * Looks at a file of Windows, at its processes and at the version of WSL: nothing starts, no distro is entered. Only because
 * somebody wants to see it. Null when cancelled.
 */
export async function askResources(machine: Machine, signal?: AbortSignal): Promise<Resources | null> {
  const options = { timeout: tasklistTimeout, ...(signal ? { signal } : {}) };
  const [file, vm, about] = await Promise.all([
    findConfigFile(machine),
    machine.run(queryVmMemory(), options),
    askAboutVersions(machine, signal),
  ]);
  if (about === null || vm.outcome === 'cancelled') return null;
  return {
    file,
    limits: file.kind === 'failed' ? null : readLimits(file.kind === 'read' ? file.text : ''),
    hardware: machine.hardware,
    wsl: about.versions?.wsl ?? null,
    vm: vm.outcome === 'done' ? vm.value : undefined,
  };
}

/**
 * How a WSL gives memory back where no file says it; `unavailable` in releases that cannot, null where the version is not
 * known.
 */
export function defaultReclaim(wsl: string | null): ReclaimMode | 'unavailable' | null {
  if (wsl === null) return null;
  if (isAtLeast(wsl, '2.1.3') === true) return 'dropCache';
  return isAtLeast(wsl, '1.3.10') === true ? 'disabled' : 'unavailable';
}
