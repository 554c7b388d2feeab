import type { State } from '../state/model';
import {
  docker,
  dockerDisks,
  settingsText,
  shopContainers,
  usualRoom,
  usualSettings,
  withDocker,
} from './docker-parts';
import { type Scenario, blankState, distro, dockerDesktop, register, wsl1 } from './parts';

/** The five distros most other scenarios start from, with Docker Desktop. The default is not the first by guid. */
export function healthyState(name: string): State {
  const distros = [
    distro(0x60000001, 'Ubuntu'),
    distro(0x20000002, 'Debian'),
    distro(0x30000003, 'Fedora', { ownEngine: true }),
    distro(0x40000004, 'Legacy-18.04', wsl1),
    distro(0x50000005, 'docker-desktop', dockerDesktop),
  ];
  const state = register(blankState(name), distros, ['Ubuntu', 'Fedora', 'docker-desktop']);
  const installed = docker({ linux: { containers: shopContainers(), images: 12, room: usualRoom() } });
  return withDocker(dockerDisks(state, 'single'), installed, settingsText(usualSettings));
}

export const healthy: Scenario = {
  name: 'healthy',
  description:
    'five distros: Ubuntu (default, integrated), Fedora (own engine) and docker-desktop running, two stopped',
  hasWsl: true,
  state: () => healthyState('healthy'),
};
