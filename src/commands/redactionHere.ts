import type { Machine } from '../machine/machine';
import type { Snapshot } from '../state/snapshot';
import { redaction, type Redact } from './redact';

/** What takes the names of this machine's distros and of its user out of a text. */
export async function redactionHere(machine: Machine, { distros }: Pick<Snapshot, 'distros'>): Promise<Redact> {
  const variables = await machine.variables();
  const userNames = [variables('USERNAME'), lastSegment(variables('USERPROFILE')), variables('COMPUTERNAME')];
  return redaction(
    distros,
    userNames.filter((name) => name !== null),
  );
}

function lastSegment(path: string | null): string | null {
  return path?.split(/[\\/]/).at(-1) ?? null;
}
