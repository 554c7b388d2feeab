import type { DockerDesktop } from '../docker/desktop';
import { issueCodes } from '../docker/issueCodes';
import type { IntegratedDistro } from '../state/snapshot';
import { inEnglish } from '../text/message';
import { knownValue, type Observed } from '../text/observed';

/** Docker Desktop for other programs; the schema is docs/schema/distros.schema.json. */
export function dockerAsJson(docker: DockerDesktop): unknown {
  const { settings } = docker;
  const read = settings.kind === 'read' ? settings.settings : null;
  return {
    install: observedAsJson(docker.install),
    running: observedAsJson(docker.running),
    backend: observedAsJson(docker.backend),
    mode: observedAsJson(docker.mode),
    published: docker.published,
    settings: {
      status: read?.status ?? settings.kind,
      file: settings.kind === 'absent' ? null : settings.file,
      format: read?.format ?? null,
      defaultFlag: read?.defaultFlag ?? null,
      list: read?.list ?? [],
      editable: docker.editable,
      issues: issueCodes(docker),
    },
    locked: docker.locked,
  };
}

/** The integration of one distro for other programs. */
export function integrationAsJson({ integration }: IntegratedDistro): unknown {
  const { set, setBy, seen } = integration;
  return { set: observedAsJson(set), setBy, seen: observedAsJson(seen) };
}

function observedAsJson(observed: Observed<unknown>): unknown {
  return 'unknown' in observed ? { unknown: inEnglish(observed.unknown) } : observed;
}

/** The integration of one distro in a word for a table. */
export function integrationAsWord({ integration, kind }: IntegratedDistro): string {
  if (kind !== 'user') return '-';
  return knownValue(integration.set) ?? 'unknown';
}

/** Docker Desktop in one line; null where it is not known whether it is there. */
export function dockerAsLine({ install, running, mode }: DockerDesktop): string | null {
  const installed = knownValue(install);
  if (installed === null) return 'value' in install ? 'Docker Desktop is not installed.' : null;
  const name = ['Docker Desktop', installed.version ?? ''].join(' ').trim();
  const state = { true: 'running', false: 'stopped', null: 'state unknown' }[`${knownValue(running)}`];
  return `${name}: ${[state, ...(knownValue(mode) === 'windows' ? ['Windows containers'] : [])].join(', ')}.`;
}
