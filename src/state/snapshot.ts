import type { Machine } from '../machine/machine';
import type { Command } from '../machine/command';
import { fromRegistryAlone, joinWithRegistry, type Distro } from '../wsl/distro';
import { listDistros, type DistroList } from '../wsl/list';
import type { Parsed } from '../wsl/problem';
import { queryRegistry, type Registry } from '../wsl/registry';
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
  /** Whether any list was had, be it only the registry's. */
  readonly listed: boolean;
  readonly problems: readonly Problem[];
}

/** A list waits behind WSL's own lock while a distro starts or a disk moves; longer than this is no answer. */
const listTimeout = 15_000;

/**
 * Observes the machine: `wsl -l -v` and the registry, nothing that starts or enters a distro. Where the list fails,
 * `previous` states stand in, marked stale, or the registry alone with states unknown. Null when cancelled.
 */
export async function takeSnapshot(
  machine: Machine,
  previous: Snapshot | null,
  signal?: AbortSignal,
): Promise<Snapshot | null> {
  const at = machine.now().toISOString();
  const base = { at, distros: [], defaultVersion: null, staleSince: null, listed: false };
  if (machine.platform !== 'windows') return { ...base, problems: [{ kind: 'notWindows' }] };

  const [list, registry] = await Promise.all([
    ask(machine, listDistros(), listTimeout, signal),
    ask(machine, queryRegistry(), listTimeout, signal),
  ]);
  if (list === null || registry === null) return null;

  const registrations = registry.ok ? registry.value : null;
  const checkedList = list.ok ? checkEmptyList(list.value, registrations) : list;
  const problems = [
    ...(checkedList.ok ? [] : [checkedList.problem]),
    ...(checkedList.ok && checkedList.value.otherAccount ? [{ kind: 'otherAccount' } as const] : []),
    ...(registry.ok ? [] : [registry.problem]),
  ];
  const known = { ...base, defaultVersion: registrations?.defaultVersion ?? null, problems };

  if (checkedList.ok) {
    const distros = joinWithRegistry(checkedList.value, registrations);
    machine.gate.setRunning(distros.filter(({ state }) => state === 'running').map(({ name }) => name));
    return { ...known, listed: true, distros };
  }
  // Nobody knows what runs now, so nothing behind the gate may be touched.
  machine.gate.setRunning([]);
  if (isAbsent(checkedList.problem)) return known;
  if (previous && previous.listed && previous.distros.some(({ state }) => state !== 'unknown')) {
    return { ...known, listed: true, distros: previous.distros, staleSince: previous.staleSince ?? previous.at };
  }
  return registrations ? { ...known, listed: true, distros: fromRegistryAlone(registrations) } : known;
}

/** Asks once, and turns every way of not getting an answer into a problem. Null when cancelled. */
export async function ask<T>(
  machine: Machine,
  command: Command<Parsed<T>>,
  timeout: number,
  signal?: AbortSignal,
): Promise<{ ok: true; value: T } | { ok: false; problem: Problem } | null> {
  const ran = await machine.run(command, { timeout, ...(signal ? { signal } : {}) });
  switch (ran.outcome) {
    case 'done':
      return ran.value;
    case 'failed':
      return { ok: false, problem: ran.failure };
    case 'cancelled':
      return null;
  }
}

/** An empty list is a failed call with a text nobody can read in all languages; the registry is the second witness. */
function checkEmptyList(
  list: DistroList,
  registry: Registry | null,
): { ok: true; value: DistroList } | { ok: false; problem: Problem } {
  if (list.distros.length > 0 || list.otherAccount || !registry || registry.distros.length === 0) {
    return { ok: true, value: list };
  }
  return { ok: false, problem: { kind: 'emptyListDisagrees', registered: registry.distros.map(({ name }) => name) } };
}

/** Without WSL there is nothing to list, whatever an older registry still says. */
function isAbsent(problem: Problem): boolean {
  return problem.kind === 'wslNotInstalled' || (problem.kind === 'programMissing' && problem.program === 'wsl');
}
