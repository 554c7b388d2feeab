import { brokenKey } from './broken-key';
import {
  dockerDefault,
  dockerStarting,
  dockerStopped,
  hyperV,
  noDocker,
  notWindows,
  oldWindows,
  onlyManaged,
  ownEngine,
  policyLocked,
  remoteContext,
  settingsBom,
  settingsTruncated,
  settingsWrongTypes,
  windowsContainers,
} from './docker-states';
import { empty } from './empty';
import { fifty } from './fifty';
import { garbage } from './garbage';
import { chinese, early, inbox, lockedService, policy } from './generations';
import { hanging } from './hanging';
import { healthy } from './healthy';
import { japanese } from './japanese';
import { missing } from './missing';
import { noVirtualization } from './no-virtualization';
import type { Scenario } from './parts';
import { stub } from './stub';

export type { Scenario } from './parts';

/** All scenarios in the order `simulate --help` shows them. */
export const scenarios: readonly Scenario[] = [
  healthy,
  empty,
  missing,
  stub,
  hanging,
  brokenKey,
  garbage,
  japanese,
  fifty,
  noVirtualization,
  dockerStopped,
  noDocker,
  dockerStarting,
  ownEngine,
  windowsContainers,
  hyperV,
  policyLocked,
  remoteContext,
  settingsBom,
  settingsTruncated,
  settingsWrongTypes,
  onlyManaged,
  dockerDefault,
  notWindows,
  oldWindows,
  early,
  inbox,
  chinese,
  policy,
  lockedService,
];

/** The scenario of that name; an error that lists the names otherwise. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`No scenario "${name}". There are: ${scenarios.map((each) => each.name).join(', ')}`);
  return found;
}
