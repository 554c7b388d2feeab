import { configuredIntegration } from '../docker/integration';
import type { DockerInstall } from '../docker/install';
import type { DockerObservation } from '../docker/observation';
import type { ProbeResult, SeenDocker } from '../docker/probe';
import { message, type Message } from '../text/message';
import { knownValue, type Observed } from '../text/observed';
import type { Distro } from '../wsl/distro';

/** Docker Desktop's integration with a distro: as its settings have it, and as it was seen in the distro. */
export interface Integration {
  readonly set: Observed<'on' | 'off'>;
  /** What switches it on; `policy` where an administrator decides. */
  readonly setBy: 'list' | 'default-flag' | 'policy' | null;
  /** Never from settings: only what a probe that somebody asked for found in the distro, as long as nothing refuted it. */
  readonly seen: Observed<SeenDocker>;
  /** What the probe found, for people; null where there is none. */
  readonly detail: Message | null;
  /** What the probe ran and what came back; empty where there is none. */
  readonly evidence: string;
}

/** The last probe of each distro, by the key of the distro. */
export type Probes = ReadonlyMap<string, Probe>;

export interface Probe extends ProbeResult {
  /** ISO 8601. */
  readonly at: string;
  /** How integration was set when it was asked; null where that was not known. */
  readonly set: 'on' | 'off' | null;
  /** Whether Docker Desktop ran an engine for distros then; null where that was not known. */
  readonly dockerRan: boolean | null;
}

/** What is true of the whole machine at the moment at which integration is told. */
interface Moment {
  /** ISO 8601. */
  readonly at: string;
  /** Whether Docker Desktop runs an engine for distros; null where that is not known. */
  readonly dockerRuns: boolean | null;
}

/** What tells a distro from others for as long as it is registered. */
export function distroKey({ id, name }: Pick<Distro, 'id' | 'name'>): string {
  return (id ?? name).toLowerCase();
}

/** What is known of a distro's integration at a moment. */
export function integrationOf(
  distro: Distro,
  docker: DockerObservation | null,
  { install, probes }: { readonly install: DockerInstall | null | undefined; readonly probes: Probes },
  moment: Moment,
): Integration {
  const { set, setBy } = setOf(distro, docker, install, moment.at);
  const last = probes.get(distroKey(distro));
  const probe = last && isCurrent(last, distro, knownValue(set), moment) ? last : undefined;
  const seen: Observed<SeenDocker> = probe
    ? { value: probe.value, source: 'probe', at: probe.at }
    : { unknown: message('Nobody has looked into the distro yet.') };
  return {
    set,
    setBy,
    seen,
    detail: probe?.detail ?? null,
    evidence: probe?.evidence ?? '',
  };
}

/** Whether what a probe found may still be so. What put an end to it once has done so for good. */
function isCurrent(probe: Probe, { state }: Distro, set: 'on' | 'off' | null, { dockerRuns }: Moment): boolean {
  // An old state is the one that was true when the probe was shown last: it refutes nothing.
  if (state !== 'running') return false;
  if (set !== probe.set) return false;
  // An engine of the distro's own needs no Docker Desktop, and may have lost its place to one that came up since.
  if (probe.value === 'own-engine') return probe.dockerRan !== false || dockerRuns !== true;
  return dockerRuns !== false;
}

function setOf(
  distro: Distro,
  docker: DockerObservation | null,
  install: DockerInstall | null | undefined,
  at: string,
): Pick<Integration, 'set' | 'setBy'> {
  const unknown = (reason: Message): Pick<Integration, 'set' | 'setBy'> => ({ set: { unknown: reason }, setBy: null });
  if (docker === null) return unknown(message('Docker Desktop cannot be seen from here.'));
  if (install === null) return unknown(message('Docker Desktop is not installed.'));
  const { settings, policy } = docker;
  const rules = policy.kind === 'read' ? policy.policy : null;
  const read = settings.kind === 'read' && settings.settings.status !== 'unreadable' ? settings.settings : null;
  const { set, setBy } = configuredIntegration(distro, read, rules);
  switch (set) {
    case 'n/a-v1':
      return { set: { value: 'off', source: 'registry', at }, setBy: null };
    case 'unknown':
      return unknown(read ? message('Its settings do not say.') : message('Its settings could not be read.'));
    case 'on':
    case 'off':
      return { set: { value: set, source: setBy === 'policy' ? 'policy' : 'settings', at }, setBy };
  }
}
