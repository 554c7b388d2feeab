import type { Machine } from '../machine/machine';
import { dockerPipes } from './pipes';
import { findPolicy, findSettings, type PolicyReading, type SettingsReading } from './settingsFile';

/** What was seen of Docker Desktop at one moment without asking anybody: pipes by name, and files. Survives JSON. */
export interface DockerObservation {
  /** Null where pipes cannot be listed. */
  readonly pipes: readonly string[] | null;
  readonly settings: SettingsReading;
  readonly policy: PolicyReading;
}

/** Looks at Docker Desktop: a listing of pipes and two files of Windows. Starts, opens and asks nothing. */
export async function observeDocker(machine: Machine): Promise<DockerObservation> {
  const [pipes, settings, policy] = await Promise.all([
    machine.pipes.list(),
    findSettings(machine),
    findPolicy(machine),
  ]);
  return { pipes: pipes === null ? null : dockerPipes(pipes), settings, policy };
}
