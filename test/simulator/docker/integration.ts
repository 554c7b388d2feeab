import type { Docker } from '../state/docker';
import { type Distro, type State, flagWsl2, sameGuid, stateInstalled } from '../state/model';
import { isAtLeast } from './install';
import type { Settings } from './settings-keys';

/** Docker Desktop's own distro. */
export const ownDistro = 'docker-desktop';

const internalNames = /^(?:docker-desktop|rancher-desktop)(?:-data)?$|^podman-machine-/i;

/** The kind of engine the settings ask for. */
export function engineOf(settings: Settings, { traps }: Docker): 'wsl' | 'hyperV' | 'windows' {
  if (settings.UseWindowsContainers) return 'windows';
  return (settings.WslEngineEnabled ?? !traps.hyperVUnasked) ? 'wsl' : 'hyperV';
}

/** The distros in which Docker is to work: the default one by its flag and those listed, if they can (reference 2). */
export function integratedDistros(state: State, docker: Docker, settings: Settings): Distro[] {
  if (engineOf(settings, docker) !== 'wsl') return [];
  const { defaultDistribution } = state;
  const withDefault = settings.EnableIntegrationWithDefaultWslDistro ?? docker.traps.integratesDefaultUnasked ?? false;
  const listed = new Set((settings.IntegratedWslDistros ?? []).map((name) => name.toLowerCase()));
  const isDefault = ({ guid }: Distro): boolean =>
    defaultDistribution !== undefined && sameGuid(guid, defaultDistribution);
  return state.distros.filter(
    (distro) =>
      distro.state === stateInstalled &&
      (distro.flags & flagWsl2) !== 0 &&
      !internalNames.test(distro.name) &&
      !isSkipped(distro, docker) &&
      (listed.has(distro.name.toLowerCase()) || (withDefault && isDefault(distro))),
  );
}

// 4.39 to 4.41 took the format of the file system for the WSL version (reference 13).
function isSkipped(distro: Distro, { install: { version } }: Docker): boolean {
  return distro.version === 1 && isAtLeast(version, '4.39') && !isAtLeast(version, '4.42');
}
