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

const nothing = { distros: [], defaultVersion: null, staleSince: null, listed: false };

/**
 * Observes the machine: `wsl -l -v` and the registry, nothing that starts or enters a distro. Where the list fails,
 * `previous` states stand in, marked stale, or the registry alone with states unknown. Tells the gate what runs. Null
 * when cancelled.
 */
export async function takeSnapshot(
  machine: Machine,
  previous: Snapshot | null,
  signal?: AbortSignal,
): Promise<Snapshot | null> {
  const at = machine.now().toISOString();
  if (machine.platform !== 'windows') return { ...nothing, at, problems: [{ kind: 'notWindows' }] };

  const [list, registry] = await Promise.all([
    ask(machine, listDistros(), listTimeout, signal),
    ask(machine, queryRegistry(), listTimeout, signal),
  ]);
  if (list === null || registry === null) return null;

  const snapshot = combine(at, list, registry, previous);
  machine.gate.setRunning(runningNames(snapshot));
  return snapshot;
}

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

function combine(
  at: string,
  list: Answer<DistroList>,
  registry: Answer<Registry>,
  previous: Snapshot | null,
): Snapshot {
  const registrations = registry.ok ? registry.value : null;
  const checkedList = list.ok ? checkEmptyList(list.value, registrations) : list;
  const problems = [
    ...(checkedList.ok ? [] : [checkedList.problem]),
    ...(checkedList.ok && checkedList.value.otherAccount ? [{ kind: 'otherAccount' } as const] : []),
    ...(registry.ok ? [] : [ofRegistry(registry.problem)]),
  ];
  const known = { ...nothing, at, defaultVersion: registrations?.defaultVersion ?? null, problems };

  if (checkedList.ok) {
    return { ...known, listed: true, distros: joinWithRegistry(checkedList.value, registrations) };
  }
  if (isAbsent(checkedList.problem)) return known;
  if (previous && previous.listed && previous.distros.some(({ state }) => state !== 'unknown')) {
    return { ...known, listed: true, distros: previous.distros, staleSince: previous.staleSince ?? previous.at };
  }
  return registrations?.present ? { ...known, listed: true, distros: fromRegistryAlone(registrations) } : known;
}

/** The distros a snapshot proves to run. States that could not be observed again prove nothing. */
export function runningNames({ distros, staleSince }: Snapshot): string[] {
  return staleSince === null ? distros.filter(({ state }) => state === 'running').map(({ name }) => name) : [];
}

/** Asks once, and turns every way of not getting an answer into a problem. Null when cancelled. */
export async function ask<T>(
  machine: Machine,
  command: Command<Parsed<T>>,
  timeout: number,
  signal?: AbortSignal,
): Promise<Answer<T> | null> {
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
function checkEmptyList(list: DistroList, registry: Registry | null): Answer<DistroList> {
  if (list.distros.length > 0 || list.otherAccount || !registry || registry.distros.length === 0) {
    return { ok: true, value: list };
  }
  return { ok: false, problem: { kind: 'emptyListDisagrees', registered: registry.distros.map(({ name }) => name) } };
}

/** Without WSL there is nothing to list, whatever an older registry still says. */
function isAbsent(problem: Problem): boolean {
  return problem.kind === 'wslNotInstalled' || (problem.kind === 'programMissing' && problem.program === 'wsl');
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
