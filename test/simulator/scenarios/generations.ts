import { brokenKey } from './broken-key';
import { healthyState } from './healthy';
import type { Scenario } from './parts';

export const early: Scenario = {
  name: 'early',
  description:
    'the healthy machine with a packaged WSL of 0.5x to 1.x, and a key that breaks its list: numbers for codes',
  hasWsl: true,
  state: () => ({ ...brokenKey.state(), scenario: 'early', generation: 'early' }),
};

export const inbox: Scenario = {
  name: 'inbox',
  description: 'the healthy machine with the old WSL inside a German Windows: UTF-16 alone, translated states',
  hasWsl: true,
  state: () => ({
    ...healthyState('inbox'),
    generation: 'inbox',
    language: 'de-DE',
    stateWords: { Running: 'Wird ausgeführt', Stopped: 'Beendet' },
  }),
};

export const chinese: Scenario = {
  name: 'chinese',
  description: 'a key that breaks the list, told in Chinese, which has the key and the value the wrong way round',
  hasWsl: true,
  state: () => ({ ...brokenKey.state(), scenario: 'chinese', language: 'zh-CN' }),
};

export const policy: Scenario = {
  name: 'policy',
  description: 'the healthy machine on which an administrator has forbidden WSL',
  hasWsl: true,
  state: () => ({ ...healthyState('policy'), policies: { AllowWSL: 0 } }),
};

export const lockedService: Scenario = {
  name: 'locked-service',
  description:
    'the healthy machine while the service is held by something that does not end; --shutdown --force frees it',
  hasWsl: true,
  state: () => ({ ...healthyState('locked-service'), serviceLocked: true }),
};
