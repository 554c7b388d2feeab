import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '../machine/command';
import type { Machine } from '../machine/machine';
import { Stopwatch } from '../machine/stopwatch';
import { pingEngine } from './engine';
import { leadElsewhere } from './otherEngine';
import { backendPipe, dockerPipes, enginePipes } from './pipes';

/** How far a starting Docker Desktop has come: nothing yet, its own process, its engine's pipe. */
export type StartStep = 'starting' | 'process' | 'engine';

/** How waiting for the engine ended; `late` after the limit. */
export type StartEnd = 'answers' | 'windowsContainers' | 'late' | 'cancelled';

/** How long to wait, in milliseconds. */
export interface Patience {
  readonly limit: number;
  readonly pause: number;
}

/** Docker Desktop's own limit for the start of its engine (LifecycleTimeoutSeconds, docker-desktop.md, section 2). */
export const startPatience: Patience = { limit: 600_000, pause: 500 };
const pingTimeout = 5_000;

interface StartOptions {
  readonly signal: AbortSignal;
  /** Switched to Windows containers, it has no Linux engine to wait for. */
  readonly windowsContainers: boolean;
  /** Called after each look. */
  readonly onLook: (step: StartStep) => void;
  readonly patience?: Patience;
}

/**
 * Waits until Docker Desktop's Linux engine answers: first its process, then the engine's pipe, then the engine itself,
 * since a pipe that is published may be nobody's yet. Cancelling ends the waiting alone.
 */
export async function waitForEngine(machine: Machine, options: StartOptions): Promise<StartEnd> {
  const { signal, onLook, patience = startPatience } = options;
  const watch = new Stopwatch();
  for (;;) {
    const step = await lookAt(machine);
    if (signal.aborted) return 'cancelled';
    onLook(step);
    if (options.windowsContainers && step !== 'starting') return 'windowsContainers';
    if (step === 'engine') {
      const state = await pingEngine(machine, { timeout: pingTimeout, signal });
      if (state === 'answers' || state === 'cancelled') return state;
    }
    if (watch.lap() >= patience.limit) return 'late';
    if (!(await pauseFor(patience.pause, signal))) return 'cancelled';
  }
}

/** Pipes are seen from Windows alone; from inside a distro there is only the engine to ask. */
async function lookAt({ pipes }: Machine): Promise<StartStep> {
  const names = await pipes.list();
  if (names === null) return 'engine';
  const known = dockerPipes(names);
  if (!known.includes(backendPipe)) return 'starting';
  return known.includes(enginePipes.linux) ? 'engine' : 'process';
}

/** Whether Docker Desktop's own process is up; null where that cannot be seen. */
async function isDesktopUp({ pipes }: Machine): Promise<boolean | null> {
  const names = await pipes.list();
  return names === null ? null : dockerPipes(names).includes(backendPipe);
}

/** How its own command line is asked to give up, in seconds. */
const stopTimeout = 90;

/**
 * `docker desktop stop`: whether it says that Docker Desktop has stopped. Releases before 4.37 do not know it. It goes to
 * Docker Desktop itself; what may lead to another engine is taken out of its way.
 */
export function stopDesktopCommand(): Command<boolean> {
  return desktopCommand(['stop', '--timeout', String(stopTimeout)]);
}

/** `docker desktop engine use linux`: whether it says that it has switched. Releases before 4.37 do not know it. */
export function useLinuxEngineCommand(): Command<boolean> {
  return desktopCommand(['engine', 'use', 'linux']);
}

function desktopCommand(words: readonly string[]): Command<boolean> {
  return {
    program: 'docker',
    args: ['desktop', ...words],
    withoutEnv: leadElsewhere,
    parse: ({ exitCode }) => exitCode === 0,
  };
}

export type StopEnd = 'stopped' | 'late' | 'cancelled';

interface StopOptions {
  readonly signal: AbortSignal;
  /** Called once, when it takes so long that only its user can still end it. */
  readonly onNeedsUser: () => void;
  readonly patience: StopPatience;
}

/** Milliseconds. `command` ends our own child alone, `hint` calls for the user, `limit` counts from the child's end. */
export interface StopPatience extends Patience {
  readonly command: number;
  readonly hint: number;
}

export const stopPatience: StopPatience = {
  command: (stopTimeout + 5) * 1000,
  hint: 30_000,
  limit: 120_000,
  pause: 500,
};

/**
 * Stops Docker Desktop through its own command line and waits until its process is gone. Where that command is missing,
 * fails or never returns (docker/for-win#14502), its user is asked to quit it; the process is never ended by force.
 */
export async function stopDesktop(machine: Machine, options: StopOptions): Promise<StopEnd> {
  const { signal, onNeedsUser, patience } = options;
  const child = new AbortController();
  const said: { answer: boolean | null } = { answer: null };
  const command = machine
    .run(stopDesktopCommand(), { timeout: patience.command, signal: AbortSignal.any([signal, child.signal]) })
    .then((ran) => (said.answer = ran.outcome === 'done' && ran.value));
  const watch = new Stopwatch();
  let end: number | null = null;
  let needsUser = false;
  try {
    for (;;) {
      if (signal.aborted) return 'cancelled';
      // A listing of pipes that fails for once proves nothing.
      if ((await isDesktopUp(machine)) === false) return 'stopped';
      const waited = watch.lap();
      if (said.answer !== null) end ??= waited + patience.limit;
      if (end !== null && waited >= end) return 'late';
      if (!needsUser && (said.answer === false || waited >= patience.hint)) {
        needsUser = true;
        onNeedsUser();
      }
      await pauseFor(patience.pause, signal);
    }
  } finally {
    child.abort();
    await command;
  }
}

/** False when somebody cancelled meanwhile. */
async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return sleep(milliseconds, true, { signal }).catch(() => false);
}
