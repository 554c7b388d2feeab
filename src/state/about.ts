import type { Machine } from '../machine/machine';
import { askStatus, askVersions, type WslVersions } from '../wsl/about';
import type { Problem } from './problem';
import { ask } from './snapshot';

/** What is known of WSL itself. It changes rarely and is asked once, not with each refresh. */
export interface AboutWsl {
  readonly versions: WslVersions | null;
  /** Whether WSL says that it cannot start a VM; null when it did not say. */
  readonly virtualizationOff: boolean | null;
  readonly problems: readonly Problem[];
}

const aboutTimeout = 15_000;

/** Asks `wsl --version`, which needs nothing. Null when cancelled. */
export async function askAboutVersions(machine: Machine, signal?: AbortSignal): Promise<AboutWsl | null> {
  const versions = await ask(machine, askVersions(), aboutTimeout, signal);
  if (versions === null) return null;
  return {
    versions: versions.ok ? versions.value : null,
    virtualizationOff: null,
    problems: versions.ok ? [] : [versions.problem],
  };
}

/**
 * Asks `wsl --status` as well, which waits for the service as lists do: to be called only after a list was answered.
 * Null when cancelled.
 */
export async function askAboutStatus(
  machine: Machine,
  about: AboutWsl,
  signal?: AbortSignal,
): Promise<AboutWsl | null> {
  const status = await ask(machine, askStatus(), aboutTimeout, signal);
  if (status === null) return null;
  if (!status.ok) return { ...about, problems: [...about.problems, status.problem] };
  const { virtualizationOff } = status.value;
  const off: Problem = {
    kind: 'virtualizationOff',
    command: 'wsl.exe --status',
    exitCode: 0,
    output: 'aka.ms/enablevirtualization',
  };
  return { ...about, virtualizationOff, problems: virtualizationOff ? [...about.problems, off] : about.problems };
}
