import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/ask';
import { message } from '../text/message';
import { shutDownWsl, terminateDistro } from '../wsl/stop';
import { ProblemError, type CommandContext } from './context';
import { stopQuestion } from './distroEnd';
import { startDocker, stopDocker } from './docker';
import { confirmStill, findAgain, gatherEnd, inProgress, readAgain, runningContainers, windowDistro } from './facts';
import { askModal } from './modal';
import { refuseInside, runsInside } from './ownDistro';
import { resolveDistro } from './pickDistro';
import { nameList } from './question';
import { sayDone, tell, warnWithLog } from './say';
import { shutdownQuestion } from './shutdownQuestion';
import { knownValue } from '../text/observed';

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
  const done = await inProgress(ask(context.machine, command, stopTimeout));
  if (done && !done.ok) throw new ProblemError(done.problem);
  const after = findAgain(await readAgain(context), distro);
  if (after.state === 'running') {
    await warnWithLog(
      context,
      message('{0} was stopped and runs again: something started it, perhaps Docker Desktop.', distro.name),
    );
  }
}

/** Shuts down all of WSL, having said what ends, Docker Desktop in order before it where its user wants that. */
export async function shutDown(context: CommandContext): Promise<void> {
  const { machine } = context;
  const command = shutDownWsl();
  if (machine.platform === 'wsl') return refuseInside(machine.ownDistro, command);
  const { docker, distros } = await readAgain(context);
  const running = distros.filter(({ state }) => state === 'running').map(({ name }) => name);
  const isApart = knownValue(docker.backend) === 'hyperv';
  const containers = await inProgress(runningContainers(context, docker));
  const choice = await askModal(
    shutdownQuestion({
      running,
      docker: isApart ? false : knownValue(docker.running),
      containers: containers?.length ?? null,
      window: windowDistro(),
    }),
  );
  if (!choice) return;
  if (choice === 'dockerFirst' && !(await stopDocker(context))) return;

  const done = await inProgress(ask(machine, command, stopTimeout));
  if (done && !done.ok) throw new ProblemError(done.problem);
  const after = await readAgain(context);
  const left = after.distros.filter(({ state }) => state === 'running').map(({ name }) => name);
  if (left.length > 0) {
    return warnWithLog(context, message('WSL was shut down, and these run again: {0}.', nameList(left)));
  }
  if (choice === 'dockerFirst') return offerDocker(context);
  sayDone(message('All of WSL is shut down.'));
}

async function offerDocker(context: CommandContext): Promise<void> {
  const start = message('Start Docker Desktop');
  const chosen = await tell(message('WSL is shut down. Docker Desktop was stopped for it.'), start);
  if (chosen === start) await startDocker(context);
}
