import { healthyState } from './healthy';
import type { Scenario } from './parts';

export const hanging: Scenario = {
  name: 'hanging',
  description: 'the healthy machine with a service that never answers; --version and the registry do',
  hasWsl: true,
  state: () => ({ ...healthyState('hanging'), faults: [{ program: 'wsl', match: 'service', kind: 'hang' }] }),
};
