import * as vscode from 'vscode';
import { ask } from '../state/ask';
import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import { shutDownWsl } from '../wsl/stop';
import { runningContainers } from './containers';
import { ProblemError, type CommandContext } from './context';
import { stopDocker } from './docker';
import { inProgress, look, windowDistro } from './facts';
import { askModal } from './modal';
import { refuseInside } from './ownDistro';
import { sayDone, tell, warnWithLog } from './say';
import { describeEnd, runningNow, type ShutdownEnd } from './shutdownEnd';
import { shutdownQuestion } from './shutdownQuestion';
import type { CommandId } from './table';

const shutdownTimeout = 60_000;

/**
 * Shuts down all of WSL, having said what ends, Docker Desktop in order before it where its user wants that. A WSL that
 * hangs is what this is for: it is not asked to answer first.
 */
export async function shutDown(context: CommandContext): Promise<void> {
  const { machine } = context;
  if (machine.platform === 'wsl') return refuseInside(machine.ownDistro, shutDownWsl());
  const snapshot = await look(context);
  const running = runningNow(snapshot);
  const isApart = knownValue(snapshot.docker.backend) === 'hyperv';
  const containers = await inProgress(runningContainers(machine, snapshot));
  const choice = await askModal(
    shutdownQuestion({
      running,
      docker: isApart ? false : knownValue(snapshot.docker.running),
      containers: containers?.length ?? null,
      window: windowDistro(),
    }),
  );
  if (!choice) return;
  const stopsDocker = choice === 'dockerFirst';
  if (stopsDocker && !(await stopDocker(context))) return;

  const end = await endAll(context).catch((error: unknown): ShutdownEnd => ({ kind: 'failed', error }));
  const { done, warning, offer } = describeEnd(end, stopsDocker);
  if (done) sayDone(done);
  // Not awaited: what failed is told beside it, and nothing of it depends on when somebody reads that.
  if (warning) void warnWithLog(context, warning);
  if (offer) void offerDocker(offer);
  if (end.kind === 'failed') throw end.error;
}

async function endAll(context: CommandContext): Promise<ShutdownEnd> {
  const work = ask(context.machine, shutDownWsl(), shutdownTimeout);
  const done = await inProgress(work, message('Shutting down WSL…'));
  if (done && !done.ok) {
    // One that was given up may have ended everything all the same.
    await inProgress(context.store.refresh());
    throw new ProblemError(done.problem);
  }
  await context.config.sawShutdown();
  return { kind: 'ended', running: runningNow(await look(context)) };
}

/** Its command presents what goes wrong with it by itself. */
async function offerDocker(text: Message): Promise<void> {
  const start = message('Start Docker Desktop');
  const command: CommandId = 'slipway.docker.start';
  if ((await tell(text, start)) === start) await vscode.commands.executeCommand(command);
}
