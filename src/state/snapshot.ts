import type { Machine } from '../machine/machine';
import { fromRegistryAlone, joinWithRegistry, type Distro } from '../wsl/distro';
import { observe, type Observation } from './observation';
import type { Problem } from './problem';

/** What was known of the machine at one moment. Never changed once made. */
export interface Snapshot {
  /** When the questions were asked, ISO 8601. */
  readonly at: string;
  readonly distros: readonly Distro[];
  /** WSL version for new distros; null when the registry could not be read. */
  readonly defaultVersion: 1 | 2 | null;
  /** When the states were observed, if that was before `at`: the last good list stands in for one that failed. */
  readonly staleSince: string | null;
  /** Whether any list was had, be it only the registry's. With no distro in it: WSL itself said that there is none. */
  readonly listed: boolean;
  readonly problems: readonly Problem[];
}

const nothing = { distros: [], defaultVersion: null, staleSince: null, listed: false };

/** Observes the machine, makes a snapshot of the answers and tells the gate what runs. Null when cancelled. */
export async function takeSnapshot(
  machine: Machine,
  previous: Snapshot | null,
  signal?: AbortSignal,
): Promise<Snapshot | null> {
  const observation = await observe(machine, signal);
  if (observation === null) return null;
  const snapshot = makeSnapshot(observation, previous);
  machine.gate.setRunning(runningNames(snapshot));
  return snapshot;
}

/**
 * Makes a snapshot of what was observed. Where the list failed, `previous` states stand in, marked stale, or the registry
 * alone with states unknown.
 */
export function makeSnapshot({ at, list, registry }: Observation, previous: Snapshot | null): Snapshot {
  const registrations = registry?.ok ? registry.value : null;
  const problems = [
    ...(list.ok ? [] : [list.problem]),
    ...(list.ok && list.value.otherAccount ? [{ kind: 'otherAccount' } as const] : []),
    ...(registry === null || registry.ok ? [] : [ofRegistry(registry.problem)]),
  ];
  const known = { ...nothing, at, defaultVersion: registrations?.defaultVersion ?? null, problems };

  if (list.ok) return { ...known, listed: true, distros: joinWithRegistry(list.value, registrations) };
  if (isAbsent(list.problem)) return known;
  if (previous && previous.listed && previous.distros.some(({ state }) => state !== 'unknown')) {
    return { ...known, listed: true, distros: previous.distros, staleSince: previous.staleSince ?? previous.at };
  }
  // A registry that names no distro proves nothing where the list failed: an interrupted first installation looks so.
  if (!registrations || registrations.distros.length === 0) return known;
  return { ...known, listed: true, distros: fromRegistryAlone(registrations) };
}

/** The distros a snapshot proves to run. States that could not be observed again prove nothing. */
export function runningNames({ distros, staleSince }: Snapshot): string[] {
  return staleSince === null ? distros.filter(({ state }) => state === 'running').map(({ name }) => name) : [];
}

/** Whether wsl.exe itself answered with the list: what it could not do then is not for want of a working WSL. */
export function isListAnswered({ listed, problems }: Snapshot): boolean {
  return listed && problems.every(({ kind }) => kind === 'registryUnreadable' || kind === 'otherAccount');
}

/** Without WSL, or away from Windows, there is nothing to list, whatever is remembered or an older registry still says. */
function isAbsent(problem: Problem): boolean {
  if (problem.kind === 'notWindows' || problem.kind === 'wslNotInstalled') return true;
  return problem.kind === 'programMissing' && problem.program === 'wsl';
}

/** Whatever keeps reg.exe from answering is told as a matter of the registry: to WSL it means nothing. */
function ofRegistry(problem: Problem): Problem {
  if (problem.kind === 'timeout') return unreadable(problem, `no answer within ${problem.seconds} seconds`);
  if (problem.kind === 'outputTooLarge') return unreadable(problem, `more than ${problem.bytes} bytes`);
  if (problem.kind === 'startFailed') return unreadable(problem, problem.reason);
  if (problem.kind === 'programMissing') return unreadable(problem, 'not installed');
  return problem;
}

function unreadable({ command }: { readonly command: string }, output: string): Problem {
  return { kind: 'registryUnreadable', command, exitCode: null, output };
}
