import { type Scenario, blankState } from './parts';

export const stub: Scenario = {
  name: 'stub',
  description: 'only the wsl.exe inside Windows, which says that WSL is not installed',
  hasWsl: true,
  state: () => ({ ...blankState('stub'), generation: 'stub', lxssKey: false }),
};
