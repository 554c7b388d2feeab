import * as vscode from 'vscode';
import { listRunningContainers, type RunningContainer } from '../docker/engine';
import { distroOfWindow, type WindowDistro } from '../host/remote';
import { inDisplayLanguage as translate } from '../host/translate';
import { distroKey } from '../state/integration';
import { isListAnswered, type IntegratedDistro, type Snapshot } from '../state/snapshot';
import { message } from '../text/message';
import { knownValue } from '../text/observed';
import type { Distro } from '../wsl/distro';
import { ProblemError, type CommandContext } from './context';
import type { DistroEnd } from './distroEnd';

const containersTimeout = 5_000;

/**
 * Reads the list again, for what must not act on an old one: the snapshot as of now.
 * @throws ProblemError when WSL does not answer.
 */
export async function readAgain({ store }: CommandContext): Promise<Snapshot> {
  await inProgress(store.refresh());
  const snapshot = store.current;
  if (!snapshot) throw new Error('There is no snapshot.');
  const [problem] = snapshot.problems;
  if (problem && (!isListAnswered(snapshot) || snapshot.staleSince !== null)) throw new ProblemError(problem);
  return snapshot;
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

/** What the window is connected to. */
export function windowDistro(): WindowDistro {
  return distroOfWindow(vscode.env.remoteName, vscode.workspace.workspaceFolders ?? []);
}

/** Everything that ends with a distro. Asks the engine, because its user asked for this. */
export async function gatherEnd(
  context: CommandContext,
  { docker }: Snapshot,
  { name, state, integration }: IntegratedDistro,
): Promise<DistroEnd> {
  const runs = knownValue(docker.running) !== false;
  const containers = await inProgress(runningContainers(context, docker));
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

/** The containers that run on Docker Desktop's Linux engine; null where it did not tell, or cannot be asked from here. */
export async function runningContainers(
  { machine, store }: CommandContext,
  docker: Snapshot['docker'],
): Promise<readonly RunningContainer[] | null> {
  if (knownValue(docker.running) === false) return [];
  if (machine.platform === 'windows' && !docker.published.includes('linux')) return [];
  if (machine.platform === 'wsl') {
    // Without integration the socket of this distro, if there is one, is another engine's.
    const own = store.current?.distros.find((each) => each.name.toLowerCase() === machine.ownDistro?.toLowerCase());
    if (!own || knownValue(own.integration.set) !== 'on') return null;
  }
  return listRunningContainers(machine, { timeout: containersTimeout });
}

/** Shows that something is asked that may take a moment. */
export async function inProgress<T>(work: Promise<T>): Promise<T> {
  const title = translate(message('Looking at WSL and Docker Desktop…'));
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => work);
}
