import { isMinusOne } from '../machine/command';
import type { Machine } from '../machine/machine';
import { askStatus, askVersions, type WslVersions } from '../wsl/about';
import { ask } from './ask';
import type { Problem } from './problem';

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
 * Recognises the old WSL inside Windows, for a WSL that answered with the list: nothing can go wrong with `--version` then
 * but that it is not known, and the old one prints how it is used. Without that list it may be any failure.
 */
export function recogniseInboxWsl(about: AboutWsl): AboutWsl {
  return { ...about, problems: about.problems.map((problem) => (isUsage(problem) ? asInbox(problem) : problem)) };
}

type UnexpectedExit = Problem & { readonly kind: 'unexpectedExit' };

function isUsage(problem: Problem): problem is UnexpectedExit {
  return problem.kind === 'unexpectedExit' && isMinusOne(problem.exitCode ?? 0) && problem.output !== '';
}

function asInbox({ command, exitCode, output }: UnexpectedExit): Problem {
  return { kind: 'inboxWsl', command, exitCode, output };
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
  const { virtualizationOff, evidence } = status.value;
  const off: readonly Problem[] = virtualizationOff ? [{ kind: 'virtualizationOff', ...evidence }] : [];
  return { ...about, virtualizationOff, problems: [...about.problems, ...off] };
}
