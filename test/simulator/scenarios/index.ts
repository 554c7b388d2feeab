import { brokenKey } from './broken-key';
import { empty } from './empty';
import { fifty } from './fifty';
import { garbage } from './garbage';
import { hanging } from './hanging';
import { healthy } from './healthy';
import { japanese } from './japanese';
import { missing } from './missing';
import { noVirtualization } from './no-virtualization';
import type { Scenario } from './parts';
import { stub } from './stub';

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
];

/** The scenario of that name; an error that lists the names otherwise. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`No scenario "${name}". There are: ${scenarios.map((each) => each.name).join(', ')}`);
  return found;
}
