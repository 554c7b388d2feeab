import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import type { Snapshot, IntegratedDistro } from '../state/snapshot';
import { sameName } from './names';

/**
 * Why a distro has nothing to do with Docker Desktop, by what its user or an administrator has set; null where it has, or
 * where nobody knows. Nothing of Docker Desktop is broken for such a distro.
 */
export function whyApart({ docker }: Snapshot, distro: IntegratedDistro): Message | null {
  if (distro.wslVersion === 1) {
    return isListedAsVersion1(docker, distro) ? null : message('Not integrated, as set: it is a WSL 1 distro.');
  }
  if (knownValue(docker.backend) === 'hyperv') {
    return message('Not integrated, as set: Docker Desktop runs on Hyper-V.');
  }
  if (knownValue(distro.integration.set) !== 'off') return null;
  return distro.integration.setBy === 'policy'
    ? message('Not integrated, as an administrator has set it.')
    : message('Not integrated, as set.');
}

/** Somebody wants it integrated, which WSL 1 cannot be. */
export function isListedAsVersion1({ listIssues }: Snapshot['docker'], { name }: IntegratedDistro): boolean {
  return listIssues.some((issue) => issue.kind === 'version1' && sameName(issue.name, name));
}
