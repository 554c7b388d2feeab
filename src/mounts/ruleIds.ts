/** The rule of a whole project on a Windows drive. */
export const slowProject = 'slow-project';

/** The rule of a mount that is on one. */
export const slowMount = 'slow-mount';

/** All rules: each has a page in docs/rules, and its id may stand in a suppression and in a project file. */
export const ruleIds = [
  slowMount,
  'database-on-windows',
  'no-file-events',
  'wrong-side',
  'looks-like-bind',
  'one-letter-volume',
  'broken-escape',
  'unstable-bind-volume',
  'internal-path',
  'truncated-default',
  'crlf-script',
  'unc-project',
  'no-op-consistency',
  'reserved-port',
  slowProject,
  'unused-suppression',
] as const;

export type RuleId = (typeof ruleIds)[number];
