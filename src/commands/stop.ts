import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/ask';
import { message } from '../text/message';
import { printable } from '../text/printable';
import { terminateDistro } from '../wsl/stop';
import { ProblemError, type CommandContext } from './context';
import { stopQuestion } from './distroEnd';
import { confirmStill, findAgain, gatherEnd, inProgress, readAgain } from './facts';
import { askModal } from './modal';
import { refuseInside, runsInside } from './ownDistro';
import { resolveDistro } from './pickDistro';
import { tell, warnWithLog } from './say';

const stopTimeout = 60_000;

/** Stops one distro, having said what ends with it, and reads the list again to see that it did. */
export async function stopDistro(context: CommandContext, argument: unknown): Promise<void> {
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Stop which distro?')),
    isCandidate: ({ state }) => state === 'running',
    destroys: true,
  });
  if (!target) return;
  const snapshot = await readAgain(context);
  const distro = findAgain(snapshot, target);
  const command = terminateDistro(distro.name);
  if ('kind' in command) throw new ProblemError(command);
  if (runsInside(context.machine, distro.name)) return refuseInside(distro.name, command);
  if (distro.state !== 'running') return void tell(message('{0} does not run.', distro.name));
  if (!(await askModal(stopQuestion(await gatherEnd(context, snapshot, distro))))) return;

  await confirmStill(context, distro);
  const work = ask(context.machine, command, stopTimeout);
  const done = await inProgress(work, message('Stopping {0}…', printable(distro.name)));
  if (done && !done.ok) {
    // One that was given up may have ended the distro all the same.
    await inProgress(context.store.refresh());
    throw new ProblemError(done.problem);
  }
  const after = findAgain(await readAgain(context), distro);
  if (after.state === 'running') {
    await warnWithLog(
      context,
      message('WSL says that it stopped {0}, which runs: perhaps Docker Desktop started it again.', distro.name),
    );
  }
}
