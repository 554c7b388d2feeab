import { message } from '../text/message';
import { knownValue, type Observed } from '../text/observed';
import type { Distro } from '../wsl/distro';
import type { DistroState } from '../wsl/list';
import type { DockerInstall } from './install';
import { configuredBackend, isEditable, listIssues, type ListIssue } from './integration';
import type { DockerObservation } from './observation';
import { backendPipe, defaultPipe, enginePipes, type EngineOs } from './pipes';
import { lockedValue, type DockerPolicy } from './policy';
import type { DockerSettings } from './settings';
import type { PolicyReading, SettingsReading } from './settingsFile';

/** Docker Desktop as it was seen at one moment, without asking it anything. */
export interface DockerDesktop {
  /** A null value: it was looked for and is not there. */
  readonly install: Observed<DockerInstall | null>;
  /** Whether its own process is up. Up is not yet answering. */
  readonly running: Observed<boolean>;
  /** The engines whose pipes are published, be they the active one or not. */
  readonly published: readonly EngineOs[];
  /** Which containers it is switched to. */
  readonly mode: Observed<EngineOs>;
  readonly backend: Observed<'wsl2' | 'hyperv'>;
  readonly settings: SettingsReading;
  readonly policy: PolicyReading;
  /** Odd names in the list of integrated distros. */
  readonly listIssues: readonly ListIssue[];
  /** Whether the settings file is one that may be edited. */
  readonly editable: boolean;
  /** The settings an administrator has locked, as the policy file spells them. */
  readonly locked: readonly string[];
  /** Whether the pipe that docker calls by default is another engine's: it is there, and Docker Desktop's process is not. */
  readonly otherEngine: Observed<boolean>;
}

/** Nothing is known of it, and why. */
export function unknownDockerDesktop(unknown: { readonly unknown: ReturnType<typeof message> }): DockerDesktop {
  return {
    install: unknown,
    running: unknown,
    published: [],
    mode: unknown,
    backend: unknown,
    settings: { kind: 'absent' },
    policy: { kind: 'absent' },
    listIssues: [],
    editable: false,
    locked: [],
    otherEngine: unknown,
  };
}

/** What runs is installed, wherever that is. */
function seenInstall(
  install: DockerInstall | null | undefined,
  pipes: readonly string[] | null,
  at: string,
): Observed<DockerInstall | null> {
  if (install) return { value: install, source: 'files', at };
  return install === undefined || pipes?.includes(backendPipe)
    ? { unknown: message('Where it is installed could not be found out.') }
    : { value: null, source: 'files', at };
}

/**
 * Puts together what was seen. `distros` are those there are, null where nobody could list them; a state that is not of
 * now counts as unknown. `install` is undefined as long as nobody has looked for it.
 */
export function describeDockerDesktop(
  observation: DockerObservation,
  install: DockerInstall | null | undefined,
  distros: readonly Distro[] | null,
  at: string,
): DockerDesktop {
  const { pipes, settings, policy } = observation;
  const read = settings.kind === 'read' ? settings.settings : null;
  const rules = policy.kind === 'read' ? policy.policy : null;
  const own = ownStateOf(distros);
  const mode = seenMode(observation, at);
  const backend = seenBackend(read, rules, own, at);
  return {
    install: seenInstall(install, pipes, at),
    running: pipes === null ? runningByDistro(own, { backend, mode }, at) : runningByPipe(pipes, at),
    published: (['linux', 'windows'] as const).filter((os) => pipes?.includes(enginePipes[os])),
    mode,
    backend,
    settings,
    policy,
    listIssues: read && distros ? listIssues(read.list, distros) : [],
    editable: read !== null && isEditable(read, rules),
    locked: Object.keys(rules?.locked ?? {}),
    otherEngine: seenOtherEngine(pipes, at),
  };
}

/** Whether it runs an engine that distros may use: with Windows containers there is none. Null where that is not known. */
export function servesDistros({ running, mode }: Pick<DockerDesktop, 'running' | 'mode'>): boolean | null {
  return knownValue(mode) === 'windows' ? false : knownValue(running);
}

/** The state of Docker Desktop's own distro, in which its WSL 2 engine runs. */
function ownStateOf(distros: readonly Distro[] | null): DistroState | 'unlisted' {
  if (distros === null) return 'unknown';
  return distros.find(({ name }) => name.toLowerCase() === 'docker-desktop')?.state ?? 'unlisted';
}

function runningByPipe(pipes: readonly string[], at: string): Observed<boolean> {
  return { value: pipes.includes(backendPipe), source: 'pipes', at };
}

/** Where pipes cannot be seen. Its own distro has no part in the Hyper-V engine, nor in Windows containers. */
function runningByDistro(
  own: DistroState | 'unlisted',
  { backend, mode }: Pick<DockerDesktop, 'backend' | 'mode'>,
  at: string,
): Observed<boolean> {
  if (own === 'running') return { value: true, source: 'list', at };
  if (own === 'unlisted')
    return { unknown: message('Pipes cannot be seen from here, and its own distro is not listed.') };
  if (own !== 'stopped') {
    return { unknown: message('Pipes cannot be seen from here, and whether its own distro runs is not known.') };
  }
  return knownValue(backend) === 'wsl2' && knownValue(mode) === 'linux'
    ? { value: false, source: 'list', at }
    : { unknown: message('Pipes cannot be seen from here, and it may run without its own distro.') };
}

/** While Docker Desktop's own process is up, nobody can tell whose the default pipe is. */
function seenOtherEngine(pipes: readonly string[] | null, at: string): Observed<boolean> {
  if (pipes === null) return { unknown: message('Pipes cannot be seen from here.') };
  return pipes.includes(backendPipe)
    ? { unknown: message("Docker Desktop's own process is up.") }
    : { value: pipes.includes(defaultPipe), source: 'pipes', at };
}

function seenMode({ settings, pipes }: DockerObservation, at: string): Observed<EngineOs> {
  if (settings.kind === 'read' && settings.settings.status !== 'unreadable') {
    return { value: settings.settings.windowsContainers ? 'windows' : 'linux', source: 'settings', at };
  }
  // One pipe alone is the active engine's; with both, either may be.
  const published = (['linux', 'windows'] as const).filter((os) => pipes?.includes(enginePipes[os]));
  const [only, second] = published;
  return only && !second
    ? { value: only, source: 'pipes', at }
    : { unknown: message('Its settings could not be read.') };
}

function seenBackend(
  settings: DockerSettings | null,
  policy: DockerPolicy | null,
  own: DistroState | 'unlisted',
  at: string,
): Observed<'wsl2' | 'hyperv'> {
  const configured = configuredBackend(settings, policy);
  if (configured !== 'unknown') {
    const isLocked = typeof lockedValue(policy, 'wslEngineEnabled') === 'boolean';
    return { value: configured, source: isLocked ? 'policy' : 'settings', at };
  }
  // The settings leave out what is the default, and the default differs. Its own distro runs with the WSL 2 engine only.
  if (own === 'running') return { value: 'wsl2', source: 'list', at };
  return {
    unknown:
      own === 'unknown'
        ? message('Its settings do not say, and whether its own distro runs is not known.')
        : message('Its settings do not say, and its own distro does not run.'),
  };
}
