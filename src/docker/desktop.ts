import { message } from '../text/message';
import type { Observed } from '../text/observed';
import type { Distro } from '../wsl/distro';
import type { DockerInstall } from './install';
import { configuredBackend, isEditable, listIssues, type ListIssue } from './integration';
import type { DockerObservation } from './observation';
import { backendPipe, defaultPipe, enginePipes, type EngineOs } from './pipes';
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

/**
 * Puts together what was seen. `distros` are those of the list, with states as of now; `install` is undefined as long as
 * nobody has looked for it.
 */
export function describeDockerDesktop(
  observation: DockerObservation,
  install: DockerInstall | null | undefined,
  distros: readonly Distro[],
  at: string,
): DockerDesktop {
  const { pipes, settings, policy } = observation;
  const read = settings.kind === 'read' ? settings.settings : null;
  const rules = policy.kind === 'read' ? policy.policy : null;
  return {
    install:
      install === undefined
        ? { unknown: message('It was not looked for yet.') }
        : { value: install, source: 'files', at },
    running: seenRunning(pipes, distros, at),
    published: (['linux', 'windows'] as const).filter((os) => pipes?.includes(enginePipes[os])),
    mode: seenMode(observation, at),
    backend: seenBackend(configuredBackend(read, rules), policy.kind === 'read', distros, at),
    settings,
    policy,
    listIssues: read ? listIssues(read.list, distros) : [],
    editable: read !== null && isEditable(read, rules),
    locked: Object.keys(rules?.locked ?? {}),
    otherEngine: seenOtherEngine(pipes, at),
  };
}

/** By the pipe of its process; where pipes cannot be seen, by its own distro, which runs while its engine does. */
function seenRunning(pipes: readonly string[] | null, distros: readonly Distro[], at: string): Observed<boolean> {
  if (pipes !== null) return { value: pipes.includes(backendPipe), source: 'pipes', at };
  const own = distros.find(({ name }) => name.toLowerCase() === 'docker-desktop');
  if (own?.state === 'running') return { value: true, source: 'list', at };
  return own?.state === 'stopped'
    ? { value: false, source: 'list', at }
    : { unknown: message('Pipes cannot be seen from here, and its own distro is not listed.') };
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
  configured: ReturnType<typeof configuredBackend>,
  byPolicy: boolean,
  distros: readonly Distro[],
  at: string,
): Observed<'wsl2' | 'hyperv'> {
  if (configured !== 'unknown') return { value: configured, source: byPolicy ? 'policy' : 'settings', at };
  // The settings leave out what is the default, and the default differs. Its own distro runs with the WSL 2 engine only.
  const runs = distros.some(({ name, state }) => name.toLowerCase() === 'docker-desktop' && state === 'running');
  return runs
    ? { value: 'wsl2', source: 'list', at }
    : { unknown: message('Its settings do not say, and its own distro does not run.') };
}
