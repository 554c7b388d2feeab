/** All rules of .wslconfig and wsl.conf: each has a page in docs/rules, and its id may stand in a suppression. */
export const configRuleIds = [
  'config-syntax',
  'config-escape',
  'config-byte-order-mark',
  'config-unknown-key',
  'config-misplaced-key',
  'config-duplicate-key',
  'config-bad-value',
  'config-cut-value',
  'config-non-ascii',
  'config-removed-key',
  'config-newer-wsl',
  'config-conflict',
  'config-docker',
] as const;

export type ConfigRuleId = (typeof configRuleIds)[number];
