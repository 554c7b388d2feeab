import type { DockerDesktop } from '../../../src/docker/desktop';
import type { Integration } from '../../../src/state/integration';
import type { IntegratedDistro, Snapshot } from '../../../src/state/snapshot';
import { inEnglish, message } from '../../../src/text/message';
import type { Observed, ObservedSource } from '../../../src/text/observed';
import type { Wording } from '../../../src/views/wording';

export const at = '2026-01-02T09:30:00.000Z';

/** English, with the time of day of UTC, so that tests do not depend on where they run. */
export const wording: Wording = { translate: inEnglish, language: 'en', time: (iso) => iso.slice(11, 16) };

export function seen<T>(value: T, source: ObservedSource = 'settings'): Observed<T> {
  return { value, source, at };
}

export const unsure = { unknown: message('Its settings do not say.') };

/** Integration as the settings have it, and as a probe found it. */
export function integration(change: Partial<Integration> = {}): Integration {
  return { set: seen('off'), setBy: null, seen: unsure, detail: null, evidence: '', ...change };
}

/** A probe that found something in the distro. */
export function probed(value: 'works' | 'broken' | 'absent' | 'own-engine'): Partial<Integration> {
  return { seen: seen(value, 'probe'), detail: message('There is no docker in this distro.'), evidence: '$ readlink' };
}

export function distro(change: Partial<IntegratedDistro> = {}): IntegratedDistro {
  return {
    id: '{11111111-2222-4333-8444-555555555555}',
    name: 'Ubuntu',
    state: 'running',
    wslVersion: 2,
    isDefault: false,
    kind: 'user',
    disk: 'C:\\wsl\\ubuntu\\ext4.vhdx',
    defaultUid: 1000,
    integration: integration(),
    ...change,
  };
}

/** Docker Desktop as it mostly is: up, on the WSL 2 engine, with Linux containers. */
export function docker(change: Partial<DockerDesktop> = {}): DockerDesktop {
  return {
    install: seen({ form: 'all-users', folder: 'C:\\Program Files\\Docker\\Docker', version: '4.94.0' }, 'files'),
    running: seen(true, 'pipes'),
    published: ['linux'],
    mode: seen('linux'),
    backend: seen('wsl2'),
    settings: { kind: 'absent' },
    policy: { kind: 'absent' },
    listIssues: [],
    editable: true,
    locked: [],
    otherEngine: unsure,
    ...change,
  };
}

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    at,
    distros: [],
    defaultVersion: 2,
    staleSince: null,
    listed: true,
    docker: docker(),
    drives: [],
    problems: [],
    ...change,
  };
}
