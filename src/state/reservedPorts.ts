import type { Machine } from '../machine/machine';
import type { PortRange } from '../text/portRange';
import { queryExcludedPorts } from '../wsl/excludedPorts';
import { findNetworkSettings } from './networkSettings';

const timeout = 10_000;

/** The ports on which nothing can listen on this Windows, with the evidence; or that nobody can tell. */
export type ReservedPorts =
  | { readonly ranges: readonly PortRange[]; readonly evidence: string }
  | { readonly ranges: null; readonly evidence: string };

/** The command line, as evidence shows it. */
export const excludedPortsCommand = 'netsh interface ipv4 show excludedportrange protocol=tcp';

/**
 * Asks Windows for the ports that it keeps for itself: one process, only because somebody looks at a file that publishes ports,
 * or calls the doctor. Null when cancelled.
 */
export async function askReservedPorts(machine: Machine, signal: AbortSignal): Promise<ReservedPorts | null> {
  const ran = await machine.run(queryExcludedPorts(), { timeout, signal });
  if (ran.outcome === 'cancelled') return null;
  return ran.outcome === 'done' ? ran.value : { ranges: null, evidence: ran.failure.kind };
}

/**
 * Whether Docker Desktop listens on Windows for the ports that it publishes, as far as the reference tells: with NAT. How
 * ports go with a mirrored network differs.
 */
export async function publishesOnWindows(machine: Machine): Promise<boolean> {
  return (await findNetworkSettings(machine))?.mode === 'nat';
}
