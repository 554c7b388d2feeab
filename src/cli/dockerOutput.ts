import type { DockerDesktop } from '../docker/desktop';
import type { IntegratedDistro } from '../state/snapshot';
import { knownValue } from '../text/observed';

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
