import type { DockerDesktop } from '../docker/desktop';
import type { SeenDocker } from '../docker/probe';
import type { IntegratedDistro } from '../state/snapshot';
import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';

/** What is true of Docker in a distro, as one word that all its texts are chosen by. */
export type DockerInDistro =
  /** Nothing is to be said: another product's distro, or no Docker Desktop. */
  | 'none'
  | 'needsWsl2'
  | 'unknown'
  /** As the settings have it. */
  | 'off'
  | 'on'
  /** On, and of no effect as long as Docker Desktop is stopped or runs Windows containers. */
  | 'stopped'
  | 'windowsContainers'
  /** Docker Desktop runs on Hyper-V, where distros have no part in it. */
  | 'hyperV'
  /** As a probe found it in the distro, which runs still. */
  | 'works'
  | 'fails'
  | 'ownEngine';

/**
 * What a probe found in the distro; null where nobody looked, or the distro does not run. `isStale`: the distro's state
 * could not be observed again, so that nothing found in it counts for now.
 */
export function foundInDistro(
  { state, integration }: Pick<IntegratedDistro, 'state' | 'integration'>,
  isStale: boolean,
): SeenDocker | null {
  return state === 'running' && !isStale ? knownValue(integration.seen) : null;
}

/** `isStale` as for what was found. */
export function dockerInDistro(distro: IntegratedDistro, docker: DockerDesktop, isStale: boolean): DockerInDistro {
  if (distro.kind !== 'user') return 'none';
  const found = foundInDistro(distro, isStale);
  if (found === 'own-engine') return 'ownEngine';
  if (isAbsent(docker)) return 'none';
  const isOnHyperV = knownValue(docker.backend) === 'hyperv';
  // To convert it would gain nothing there.
  if (distro.wslVersion === 1) return isOnHyperV ? 'hyperV' : 'needsWsl2';
  const isStopped = knownValue(docker.running) === false;
  if (found === 'works' && !isStopped) return 'works';
  switch (knownValue(distro.integration.set)) {
    case null:
      return found === null || isStopped ? 'unknown' : 'fails';
    case 'off':
      return isOnHyperV ? 'hyperV' : 'off';
    case 'on':
      if (isStopped) return 'stopped';
      if (knownValue(docker.mode) === 'windows') return 'windowsContainers';
      return found === null ? 'on' : 'fails';
  }
}

/** Whether it is known that Docker Desktop is not installed. */
function isAbsent({ install }: DockerDesktop): boolean {
  return 'value' in install && install.value === null;
}

/** The last words of a distro's row; null where calm is worth more. */
export function dockerMark(docker: DockerInDistro): Message | null {
  switch (docker) {
    case 'none':
    case 'unknown':
    case 'hyperV':
    case 'windowsContainers':
      return null;
    case 'needsWsl2':
      return message('Docker Desktop needs WSL 2');
    case 'off':
      return message('Docker Desktop integration off');
    case 'on':
      return message('Docker Desktop on');
    case 'stopped':
      return message('Docker Desktop stopped');
    case 'works':
      return message('Docker works');
    case 'fails':
      return message('Docker does not work');
    case 'ownEngine':
      return message('own Docker engine');
  }
}
