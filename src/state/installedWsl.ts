import type { Machine } from '../machine/machine';
import { queryPackageVersion } from '../wsl/packageVersion';

const registryTimeout = 10_000;

/**
 * The release of the installed WSL, as `2.6.1.0`, by what its installer noted: starts nothing. Null where nobody knows: away
 * from Windows, the WSL inside Windows, a registry that did not answer.
 */
export async function askInstalledWsl(machine: Machine, signal?: AbortSignal): Promise<string | null> {
  if (machine.platform === 'other') return null;
  const ran = await machine.run(queryPackageVersion(), { timeout: registryTimeout, ...(signal ? { signal } : {}) });
  return ran.outcome === 'done' ? ran.value : null;
}
