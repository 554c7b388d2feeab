import { type Scenario, blankState } from './parts';

export const missing: Scenario = {
  name: 'missing',
  description: 'no wsl.exe of any kind and no Lxss key',
  hasWsl: false,
  state: () => ({ ...blankState('missing'), generation: 'stub', lxssKey: false }),
};
