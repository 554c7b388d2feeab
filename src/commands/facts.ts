import * as vscode from 'vscode';
import type { RunningContainer } from '../docker/engine';
import { withoutIcons } from '../host/plainText';
import { distroOfWindow, type WindowDistro } from '../host/remote';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Command } from '../machine/command';
import { ask } from '../state/ask';
import { distroKey } from '../state/integration';
import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import type { Distro } from '../wsl/distro';
import type { Parsed, WslProblem } from '../wsl/problem';
import { startTimeout } from '../wsl/run';
import { requireAnswered } from './answered';
import { runningContainers } from './containers';
import { ProblemError, type CommandContext } from './context';
import type { DistroEnd } from './distroEnd';

/** The snapshot as of now; where WSL does not answer, what is known without it. */
export async function look({ store }: CommandContext): Promise<Snapshot> {
  await inProgress(store.refresh());
  if (!store.current) throw new Error('There is no snapshot.');
  return store.current;
}

/**
 * Reads the list again, for what must not act on an old one: the snapshot as of now.
 * @throws ProblemError when WSL does not answer.
 */
export async function readAgain(context: CommandContext): Promise<Snapshot> {
  return requireAnswered(await look(context));
}

/**
 * The distro as it is now: by its registration, so that one that was renamed is found again, and never another one that
 * has its name now.
 * @throws ProblemError `distroGone`.
 */
export function findAgain({ distros }: Snapshot, { id, name }: Pick<Distro, 'id' | 'name'>): IntegratedDistro {
  const found = distros.find((each) =>
    each.id !== null && id !== null
      ? distroKey(each) === distroKey({ id, name })
      : each.name.toLowerCase() === name.toLowerCase(),
  );
  if (found?.kind !== 'user') throw new ProblemError({ kind: 'distroGone', name });
  return found;
}

/**
 * Reads the list again after a question was answered, which may have stood there for hours.
 * @throws ProblemError when what the answer was about is not there any more under the name it was asked with.
 */
export async function confirmStill(context: CommandContext, asked: IntegratedDistro): Promise<IntegratedDistro> {
  const now = findAgain(await readAgain(context), asked);
  if (now.name !== asked.name) throw new ProblemError({ kind: 'distroGone', name: asked.name });
  return now;
}

/**
 * Asks a distro that runs, or that its user has agreed to start.
 * @throws ProblemError
 */
export async function askDistro<T>({ machine }: CommandContext, command: Command<Parsed<T>> | WslProblem): Promise<T> {
  const answer = await inProgress(ask(machine, command, startTimeout));
  if (!answer?.ok) throw answer ? new ProblemError(answer.problem) : new Error('Cancelled by nobody.');
  return answer.value;
}

/** What the window is connected to. */
export function windowDistro(): WindowDistro {
  return distroOfWindow(vscode.env.remoteName, vscode.workspace.workspaceFolders ?? []);
}

/** Everything that ends with a distro. Asks the engine, because its user asked for this. */
export async function gatherEnd(
  { machine }: CommandContext,
  snapshot: Snapshot,
  { name, state, integration }: IntegratedDistro,
): Promise<DistroEnd> {
  const runs = knownValue(snapshot.docker.running) !== false;
  const containers = await inProgress(runningContainers(machine, snapshot));
  const uses = ({ distros }: RunningContainer): boolean =>
    distros.some((each) => each.toLowerCase() === name.toLowerCase());
  return {
    name,
    isRunning: state === 'running',
    isIntegrated: runs && knownValue(integration.set) === 'on',
    containers: containers?.filter(uses).map((container) => container.name) ?? null,
    window: windowDistro(),
  };
}

/** Shows what goes on while it may take a moment. */
export async function inProgress<T>(
  work: Promise<T>,
  title: Message = message('Looking at WSL and Docker Desktop…'),
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Window, title: withoutIcons(translate(title)) };
  return vscode.window.withProgress(options, () => work);
}
