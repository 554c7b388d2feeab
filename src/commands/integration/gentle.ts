import { setTimeout as sleep } from 'node:timers/promises';
import { verifyIn, verifyPatience, type Verdict } from '../../docker/change/verify';
import type { DistroWish } from '../../docker/change/wishes';
import { configuredIntegration } from '../../docker/integration';
import { probeDocker } from '../../docker/probe';
import { findPolicy, findSettings } from '../../docker/settingsFile';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { Machine } from '../../machine/machine';
import { message } from '../../text/message';
import { printable } from '../../text/printable';
import { ProblemError, type CommandContext } from '../context';
import { withClock } from '../longWork';
import { sayDone, tell, warnWithLog } from '../say';
import { whereToSwitch } from './questions';

/** Between two looks at Docker Desktop's settings. */
const watchPause = 1_000;

/**
 * Shows Docker Desktop, where its user makes the change, watches its settings until they hold it, and then looks in the distro.
 * Nothing is stopped. Its user has agreed to the look.
 */
export async function watchWhileSet(context: CommandContext, wish: DistroWish): Promise<void> {
  const { machine, store } = context;
  const failure = await machine.launch('dockerDesktop', []);
  if (failure) throw new ProblemError(failure);
  const { distro, on } = wish;
  const name = printable(distro.name);
  const title = whereToSwitch(name, distro.isDefault, on);
  const verdict = await withClock(title, async (signal, clock): Promise<Verdict> => {
    clock.say(message('Waiting for it to be set.'));
    if (!(await waitUntilSet(machine, wish, signal))) return { kind: 'cancelled' };
    clock.say(message('It is set. Looking in {0} for docker.', name));
    const seen = await verifyIn(machine, wish, { signal, patience: verifyPatience });
    await store.refresh();
    return seen;
  });
  await record(context, wish);
  switch (verdict.kind) {
    case 'cancelled':
      return;
    case 'holds':
      sayDone(
        on
          ? message("docker works in {0}: Docker Desktop's integration is on.", name)
          : message("Docker Desktop's integration is off in {0}, and nothing of it is left there.", name),
      );
      return;
    case 'unverified':
      return void tell(message("Docker Desktop's integration is set ({0}). {1}", name, translate(verdict.why)));
    case 'fails':
      return warnWithLog(context, message('It is set, and docker in {0} is not so: {1}', name, translate(verdict.why)));
  }
}

/** Whether the settings came to hold the wish; false when cancelled. */
async function waitUntilSet(machine: Machine, { distro, on }: DistroWish, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const [settings, policy] = await Promise.all([findSettings(machine), findPolicy(machine)]);
    const { set } = configuredIntegration(
      distro,
      settings.kind === 'read' && settings.settings.status !== 'unreadable' ? settings.settings : null,
      policy.kind === 'read' ? policy.policy : null,
    );
    if (set === (on ? 'on' : 'off')) return true;
    await sleep(watchPause, null, { signal }).catch(() => undefined);
  }
  return false;
}

/** Shows beside the distro what is in it now. */
async function record({ machine, store }: CommandContext, { distro, on }: DistroWish): Promise<void> {
  const now = store.current?.distros.find((each) => each.name === distro.name);
  if (!on || now?.state !== 'running') return;
  const seen = await probeDocker(machine, now);
  if (seen && 'value' in seen) store.recordProbe(now, seen);
}
