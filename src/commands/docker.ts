import * as vscode from 'vscode';
import { endDesktop } from '../docker/change/ending';
import { stopPatience, waitForEngine, startPatience, type StartStep } from '../docker/lifecycle';
import { describeWaiting, findWaitingFacts } from '../docker/waiting';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Snapshot } from '../state/snapshot';
import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import { ProblemError, type CommandContext } from './context';
import { elapsedText } from './elapsedText';
import { inProgress } from './facts';
import { withClock } from './longWork';
import { sayDone, tell } from './say';

/** After this long, in milliseconds, a start is no longer a matter of waiting. */
const hintAfter = 60_000;

/**
 * Starts Docker Desktop and waits until its Linux engine answers; whether it does. Cancelling ends the waiting alone. One
 * that runs already is not started again.
 */
export async function startDocker(context: CommandContext): Promise<boolean> {
  const { machine } = context;
  const docker = await lookAtDocker(context);
  const isUp = knownValue(docker.running) === true;
  const windowsContainers = knownValue(docker.mode) === 'windows';
  if (isUp && windowsContainers) return tellWindowsContainers(context);
  if (!isUp) await bringUp(context);
  const canSee = machine.platform === 'windows' || ownSocketIsDocker(context);
  if (!canSee) {
    sayDone(message('Docker Desktop was started; from here nobody can see whether its engine answers.'));
    return false;
  }
  const started = Date.now();
  const end = await watchStart(context, windowsContainers);
  await context.store.refresh();
  switch (end) {
    case 'answers': {
      const time = elapsedText(Date.now() - started);
      sayDone(
        isUp && Date.now() - started < 1_000
          ? message('Docker Desktop runs already, and its engine answers.')
          : message('Docker Desktop: engine ready after {0}.', time),
      );
      return true;
    }
    case 'windowsContainers':
      return tellWindowsContainers(context);
    case 'late':
      throw new ProblemError({ kind: 'engineNotAnswering', seconds: startPatience.limit / 1000 });
    case 'cancelled':
      return false;
  }
}

/** Waits with the steps and the time in a notification, and says what it may be waiting for when it takes long. */
async function watchStart(context: CommandContext, windowsContainers: boolean): ReturnType<typeof waitForEngine> {
  return withClock(message('Waiting for Docker Desktop'), async (signal, clock) => {
    const hint = setTimeout(() => {
      hintAtWaiting(context).catch((error: unknown) =>
        context.log.warn(`The hint could not be given: ${String(error)}`),
      );
    }, hintAfter);
    try {
      const onLook = (step: StartStep): void => clock.say(stepText(step));
      return await waitForEngine(context.machine, { signal, windowsContainers, onLook });
    } finally {
      clearTimeout(hint);
    }
  });
}

function stepText(step: StartStep): Message {
  switch (step) {
    case 'starting':
      return message('It is starting.');
    case 'process':
      return message('It runs; its Linux engine is not there yet.');
    case 'engine':
      return message('Its Linux engine is there and does not answer yet.');
  }
}

async function hintAtWaiting(context: CommandContext): Promise<void> {
  const docker = context.store.current?.docker;
  if (!docker) return;
  const texts = describeWaiting(await findWaitingFacts(context.machine, docker), hintAfter / 1000);
  const show = translate(message('Show Docker Desktop'));
  const chosen = await vscode.window.showWarningMessage(texts.map(translate).join(' '), show);
  if (chosen === show) await bringUp(context);
}

/** Brings Docker Desktop's window up and says where its settings for WSL are, which no link leads to. */
export async function openDockerSettings(context: CommandContext): Promise<void> {
  const docker = await lookAtDocker(context);
  // Where nobody can tell, starting one that runs brings its window up.
  if (knownValue(docker.running) === false) {
    const start = message('Start Docker Desktop');
    const chosen = await tell(message('Docker Desktop does not run, and nothing else can show its settings.'), start);
    if (chosen !== start || !(await startDocker(context))) return;
  }
  await bringUp(context);
  await tellWithWindow(context, whereToClick(context.store.current?.docker ?? docker));
}

/** The page is there on the WSL 2 engine with Linux containers alone (docker/for-win#9786). */
function whereToClick(docker: Snapshot['docker']): Message {
  if (knownValue(docker.mode) === 'windows') {
    return message(
      'Docker Desktop is on Windows containers and hides WSL Integration: switch to Linux containers in its menu first.',
    );
  }
  return knownValue(docker.backend) === 'hyperv'
    ? message('In Docker Desktop, choose the WSL 2 based engine under Settings > General first, then WSL Integration.')
    : message('In Docker Desktop, go to Settings > Resources > WSL Integration.');
}

/**
 * Stops Docker Desktop in order, from Windows; whether it has stopped, after which the snapshot is for the caller to read
 * again. Where its command line cannot, its user is asked to quit it.
 * @throws ProblemError `dockerStillRuns` when it did not end in time.
 */
export async function stopDocker({ machine, store }: CommandContext): Promise<boolean> {
  const end = await withClock(message('Stopping Docker Desktop'), (signal, clock) =>
    // One that is just starting has no pipe yet, and one that starts while the old one ends gives up at once.
    endDesktop(machine, {
      signal,
      onNeedsUser: () => clock.say(message('Please quit it from its icon in the notification area.')),
      patience: { stop: stopPatience, gone: stopPatience },
      trustsPipe: true,
    }),
  );
  if (end === 'stopped') return true;
  await inProgress(store.refresh());
  if (end === 'late') throw new ProblemError({ kind: 'dockerStillRuns', seconds: stopPatience.limit / 1000 });
  return false;
}

/** Docker Desktop as it is now. It may have been installed since somebody looked. */
export async function lookAtDocker({ store }: CommandContext): Promise<Snapshot['docker']> {
  store.forgetInstall();
  await inProgress(store.refresh());
  const docker = store.current?.docker;
  if (!docker || ('value' in docker.install && docker.install.value === null)) {
    throw new ProblemError({ kind: 'dockerNotInstalled' });
  }
  return docker;
}

/** Starts it, or brings up the window of one that runs. */
async function bringUp({ machine }: CommandContext): Promise<void> {
  const failure = await machine.launch('dockerDesktop', []);
  if (failure) throw new ProblemError(failure);
}

/** It will not answer, however long somebody waits. */
async function tellWindowsContainers(context: CommandContext): Promise<false> {
  await tellWithWindow(
    context,
    message('Docker Desktop is on Windows containers, so its Linux engine never answers: switch in its menu.'),
  );
  return false;
}

/** Tells something that is done in Docker Desktop's window, and brings that up when its user wants it. */
async function tellWithWindow(context: CommandContext, text: Message): Promise<void> {
  const show = message('Show Docker Desktop');
  if ((await tell(text, show)) === show) await bringUp(context);
}

/** Inside a distro: whether its own socket is that of Docker Desktop, as its settings have it. */
function ownSocketIsDocker({ machine, store }: CommandContext): boolean {
  const own = store.current?.distros.find(({ name }) => name.toLowerCase() === machine.ownDistro?.toLowerCase());
  return own !== undefined && knownValue(own.integration.set) === 'on';
}
