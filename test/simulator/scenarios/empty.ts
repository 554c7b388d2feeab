import { type Scenario, blankState } from './parts';

export const empty: Scenario = {
  name: 'empty',
  description: 'WSL is installed and no distro is',
  hasWsl: true,
  state: () => ({ ...blankState('empty'), otherKeys: [] }),
};
