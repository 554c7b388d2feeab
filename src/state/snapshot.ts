import { describeDockerDesktop, servesDistros, unknownDockerDesktop, type DockerDesktop } from '../docker/desktop';
import { findInstall, type DockerInstall } from '../docker/install';
import type { Machine } from '../machine/machine';
import { message } from '../text/message';
import { fromRegistryAlone, joinWithRegistry, type Distro } from '../wsl/distro';
import type { DriveRoom } from './drives';
import { integrationOf, type Integration, type Probes } from './integration';
import { observe, type Observation } from './observation';
import type { Problem } from './problem';

/** A distro with what is known of Docker in it. */
export interface IntegratedDistro extends Distro {
  readonly integration: Integration;
}

/** What was known of the machine at one moment. Never changed once made. */
export interface Snapshot {
  /** When the questions were asked, ISO 8601. */
  readonly at: string;
  readonly distros: readonly IntegratedDistro[];
  /** WSL version for new distros; null when the registry could not be read. */
  readonly defaultVersion: 1 | 2 | null;
  /** When the states were observed, if that was before `at`: the last good list stands in for one that failed. */
  readonly staleSince: string | null;
  /** Whether any list was had, be it only the registry's. With no distro in it: WSL itself said that there is none. */
  readonly listed: boolean;
  readonly docker: DockerDesktop;
  /** As they were when somebody looked last; none as long as nobody has. */
  readonly drives: readonly DriveRoom[];
  /** What keeps the distros from being known. What is wrong with Docker is told from the rest: see health.ts. */
  readonly problems: readonly Problem[];
}

/** What is asked seldom, or was asked by somebody, and stays true beyond one observation. */
export interface Remembered {
  /** Undefined as long as nobody has looked. */
  readonly install: DockerInstall | null | undefined;
  readonly probes: Probes;
  readonly drives?: readonly DriveRoom[];
}

/**
 * Observes the machine, looks for Docker Desktop, makes a snapshot of the answers and tells the gate what runs. Null when
 * cancelled.
 */
export async function takeSnapshot(
  machine: Machine,
  previous: Snapshot | null,
  signal?: AbortSignal,
): Promise<Snapshot | null> {
  const [observation, install] = await Promise.all([observe(machine, signal), findInstall(machine, signal)]);
  if (observation === null) return null;
  const snapshot = makeSnapshot(observation, previous, { install, probes: new Map() });
  machine.gate.setRunning(runningNames(snapshot));
  return snapshot;
}

/**
 * Makes a snapshot of what was observed. Where the list failed, `previous` states stand in, marked stale, or the registry
 * alone with states unknown.
 */
export function makeSnapshot(observation: Observation, previous: Snapshot | null, remembered: Remembered): Snapshot {
  const listed = listDistros(observation, previous);
  const docker = describeDocker(observation, remembered.install, listed);
  const moment = { at: observation.at, dockerRuns: servesDistros(docker) };
  return {
    ...listed,
    distros: listed.distros.map((distro) => ({
      ...distro,
      integration: integrationOf(distro, observation.docker, remembered, moment),
    })),
    docker,
    drives: remembered.drives ?? [],
  };
}

function describeDocker(
  { docker, at }: Observation,
  install: Remembered['install'],
  { distros, listed, staleSince }: Listed,
): DockerDesktop {
  if (docker === null) {
    return unknownDockerDesktop({
      unknown: message('Docker Desktop is on the Windows side, which cannot be seen from here.'),
    });
  }
  // Names last longer than states.
  const known = staleSince === null ? distros : distros.map((distro) => ({ ...distro, state: 'unknown' as const }));
  return describeDockerDesktop(docker, install, listed ? known : null, at);
}

type Listed = Omit<Snapshot, 'distros' | 'docker' | 'drives'> & { readonly distros: readonly Distro[] };

const nothing = { distros: [], defaultVersion: null, staleSince: null, listed: false };

function listDistros({ at, list, registry }: Observation, previous: Snapshot | null): Listed {
  const registrations = registry?.ok ? registry.value : null;
  const problems = [
    ...(list.ok ? [] : [list.problem]),
    ...(list.ok && list.value.otherAccount ? [{ kind: 'otherAccount' } as const] : []),
    ...(registry === null || registry.ok ? [] : [ofRegistry(registry.problem)]),
  ];
  const known = { ...nothing, at, defaultVersion: registrations?.defaultVersion ?? null, problems };

  if (list.ok) {
    const distros = joinWithRegistry(list.value, registrations);
    return { ...known, listed: true, distros: registrations ? distros : withFormerRegistrations(distros, previous) };
  }
  if (isAbsent(list.problem)) return known;
  if (previous && previous.listed && previous.distros.some(({ state }) => state !== 'unknown')) {
    return { ...known, listed: true, distros: previous.distros, staleSince: previous.staleSince ?? previous.at };
  }
  // A registry that names no distro proves nothing where the list failed: an interrupted first installation looks so.
  if (!registrations || registrations.distros.length === 0) return known;
  return { ...known, listed: true, distros: fromRegistryAlone(registrations) };
}

/**
 * What the registry said of these distros before it could not be read: a registration outlasts a call that failed, and by
 * it a distro is known again. Converting a distro gives it another disk.
 */
function withFormerRegistrations(distros: readonly Distro[], previous: Snapshot | null): Distro[] {
  const former = new Map(previous?.distros.map((distro) => [distro.name.toLowerCase(), distro]));
  return distros.map((distro) => {
    const before = former.get(distro.name.toLowerCase());
    if (!before) return distro;
    const { id, defaultUid } = before;
    return { ...distro, id, defaultUid, disk: before.wslVersion === distro.wslVersion ? before.disk : null };
  });
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
  if (problem.kind === 'notWindows' || problem.kind === 'interopOff' || problem.kind === 'wslNotInstalled') return true;
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
