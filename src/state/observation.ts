import { observeDocker, type DockerObservation } from '../docker/observation';
import type { Machine } from '../machine/machine';
import { listDistros, listNames, type DistroList } from '../wsl/list';
import { queryRegistry, type Registry } from '../wsl/registry';
import { ask, type Answer } from './ask';
import type { Problem } from './problem';

/** What the machine answered at one moment, before anything older stands in for what failed. Survives JSON. */
export interface Observation {
  /** When the questions were asked, ISO 8601. */
  readonly at: string;
  readonly list: Answer<DistroList>;
  /** Null where it was not asked. */
  readonly registry: Answer<Registry> | null;
  /** Null where there is no Windows. */
  readonly docker: DockerObservation | null;
}

/** A list waits behind WSL's own lock while a distro starts or a disk moves; longer than this is no answer. */
const listTimeout = 15_000;

/**
 * Observes the machine: `wsl -l -v`, the registry, the pipes and settings of Docker Desktop, nothing that starts or enters
 * a distro; `wsl -l -q` besides, where the first two leave it in doubt that there is no distro. Null when cancelled.
 */
export async function observe(machine: Machine, signal?: AbortSignal): Promise<Observation | null> {
  const at = machine.now().toISOString();
  if (machine.platform === 'other') {
    return { at, list: { ok: false, problem: { kind: 'notWindows' } }, registry: null, docker: null };
  }
  if (machine.platform === 'wsl' && machine.programPath('wsl') === null) {
    return { at, list: { ok: false, problem: { kind: 'interopOff' } }, registry: null, docker: null };
  }
  const [list, first, docker] = await Promise.all([
    ask(machine, listDistros(), listTimeout, signal),
    ask(machine, queryRegistry(), listTimeout, signal),
    observeDocker(machine),
  ]);
  if (list === null || first === null) return null;
  const registry = isRefuted(first, list) ? await askOnceMore(machine, list, signal) : first;
  if (registry === null) return null;

  const doubt = list.ok ? findDoubt(list.value, registry) : null;
  if (doubt === null) return { at, list, registry, docker };
  const names = await ask(machine, listNames(), listTimeout, signal);
  if (names === null) return null;
  const confirmed = names.ok && names.value.length === 0;
  return { at, list: confirmed ? list : { ok: false, problem: doubt }, registry, docker };
}

/**
 * Whether a registry that names no distro is none that was read: WSL has its list from there. Where a policy keeps reg.exe from the
 * registry it ends as it does for a key that is not there, and its sentence is translated.
 */
function isRefuted(registry: Answer<Registry>, list: Answer<DistroList>): boolean {
  if (!registry.ok || !list.ok || list.value.distros.length === 0) return false;
  return registry.value.distros.length + registry.value.broken.length === 0;
}

/** The first distro of all may have been registered between the two questions. */
async function askOnceMore(
  machine: Machine,
  list: Answer<DistroList>,
  signal?: AbortSignal,
): Promise<Answer<Registry> | null> {
  const query = queryRegistry();
  const registry = await ask(machine, query, listTimeout, signal);
  if (registry === null || !isRefuted(registry, list)) return registry;
  const command = ['reg.exe', ...query.args].join(' ');
  const output = 'It named no distro, and WSL lists some.';
  return { ok: false, problem: { kind: 'registryUnreadable', command, exitCode: null, output } };
}

/**
 * What is wrong with a list that names no distro, unless somebody else confirms it; null when it is beyond doubt. Such a
 * list is a failed call with a text nobody can read in all languages; a registry without any key is the second witness.
 */
function findDoubt(list: DistroList, registry: Answer<Registry>): Problem | null {
  if (list.failure === null || list.otherAccount) return null;
  if (!registry.ok) return list.failure;
  const { distros, broken } = registry.value;
  if (distros.length > 0) return { kind: 'emptyListDisagrees', registered: distros.map(({ name }) => name) };
  return broken.length > 0 ? list.failure : null;
}
