import { proveDocker, type ProofEnd } from '../docker/proof';
import { momentHere } from '../host/moment';
import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/ask';
import type { IntegratedDistro } from '../state/snapshot';
import { message } from '../text/message';
import { runInDistro, startTimeout } from '../wsl/run';
import { ProblemError, type CommandContext } from './context';
import { confirmStill, findAgain, readAgain } from './facts';
import { inNotification } from './longWork';
import { askModal } from './modal';
import { resolveDistro } from './pickDistro';
import { proofQuestion, proofSummary, proofText } from './proofText';
import { nameList } from './question';
import { sayDone, warnWithLog } from './say';

/** Proves in a distro that Docker Desktop works there, having said all that is done for that, and shows what was seen. */
export async function proveDockerInDistro(context: CommandContext, argument: unknown): Promise<void> {
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Prove Docker in which distro?')),
    isCandidate: ({ state, wslVersion }) => wslVersion === 2 && (state === 'running' || state === 'stopped'),
  });
  if (!target) return;
  const asked = findAgain(await readAgain(context), target);
  const starts = asked.state !== 'running';
  if (!(await askModal(proofQuestion(asked.name, starts)))) return;
  const distro = await confirmStill(context, asked);
  // That it may be started was only asked about one that was stopped.
  if (distro.state !== 'running' && !starts) throw new ProblemError({ kind: 'distroNotRunning', name: distro.name });

  const { end, leftBehind } = await inNotification(message('Proving Docker in {0}', distro.name), (signal) =>
    startAndProve(context, distro, signal),
  );
  if (leftBehind.length > 0) {
    context.log.warn(`Not removed after a proof: ${leftBehind.join(', ')}`);
    void warnWithLog(context, message('Not removed: {0}', nameList(leftBehind)));
  }
  if (end === 'cancelled') return;
  if ('problem' in end) throw new ProblemError(end.problem);
  context.store.recordProbe(findAgain(await readAgain(context), distro), end.probe);
  const content = proofText(distro.name, momentHere(new Date()), end, leftBehind, translate);
  await context.pages.show(translate(message('Docker in {0}', distro.name)), content);
  sayDone(proofSummary(distro.name, end));
}

async function startAndProve(
  { machine }: CommandContext,
  distro: IntegratedDistro,
  signal: AbortSignal,
): Promise<ProofEnd> {
  if (distro.state !== 'running') {
    const start = runInDistro(distro, ['true'], () => true);
    if ('kind' in start) return { end: { problem: start }, leftBehind: [] };
    const started = await ask(machine, start, startTimeout, signal);
    if (started === null) return { end: 'cancelled', leftBehind: [] };
    if (!started.ok) throw new ProblemError(started.problem);
  }
  return proveDocker(machine, distro, signal);
}
