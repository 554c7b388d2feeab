import { listRunningContainers, type RunningContainer } from '../docker/engine';
import type { Machine } from '../machine/machine';
import type { Snapshot } from '../state/snapshot';
import { knownValue } from '../text/observed';

const timeout = 5_000;

/**
 * The containers that run on Docker Desktop's Linux engine; null where it did not tell, or cannot be asked from here. None
 * without a question only where the pipes were seen and say so: what cannot be seen may run.
 */
export async function runningContainers(
  machine: Machine,
  { docker, distros }: Pick<Snapshot, 'docker' | 'distros'>,
): Promise<readonly RunningContainer[] | null> {
  if (isSeenAbsent(docker)) return [];
  if (machine.platform === 'wsl') {
    // Without integration the socket of this distro, if there is one, is another engine's.
    const own = distros.find(({ name }) => name.toLowerCase() === machine.ownDistro?.toLowerCase());
    if (!own || knownValue(own.integration.set) !== 'on') return null;
  }
  return listRunningContainers(machine, { timeout });
}

/** Whether the process runs is told by the pipes wherever they can be listed. */
function isSeenAbsent({ running, published }: Snapshot['docker']): boolean {
  if (!('value' in running) || running.source !== 'pipes') return false;
  return !running.value || !published.includes('linux');
}
