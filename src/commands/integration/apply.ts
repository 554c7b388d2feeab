import { planChange } from '../../docker/change/plan';
import { changeIntegration, type ChangeEnd } from '../../docker/change/run';
import { describeStep } from '../../docker/change/texts';
import type { DistroWish } from '../../docker/change/wishes';
import { probeDocker } from '../../docker/probe';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { Snapshot } from '../../state/snapshot';
import { inEnglish, message, type Message } from '../../text/message';
import { knownValue } from '../../text/observed';
import { printable } from '../../text/printable';
import { ProblemError, type CommandContext } from '../context';
import { inProgress } from '../facts';
import { withClock } from '../longWork';
import { askModal } from '../modal';
import { nameList } from '../question';
import { sayDone, tell, warn, warnWithLog } from '../say';
import { offerContainers } from './containers';
import { applyQuestion } from './questions';

/** What of Docker Desktop a change goes by. */
export function factsOf({ docker }: Snapshot): {
  readonly version: string | null;
  readonly windowsContainers: boolean;
} {
  return {
    version: knownValue(docker.install)?.version ?? null,
    windowsContainers: knownValue(docker.mode) === 'windows',
  };
}

/**
 * Changes the integration by the protocol: shows what is stopped and what is written where, asks, does it, and tells what came
 * of it. Whether the settings hold the change afterwards.
 * @throws ProblemError `integrationRefused`, with nothing touched.
 */
export async function applyForMe(
  context: CommandContext,
  snapshot: Snapshot,
  wishes: readonly DistroWish[],
  title: Message,
): Promise<boolean> {
  const { machine, store } = context;
  const name = nameList(wishes.map(({ distro }) => distro.name));
  const plan = await inProgress(planChange(machine, wishes, factsOf(snapshot)));
  if ('kind' in plan) throw new ProblemError({ kind: 'integrationRefused', name, refusal: plan });
  if (plan.changes.length === 0) {
    void tell(message("Docker Desktop's settings say that already."));
    return true;
  }
  const foreign = await inProgress(foreignEngines(context, wishes));
  const choice = await askModal(applyQuestion(plan, title, foreign));
  if (!choice) return false;
  const end = await carryOut(context, snapshot, wishes, choice === 'start');
  store.forgetInstall();
  try {
    await inProgress(store.refresh());
    await recordProbes(context, wishes, end);
  } finally {
    // Whatever comes of that look: it may say where the settings of before are.
    tellEnd(context, name, end);
  }
  return end.kind === 'changed' || end.kind === 'unchanged';
}

/** The distros to be switched on that run and have an engine of their own. */
async function foreignEngines({ machine }: CommandContext, wishes: readonly DistroWish[]): Promise<string[]> {
  const found: string[] = [];
  for (const { distro, on } of wishes) {
    if (!on || distro.state !== 'running') continue;
    const seen = await probeDocker(machine, distro);
    if (seen && 'value' in seen && seen.value === 'own-engine') found.push(distro.name);
  }
  return found;
}

function carryOut(
  context: CommandContext,
  snapshot: Snapshot,
  wishes: readonly DistroWish[],
  start: boolean,
): Promise<ChangeEnd> {
  return withClock(message("Changing Docker Desktop's integration"), (signal, clock) =>
    changeIntegration(context.machine, wishes, {
      ...factsOf(snapshot),
      signal,
      start,
      onStep: (step) => {
        context.log.info(`integration: ${inEnglish(describeStep(step))}`);
        clock.say(describeStep(step));
      },
      onNotice: ([first, ...more]) => {
        if (!first) return;
        clock.say(first);
        for (const text of more) void warn(text);
      },
    }),
  );
}

/** What was seen in a distro is shown beside it. */
async function recordProbes(context: CommandContext, wishes: readonly DistroWish[], end: ChangeEnd): Promise<void> {
  if (end.kind !== 'changed') return;
  for (const { distro, on } of wishes) {
    const now = context.store.current?.distros.find((each) => each.name === distro.name);
    if (!on || now?.state !== 'running') continue;
    const seen = await probeDocker(context.machine, now);
    if (seen && 'value' in seen) context.store.recordProbe(now, seen);
  }
}

/** Nothing waits until that is read: what was asked for beside the change goes on. */
function tellEnd(context: CommandContext, name: string, end: ChangeEnd): void {
  switch (end.kind) {
    case 'refused':
      throw new ProblemError({ kind: 'integrationRefused', name, refusal: end.refusal });
    case 'unchanged':
      void tell(message("Docker Desktop's settings say that already."));
      return;
    case 'changed': {
      const [remark] = end.remarks;
      if (remark) void tell(message("Docker Desktop's integration is set ({0}). {1}", name, translate(remark)));
      else sayDone(message("Docker Desktop's integration is changed, and was seen to be so: {0}.", name));
      void offerContainers(context, end.missing);
      return;
    }
    case 'undone': {
      if (end.reason === null) void tell(message('Cancelled: Docker Desktop has its old settings.'));
      else {
        context.log.warn(`integration: failed at ${end.step}: ${inEnglish(end.reason)}`);
        const [step, reason] = [translate(describeStep(end.step)), translate(end.reason)];
        void warnWithLog(context, message('The old settings are in place. It failed here: {0} {1}', step, reason));
      }
      void offerContainers(context, end.missing);
      return;
    }
    case 'notUndone': {
      context.log.warn(`integration: ${inEnglish(end.hindrance)} ${end.backup ?? ''}`);
      const text = message('{0} The old settings are in {1}.', translate(end.hindrance), printable(end.backup ?? '—'));
      void warnWithLog(context, text);
    }
  }
}
