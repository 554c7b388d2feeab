import { healthyState } from './healthy';
import type { Scenario } from './parts';

export const noVirtualization: Scenario = {
  name: 'no-virtualization',
  description: 'virtualization is off and so is WSL 1: nothing can start, --status names the remedy',
  hasWsl: true,
  state: () => ({
    ...healthyState('no-virtualization'),
    running: [],
    vmUp: false,
    virtualization: false,
    optionalComponent: false,
  }),
};
