import { type Scenario, blankState, distro, register, wsl1 } from './parts';

export const fifty: Scenario = {
  name: 'fifty',
  description: 'fifty distros, every tenth of them WSL 1 and every third running',
  hasWsl: true,
  state: () => {
    const names = ['Ubuntu', ...Array.from({ length: 49 }, (_, index) => `node-${String(index + 2).padStart(2, '0')}`)];
    const distros = names.map((name, index) =>
      distro(0x70000000 + ((index * 37) % 50), name, index % 10 === 9 ? wsl1 : {}),
    );
    return register(
      blankState('fifty'),
      distros,
      names.filter((_, index) => index % 3 === 0),
    );
  },
};
