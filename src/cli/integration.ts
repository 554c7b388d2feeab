import type { ChangePlan } from '../docker/change/plan';
import { planChange } from '../docker/change/plan';
import { findInterrupted, recoverChange } from '../docker/change/recover';
import { changeIntegration, changePatience, type ChangeEnd } from '../docker/change/run';
import { describeForeignEngine, describeInterrupted, describePlan, describeStep } from '../docker/change/texts';
import type { DistroWish } from '../docker/change/wishes';
import { startContainer } from '../docker/engine';
import { probeDocker } from '../docker/probe';
import { explainProblem, type Problem } from '../state/problem';
import { isListAnswered, takeSnapshot, type Snapshot } from '../state/snapshot';
import { inEnglish, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import { printable } from '../text/printable';
import { canAsk, confirm } from './confirm';
import type { CommandContext, ExitCode } from './context';
import { changeAsJson, changeAsText, exitOf } from './integrationOutput';
import { UsageError } from './invocation';

const startTimeout = 30_000;

/**
 * `slipway integration enable|disable DISTRO`: changes Docker Desktop's integration, having said what that stops and been told
 * to; the schema is docs/schema/integration.schema.json.
 */
export async function integration(context: CommandContext): Promise<ExitCode> {
  const { invocation, machine, signal } = context;
  const [verb, name, ...others] = invocation.operands;
  if ((verb !== 'enable' && verb !== 'disable') || name === undefined || name === '' || others.length > 0) {
    throw new UsageError('integration takes enable or disable, and the name of one distro.');
  }
  const on = verb === 'enable';
  const notStarted = (problem: Problem): ExitCode => {
    const { message, nextStep } = explainProblem(problem);
    context.complain(`${inEnglish(message)} ${inEnglish(nextStep)}`);
    if (invocation.format === 'json') context.print(changeAsJson({ name, on, plan: null, problem, end: null }));
    return 2;
  };
  if (machine.platform === 'other') return notStarted({ kind: 'notWindows' });
  if (machine.platform === 'wsl') return notStarted({ kind: 'integrationFromInside', name, on });
  if (!(await clearUp(context))) return signal.aborted ? 130 : 2;

  const snapshot = await takeSnapshot(machine, null, signal);
  if (snapshot === null) return 130;
  const [problem] = snapshot.problems;
  if (problem && !isListAnswered(snapshot)) return notStarted(problem);
  if ('value' in snapshot.docker.install && snapshot.docker.install.value === null) {
    return notStarted({ kind: 'dockerNotInstalled' });
  }
  const distro = snapshot.distros.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!distro) return notStarted({ kind: 'distroGone', name });
  const wishes: DistroWish[] = [{ distro, on, by: 'effective' }];
  const facts = factsOf(snapshot);
  const plan = await planChange(machine, wishes, facts);
  if ('kind' in plan) return notStarted({ kind: 'integrationRefused', name: distro.name, refusal: plan });

  let end: ChangeEnd = { kind: 'unchanged' };
  if (plan.changes.length > 0) {
    const agreed = await agree(context, plan, snapshot);
    if (typeof agreed === 'number') return agreed;
    end = await changeIntegration(machine, wishes, {
      ...facts,
      signal,
      start: false,
      onStep: (step) => context.complain(inEnglish(describeStep(step))),
      onNotice: (texts) => complainAll(context, texts),
    });
    if (end.kind === 'refused') {
      return notStarted({ kind: 'integrationRefused', name: distro.name, refusal: end.refusal });
    }
    await offerContainers(context, end);
  }
  const result = { name: distro.name, on, plan, problem: null, end };
  if (invocation.format === 'json') context.print(changeAsJson(result));
  else context.print(changeAsText(result));
  return exitOf(end);
}

function factsOf({ docker }: Snapshot): { readonly version: string | null; readonly windowsContainers: boolean } {
  return {
    version: knownValue(docker.install)?.version ?? null,
    windowsContainers: knownValue(docker.mode) === 'windows',
  };
}

function complainAll(context: CommandContext, texts: readonly Message[]): void {
  for (const text of texts) context.complain(inEnglish(text));
}

/** Says what is going to happen and asks; true, or the exit of a call that goes no further. */
async function agree(context: CommandContext, plan: ChangePlan, snapshot: Snapshot): Promise<true | ExitCode> {
  const { machine, signal, invocation } = context;
  complainAll(context, describePlan(plan, false));
  const [wish] = plan.wishes;
  if (wish?.on && wish.distro.state === 'running') {
    const seen = await probeDocker(machine, wish.distro, signal);
    if (signal.aborted) return 130;
    if (seen && 'value' in seen && seen.value === 'own-engine') {
      context.complain(inEnglish(describeForeignEngine(wish.distro.name)));
      if (invocation.yes) {
        context.complain('That is for a person to decide: run it on a terminal, without --yes.');
        return 2;
      }
    }
  }
  if (invocation.yes) return true;
  if (!canAsk()) {
    context.complain('Nothing was done: nobody can be asked here. With --yes it is done without asking.');
    return 2;
  }
  const containers = plan.containers?.length ?? 0;
  const question =
    plan.isRunning && knownValue(snapshot.docker.running) !== false
      ? `Stop Docker Desktop${containers > 0 ? ` with ${containers} running container(s)` : ''} and change this?`
      : 'Change this?';
  return (await confirm(question, signal)) === true ? true : 130;
}

/** Clears up behind a change that was broken off; false where that was not done. */
async function clearUp(context: CommandContext): Promise<boolean> {
  const { machine, signal, invocation } = context;
  const interrupted = await findInterrupted(machine);
  if (!interrupted) return true;
  complainAll(context, describeInterrupted(interrupted));
  let how: 'restore' | 'keep' = 'restore';
  if (!invocation.yes) {
    if (!canAsk()) {
      context.complain('Run this on a terminal to clear it up, or with --yes to put the settings of before back.');
      return false;
    }
    const restore = await confirm('Put the settings of before back?', signal);
    if (restore === null) return false;
    how = restore ? 'restore' : 'keep';
    if (!restore && (await confirm('Keep the settings as they are now?', signal)) !== true) return false;
  }
  const end = await recoverChange(machine, how, {
    patience: changePatience,
    onNeedsUser: () => context.complain('Please quit Docker Desktop from its icon in the notification area.'),
  });
  if (end.kind === 'hindered') context.complain(inEnglish(end.hindrance));
  return end.kind === 'cleared' || end.kind === 'gone';
}

/** Containers that ran before and did not come back: told, and started where somebody wants that. */
async function offerContainers(context: CommandContext, end: ChangeEnd): Promise<void> {
  const missing = 'missing' in end ? end.missing : [];
  if (missing.length === 0) return;
  context.complain('Containers that ran before and do not run now:');
  for (const { id, name } of missing)
    context.complain(`  ${printable(name)}  docker start ${printable(id.slice(0, 12))}`);
  if (context.invocation.yes || !canAsk()) return;
  if ((await confirm('Start exactly these again?', context.signal)) !== true) return;
  for (const { id, name } of missing) {
    const isStarted = await startContainer(context.machine, id, { timeout: startTimeout });
    context.complain(isStarted ? `${name} runs.` : `${name} could not be started.`);
  }
}
