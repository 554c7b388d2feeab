import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../machine/machine';
import { Stopwatch } from '../../machine/stopwatch';
import { stopDesktop, stopDesktopCommand, type Patience, type StopPatience } from '../lifecycle';
import { backendPipe, dockerPipes } from '../pipes';
import { isDesktopThere } from '../processes';

export interface EndPatience {
  readonly stop: StopPatience;
  /** Until its processes are gone, once its pipe is. */
  readonly gone: Patience;
}

interface EndOptions {
  readonly signal: AbortSignal;
  readonly onNeedsUser: () => void;
  readonly patience: EndPatience;
  /** Whether its pipe alone is believed where the list of processes says nothing: not by who writes its settings afterwards. */
  readonly trustsPipe?: boolean;
}

/** One that is starting while it is stopped may have to be stopped again. */
const mostStops = 3;

/** Stops Docker Desktop and waits until its processes are gone: the core writes its settings at its very end. */
export async function endDesktop(machine: Machine, options: EndOptions): Promise<'stopped' | 'late' | 'cancelled'> {
  const { signal, onNeedsUser, patience, trustsPipe = false } = options;
  const isGone = async (): Promise<boolean> => {
    const isThere = await isDesktopThere(machine, signal);
    return isThere === false || (isThere === null && trustsPipe && !(await isPipeThere(machine)));
  };
  for (let stops = 1; ; stops += 1) {
    if (await isPipeThere(machine)) {
      const end = await stopDesktop(machine, { signal, onNeedsUser, patience: patience.stop });
      if (end !== 'stopped') return end;
    } else if (!(await isGone())) {
      // A window without its core, or before it: there is no pipe whose end could be waited for.
      await machine.run(stopDesktopCommand(), { timeout: patience.stop.command, signal });
    }
    const end = await waitUntilGone(machine, patience.gone, signal, isGone);
    if (signal.aborted) return 'cancelled';
    if (end === 'gone') return 'stopped';
    if (end === 'late' || stops === mostStops) return 'late';
  }
}

/** Waits until nothing of Docker Desktop is there any more. `back`: its core has come up instead. */
export async function waitUntilGone(
  machine: Machine,
  patience: Patience,
  signal: AbortSignal,
  isGone: () => Promise<boolean> = async () => (await isDesktopThere(machine, signal)) === false,
): Promise<'gone' | 'back' | 'late'> {
  const watch = new Stopwatch();
  for (;;) {
    if (await isGone()) return 'gone';
    if (await isPipeThere(machine)) return 'back';
    if (signal.aborted || watch.lap() >= patience.limit) return 'late';
    await sleep(patience.pause, null, { signal }).catch(() => undefined);
  }
}

async function isPipeThere({ pipes }: Machine): Promise<boolean> {
  return dockerPipes((await pipes.list()) ?? []).includes(backendPipe);
}
