import type { State } from '../state/model';
import { type Scenario, blankState, distro, dockerDesktop, register, wsl1 } from './parts';

/** The five distros most other scenarios start from. The default is not the first by guid. */
export function healthyState(name: string): State {
  const distros = [
    distro(0x60000001, 'Ubuntu'),
    distro(0x20000002, 'Debian'),
    distro(0x30000003, 'Fedora'),
    distro(0x40000004, 'Legacy-18.04', wsl1),
    distro(0x50000005, 'docker-desktop', dockerDesktop),
  ];
  return register(blankState(name), distros, ['Ubuntu', 'Fedora', 'docker-desktop']);
}

export const healthy: Scenario = {
  name: 'healthy',
  description: 'five distros: Ubuntu (default), Fedora and docker-desktop running, Debian and a WSL 1 one stopped',
  hasWsl: true,
  state: () => healthyState('healthy'),
};
