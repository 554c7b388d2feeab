import { healthyState } from './healthy';
import type { Scenario } from './parts';

export const garbage: Scenario = {
  name: 'garbage',
  description: 'the healthy machine, but every list prints random bytes and succeeds',
  hasWsl: true,
  state: () => ({
    ...healthyState('garbage'),
    faults: [
      { program: 'wsl', match: ['-l'], kind: 'garbage' },
      { program: 'wsl', match: ['--list'], kind: 'garbage' },
    ],
  }),
};
