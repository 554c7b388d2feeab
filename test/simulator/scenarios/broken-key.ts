import { healthyState } from './healthy';
import { type Scenario, distro } from './parts';

export const brokenKey: Scenario = {
  name: 'broken-key',
  description: 'the healthy machine plus what an interrupted install leaves: a key with State 3 and no name',
  hasWsl: true,
  state: () => {
    const state = healthyState('broken-key');
    const missing = { DistributionName: null, Version: null, DefaultUid: null, VhdFileName: null };
    state.distros.push(distro(0x10000009, '', { state: 3, raw: missing }));
    return state;
  },
};
