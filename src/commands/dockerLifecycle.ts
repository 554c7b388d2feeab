import { countInEngine } from '../docker/engine';
import { startPatience, useLinuxEngineCommand, waitForEngine } from '../docker/lifecycle';
import { message } from '../text/message';
import { knownValue } from '../text/observed';
import { runningContainers } from './containers';
import { ProblemError, type CommandContext } from './context';
import { lookAtDocker, startDocker, stopDocker } from './docker';
import { inProgress } from './facts';
import { offerContainers } from './integration/containers';
import { restartQuestion, stopDockerQuestion, useLinuxQuestion } from './lifecycleQuestions';
import { withClock } from './longWork';
import { askModal } from './modal';
import { sayDone, tell } from './say';

const engineTimeout = 5_000;
/** The command of Docker Desktop restarts its engine, and answers when it has been told to. */
const switchTimeout = 120_000;

/** Stops Docker Desktop in order, having said which containers end. */
export async function stopDockerDesktop(context: CommandContext): Promise<void> {
  if (!(await isForWindows(context))) return;
  const docker = await lookAtDocker(context);
  if (knownValue(docker.running) === false) return void tell(message('Docker Desktop does not run.'));
  const containers = await containersNow(context);
  if (!(await askModal(stopDockerQuestion(containers?.map(({ name }) => name) ?? null)))) return;
  if (!(await stopDocker(context))) return;
  await inProgress(context.store.refresh());
  sayDone(message('Docker Desktop is stopped.'));
}

/** Stops and starts Docker Desktop, and offers to start the containers that do not come back by themselves. */
export async function restartDockerDesktop(context: CommandContext): Promise<void> {
  if (!(await isForWindows(context))) return;
  const docker = await lookAtDocker(context);
  if (knownValue(docker.running) === false) {
    await startDocker(context);
    return;
  }
  const before = await containersNow(context);
  if (!(await askModal(restartQuestion(before?.map(({ name }) => name) ?? null)))) return;
  if (!(await stopDocker(context)) || !(await startDocker(context))) return;
  const now = before && (await containersNow(context));
  const missing = now ? before.filter(({ id }) => !now.some((each) => each.id === id)) : [];
  await offerContainers(context, missing);
}

/** Switches Docker Desktop from Windows to Linux containers, whose images and containers are other ones. */
export async function useLinuxContainers(context: CommandContext): Promise<void> {
  const { machine } = context;
  if (!(await isForWindows(context))) return;
  const docker = await lookAtDocker(context);
  if (knownValue(docker.mode) === 'linux') return void tell(message('Linux containers are on already.'));
  if (knownValue(docker.running) === false) {
    return void tell(message('Docker Desktop does not run: start it first, then switch it.'));
  }
  const counts = await inProgress(countInEngine(machine, 'windows', { timeout: engineTimeout }));
  if (!(await askModal(useLinuxQuestion(counts)))) return;
  const end = await withClock(message('Switching Docker Desktop to Linux containers'), async (signal, clock) => {
    const ran = await machine.run(useLinuxEngineCommand(), { timeout: switchTimeout, signal });
    if (ran.outcome === 'cancelled') return 'cancelled';
    if (ran.outcome === 'failed' || !ran.value) return 'refused';
    clock.say(message('It is switched; waiting for its Linux engine.'));
    return waitForEngine(machine, { signal, windowsContainers: false, onLook: () => undefined });
  });
  await inProgress(context.store.refresh());
  if (end === 'answers') sayDone(message('Docker Desktop is on Linux containers, and its engine answers.'));
  if (end === 'late') throw new ProblemError({ kind: 'engineNotAnswering', seconds: startPatience.limit / 1000 });
  if (end === 'refused') {
    await tell(
      message('Docker Desktop did not switch. Its menu in the notification area can: "Switch to Linux containers".'),
    );
  }
}

async function containersNow(context: CommandContext): ReturnType<typeof runningContainers> {
  const { current } = context.store;
  return current ? inProgress(runningContainers(context.machine, current)) : null;
}

/** From inside a distro nobody sees when it has ended. */
async function isForWindows({ machine }: CommandContext): Promise<boolean> {
  if (machine.platform !== 'wsl') return true;
  await tell(
    message('From inside a distro nobody sees whether Docker Desktop has ended: do this in a window on Windows.'),
  );
  return false;
}
