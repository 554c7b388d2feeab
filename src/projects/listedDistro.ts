import type { Machine } from '../machine/machine';
import { ask, type Answer } from '../state/ask';
import { joinWithRegistry, type Distro } from '../wsl/distro';
import { listDistros } from '../wsl/list';
import type { WslProblem } from '../wsl/problem';
import { queryRegistry } from '../wsl/registry';

const listTimeout = 15_000;

/** What the list of WSL has of a distro. */
export interface ListedDistro {
  /** Null where it has none such. */
  readonly distro: Distro | null;
  /** Why the list has none at all, where WSL says so. */
  readonly failure: WslProblem | null;
}

/**
 * Finds a distro by its name, or the default one where `name` is null; and lets the gate know which run. The list starts nothing.
 * Null when cancelled.
 */
export async function findListedDistro(
  machine: Machine,
  name: string | null,
  signal: AbortSignal,
): Promise<Answer<ListedDistro> | null> {
  const list = await ask(machine, listDistros(), listTimeout, signal);
  if (!list?.ok) return list;
  // Only to name the distro by its id: without the registry its name has to do.
  const registry = await ask(machine, queryRegistry(), listTimeout, signal);
  if (registry === null) return null;
  const distros = joinWithRegistry(list.value, registry.ok ? registry.value : null);
  const distro = distros.find((each) =>
    name === null ? each.isDefault : each.name.toLowerCase() === name.toLowerCase(),
  );
  if (distro) {
    machine.gate.setRunning(distros.filter(({ state }) => state === 'running').map((each) => each.name));
  }
  return { ok: true, value: { distro: distro ?? null, failure: list.value.failure } };
}
