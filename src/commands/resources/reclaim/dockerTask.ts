import * as vscode from 'vscode';
import {
  pruneBuildCache,
  pruneDanglingImages,
  readEngineUse,
  removeImage,
  type Deleted,
  type EngineUse,
} from '../../../docker/engineUse';
import { readDockerDisks } from '../../../state/disks';
import type { Snapshot } from '../../../state/snapshot';
import { message } from '../../../text/message';
import { knownValue } from '../../../text/observed';
import { printable } from '../../../text/printable';
import { runningContainers } from '../../containers';
import type { CommandContext } from '../../context';
import { stopDocker } from '../../docker';
import { inProgress, look } from '../../facts';
import { mountingDistros } from '../mountingDistros';
import { askModal } from '../../modal';
import { warnWithLog } from '../../say';
import { pickImages } from './pickImages';
import { buildCacheQuestion, danglingQuestion, imagesQuestion, quitQuestion } from './questions';
import { shutDownWsl } from './shutDownWsl';
import {
  danglingImages,
  makeDockerSteps,
  removeLine,
  stoppedDevContainers,
  type ReclaimFacts,
  type StepId,
} from './steps';
import type { ReclaimTask } from './task';

/** The engine adds up the layers of all images; deleting takes long as well. */
const engineTimeout = 120_000;

/** What makes Docker Desktop's data disk smaller. */
export async function dockerTask(context: CommandContext, snapshot: Snapshot): Promise<ReclaimTask> {
  const facts = await gather(context, snapshot);
  return {
    title: message('Reclaim Disk Space of Docker Desktop'),
    distro: null,
    disk: facts.disk,
    steps: makeDockerSteps(facts, vscode.env.language),
    run: (id) => run(context, id, facts),
    again: async () => dockerTask(context, await look(context)),
  };
}

async function gather({ machine }: CommandContext, snapshot: Snapshot): Promise<ReclaimFacts> {
  const runs = knownValue(snapshot.docker.running) !== false;
  const [use, docker] = await inProgress(
    Promise.all([runs ? readEngineUse(machine, { timeout: engineTimeout }) : null, readDockerDisks(machine, snapshot)]),
  );
  const own = mountingDistros(snapshot);
  return {
    platform: machine.platform,
    use,
    disk: docker.disks.find(({ role }) => role === 'data')?.path ?? null,
    distro: (own.find(({ isDefault }) => isDefault) ?? own[0])?.name ?? null,
  };
}

async function run(context: CommandContext, id: StepId, { use, platform }: ReclaimFacts): Promise<boolean> {
  const { machine } = context;
  const { language } = vscode.env;
  switch (id) {
    case 'buildCache':
      if (!use || !(await askModal(buildCacheQuestion(use.buildCache.size, language)))) return false;
      return tellDeleted(context, await deleting(pruneBuildCache(machine, { timeout: engineTimeout })));
    case 'dangling':
      if (!use || !(await askModal(danglingQuestion(danglingImages(use), language)))) return false;
      return tellDeleted(context, await deleting(pruneDanglingImages(machine, { timeout: engineTimeout })));
    case 'images':
      return use !== null && deleteImages(context, use, platform);
    case 'quit': {
      const running = await inProgress(runningContainers(machine, await look(context)));
      return Boolean(await askModal(quitQuestion(running?.length ?? null))) && stopDocker(context);
    }
    case 'shutdown':
      return shutDownWsl(context);
    case 'trim':
    case 'compact':
      return false;
  }
}

async function deleteImages(
  context: CommandContext,
  use: EngineUse,
  platform: ReclaimFacts['platform'],
): Promise<boolean> {
  const chosen = await pickImages(use);
  if (!chosen || chosen.length === 0) return false;
  if (!(await askModal(imagesQuestion(chosen, stoppedDevContainers(use), vscode.env.language)))) return false;
  context.log.info(removeLine(platform, chosen));
  const names = chosen.flatMap((image) => image.names);
  const failed: string[] = [];
  await deleting(
    (async () => {
      for (const name of names) {
        const removed = await removeImage(context.machine, name, { timeout: engineTimeout });
        if (removed.kind === 'failed') failed.push(`${name}: ${removed.reason}`);
      }
    })(),
  );
  for (const line of failed) context.log.warn(printable(line));
  if (failed.length > 0) {
    await warnWithLog(
      context,
      message('Not deleted: {0} of {1} images. The engine refused.', failed.length, names.length),
    );
  }
  return failed.length < names.length;
}

function deleting<T>(work: Promise<T>): Promise<T> {
  return inProgress(work, message("Deleting in Docker Desktop's engine…"));
}

async function tellDeleted(context: CommandContext, deleted: Deleted): Promise<boolean> {
  if (deleted.kind === 'deleted') {
    context.log.info(`The engine says that ${deleted.freed ?? 'an unknown number of'} bytes became free in it.`);
    return true;
  }
  context.log.warn(`The engine did not delete: ${printable(deleted.reason)}`);
  await warnWithLog(context, message("Docker Desktop's engine did not delete it."));
  return false;
}
