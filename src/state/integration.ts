import { configuredIntegration } from '../docker/integration';
import type { DockerInstall } from '../docker/install';
import type { DockerObservation } from '../docker/observation';
import type { ProbeResult, SeenDocker } from '../docker/probe';
import { message, type Message } from '../text/message';
import type { Observed } from '../text/observed';
import type { Distro } from '../wsl/distro';

/** Docker Desktop's integration with a distro: as its settings have it, and as it was seen in the distro. */
export interface Integration {
  readonly set: Observed<'on' | 'off'>;
  /** What switches it on; `policy` where an administrator decides. */
  readonly setBy: 'list' | 'default-flag' | 'policy' | null;
  /** Never from settings: only what a probe that somebody asked for found in the distro. */
  readonly seen: Observed<SeenDocker>;
  /** What the probe found, for people; null where there was none. */
  readonly detail: Message | null;
  /** What the probe ran and what came back; empty where there was none. */
  readonly evidence: string;
}

/** The last probe of each distro, by the key of the distro. */
export type Probes = ReadonlyMap<string, Probe>;

export interface Probe extends ProbeResult {
  /** ISO 8601. */
  readonly at: string;
}

/** What tells a distro from others for as long as it is registered. */
export function distroKey({ id, name }: Pick<Distro, 'id' | 'name'>): string {
  return (id ?? name).toLowerCase();
}

/** What is known of a distro's integration at a moment (`at`, ISO 8601). */
export function integrationOf(
  distro: Distro,
  docker: DockerObservation | null,
  { install, probes }: { readonly install: DockerInstall | null | undefined; readonly probes: Probes },
  at: string,
): Integration {
  const probe = probes.get(distroKey(distro));
  const seen: Observed<SeenDocker> = probe
    ? { value: probe.value, source: 'probe', at: probe.at }
    : { unknown: message('Nobody has looked into the distro yet.') };
  return {
    ...setOf(distro, docker, install, at),
    seen,
    detail: probe?.detail ?? null,
    evidence: probe?.evidence ?? '',
  };
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
