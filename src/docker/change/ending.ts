import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../machine/machine';
import { stopDesktop, type Patience, type StopPatience } from '../lifecycle';
import { isDesktopThere } from '../processes';

export interface EndPatience {
  readonly stop: StopPatience;
  /** Until its processes are gone, once its pipe is. */
  readonly gone: Patience;
}

/** Stops Docker Desktop and waits until its processes are gone: the core writes its settings at its very end. */
export async function endDesktop(
  machine: Machine,
  options: { readonly signal: AbortSignal; readonly onNeedsUser: () => void; readonly patience: EndPatience },
): Promise<'stopped' | 'late' | 'cancelled'> {
  const { signal, onNeedsUser, patience } = options;
  const end = await stopDesktop(machine, { signal, onNeedsUser, patience: patience.stop });
  if (end !== 'stopped') return end;
  const isGone = await waitUntilGone(machine, patience.gone, signal);
  if (signal.aborted) return 'cancelled';
  return isGone ? 'stopped' : 'late';
}

/** Waits until nothing of Docker Desktop is there any more; whether that came to be. */
export async function waitUntilGone(machine: Machine, patience: Patience, signal: AbortSignal): Promise<boolean> {
  const started = machine.now().getTime();
  for (;;) {
    if ((await isDesktopThere(machine, signal)) === false) return true;
    if (signal.aborted || machine.now().getTime() - started >= patience.limit) return false;
    await sleep(patience.pause, null, { signal }).catch(() => undefined);
  }
}
