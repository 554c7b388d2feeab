import * as vscode from 'vscode';
import {
  pruneBuildCache,
  pruneDanglingImages,
  readEngineUse,
  removeImage,
  type Deleted,
  type EngineUse,
} from '../../../docker/engineUse';
import { withoutIcons } from '../../../host/plainText';
import { inDisplayLanguage as translate } from '../../../host/translate';
import { readDockerDisks } from '../../../state/disks';
import type { Snapshot } from '../../../state/snapshot';
import { message, type Message } from '../../../text/message';
import { knownValue } from '../../../text/observed';
import { printable } from '../../../text/printable';
import { bytesText } from '../../../views/bytes';
import { isPlainName } from '../../../wsl/run';
import { runningContainers } from '../../containers';
import { type CommandContext } from '../../context';
import { stopDocker } from '../../docker';
import { inProgress, look } from '../../facts';
import { askModal } from '../../modal';
import { tell, warnWithLog } from '../../say';
import type { CommandId } from '../../table';
import { pickImages } from './pickImages';
import { buildCacheQuestion, danglingQuestion, imagesQuestion, quitQuestion } from './questions';
import {
  danglingImages,
  makeSteps,
  removeLine,
  stoppedDevContainers,
  type ReclaimFacts,
  type Step,
  type StepId,
  type StepState,
} from './steps';
import { diskpartLines, helpdeskText } from './texts';

/** The engine adds up the layers of all images; deleting takes long as well. */
const engineTimeout = 120_000;

/** What happened in the task so far. */
interface Progress {
  readonly states: Map<StepId, StepState>;
  /** What the disk took of its drive at the beginning; null where that could not be read. */
  readonly before: number | null;
}

/**
 * Leads through what makes Docker Desktop's data disk smaller, in the order in which it helps. Each step shows its command and
 * is run, copied or skipped; nothing is deleted that was not chosen, and nothing is run with administrator rights.
 */
export async function reclaimSpace(context: CommandContext): Promise<void> {
  const snapshot = await look(context);
  if (knownValue(snapshot.docker.backend) === 'hyperv') {
    await tell(message('Docker Desktop runs on Hyper-V here: its disk is none of WSL. See its own settings.'));
    return;
  }
  let facts = await gather(context, snapshot);
  const progress: Progress = { states: new Map(), before: await onDisk(context, facts.disk) };
  for (;;) {
    const step = await pickStep(facts, progress, await onDisk(context, facts.disk));
    if (!step) break;
    const state = await carryOut(context, step, facts);
    if (state) progress.states.set(step.id, state);
    if (state === 'done') facts = await gather(context, await look(context));
  }
  await tellEffect(context, facts.disk, progress);
}

async function gather({ machine }: CommandContext, snapshot: Snapshot): Promise<ReclaimFacts> {
  const runs = knownValue(snapshot.docker.running) !== false;
  const [use, docker] = await inProgress(
    Promise.all([runs ? readEngineUse(machine, { timeout: engineTimeout }) : null, readDockerDisks(machine, snapshot)]),
  );
  const own = snapshot.distros.filter(
    ({ kind, wslVersion, name }) => kind === 'user' && wslVersion === 2 && isPlainName(name),
  );
  return {
    platform: machine.platform,
    use,
    disk: docker.disks.find(({ role }) => role === 'data')?.path ?? null,
    distro: (own.find(({ isDefault }) => isDefault) ?? own[0])?.name ?? null,
  };
}

async function onDisk({ machine }: CommandContext, disk: string | null): Promise<number | null> {
  const read = disk === null ? null : await machine.files.diskUseOf(disk);
  return read?.kind === 'ok' ? read.value.onDisk : null;
}

const stateIcons: Readonly<Record<StepState, string>> = {
  open: 'circle-large-outline',
  done: 'pass',
  copied: 'copy',
  skipped: 'debug-step-over',
};

async function pickStep(facts: ReclaimFacts, progress: Progress, now: number | null): Promise<Step | undefined> {
  const { language } = vscode.env;
  const { states } = progress;
  const steps = makeSteps(facts, language);
  const items = steps.map((step, index) => {
    const state = states.get(step.id) ?? 'open';
    return {
      label: `${index + 1}. ${translate(step.title)}`,
      description: withoutIcons([translate(step.about), ...stateText(state).map(translate)].join(' · ')),
      detail: withoutIcons(step.lines.join('   ')),
      iconPath: new vscode.ThemeIcon(stateIcons[state]),
      step,
      isOpen: state === 'open',
    };
  });
  const picker = vscode.window.createQuickPick<(typeof items)[number]>();
  picker.title = translate(message('Reclaim Disk Space of Docker Desktop'));
  picker.placeholder = translate(measureText(progress, now, language));
  picker.items = items;
  picker.ignoreFocusOut = true;
  const next = items.find(({ isOpen }) => isOpen);
  if (next) picker.activeItems = [next];
  try {
    return await new Promise((resolve) => {
      picker.onDidAccept(() => resolve(picker.activeItems[0]?.step));
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

function stateText(state: StepState): Message[] {
  switch (state) {
    case 'open':
      return [];
    case 'done':
      return [message('done')];
    case 'copied':
      return [message('copied')];
    case 'skipped':
      return [message('skipped')];
  }
}

function measureText({ states, before }: Progress, now: number | null, language: string): Message {
  if (before === null || now === null) return message('The data disk was not found, so nothing can be measured.');
  if (states.size === 0) return message('The data disk takes {0} of its drive now.', bytesText(now, language));
  return message(
    'The data disk took {0} at the beginning and takes {1} now.',
    bytesText(before, language),
    bytesText(now, language),
  );
}

type Action = 'run' | 'copy' | 'diskpart' | 'helpdesk' | 'skip';

async function pickAction(step: Step): Promise<Action | undefined> {
  const lines = step.lines.join('   ');
  const entry = (action: Action, label: Message, detail: string): vscode.QuickPickItem & { action: Action } => ({
    label: translate(label),
    detail,
    action,
  });
  const items = [
    ...(step.canRun ? [entry('run', runLabel(step.id), lines)] : []),
    ...(step.lines.length > 0 ? [entry('copy', message('Copy Command'), lines)] : []),
    ...(step.id === 'compact' && step.lines.length > 0
      ? [
          entry(
            'diskpart',
            message('Copy Commands for diskpart'),
            translate(message('Every Windows has it. It needs administrator rights.')),
          ),
          entry(
            'helpdesk',
            message('Copy Text for Your Helpdesk'),
            translate(message('Where you have no administrator rights.')),
          ),
        ]
      : []),
    entry('skip', message('Skip This Step'), ''),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: translate(step.title),
    placeHolder: translate(noteOf(step)),
    ignoreFocusOut: true,
  });
  return picked?.action;
}

function noteOf({ id, about, lines }: Step): Message {
  if (id === 'compact') return message('A file that NTFS compresses or encrypts cannot be compacted.');
  if (id === 'trim' && lines.length > 0)
    return message('Run these lines in PowerShell; sudo may ask for your password.');
  if ((id === 'trim' || id === 'shutdown') && lines.length === 0)
    return message('There is no disk or no distro to do it with.');
  return about;
}

function runLabel(id: StepId): Message {
  switch (id) {
    case 'buildCache':
      return message('Delete Build Cache…');
    case 'dangling':
      return message('Delete Images…');
    case 'images':
      return message('Choose Images…');
    case 'quit':
      return message('Quit Docker Desktop…');
    case 'shutdown':
      return message('Shut Down All of WSL…');
    case 'trim':
    case 'compact':
      return message('Copy Command');
  }
}

/** Does what was chosen for a step; what became of it, undefined where it stays as it was. */
async function carryOut(context: CommandContext, step: Step, facts: ReclaimFacts): Promise<StepState | undefined> {
  const action = await pickAction(step);
  switch (action) {
    case 'run':
      return (await run(context, step.id, facts)) ? 'done' : undefined;
    case 'copy':
      return copyText(step.lines.join('\n'));
    case 'diskpart':
      return copyText(diskpartLines(facts.disk ?? '').join('\n'));
    case 'helpdesk':
      return copyText(helpdeskText(facts.disk ?? '', translate));
    case 'skip':
      return 'skipped';
    case undefined:
      return undefined;
  }
}

async function copyText(text: string): Promise<StepState> {
  await vscode.env.clipboard.writeText(text);
  return 'copied';
}

/** Whether the step was carried out. */
async function run(context: CommandContext, id: StepId, { use, platform }: ReclaimFacts): Promise<boolean> {
  const { machine } = context;
  const { language } = vscode.env;
  const shutDown: CommandId = 'slipway.wsl.shutdown';
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
      await vscode.commands.executeCommand(shutDown);
      return knownRunning(await look(context)) === 0;
    case 'trim':
    case 'compact':
      return false;
  }
}

function knownRunning({ distros, listed }: Snapshot): number | null {
  return listed ? distros.filter(({ state }) => state === 'running').length : null;
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

/** Says what came of it, as far as anything was done. */
async function tellEffect(context: CommandContext, disk: string | null, progress: Progress): Promise<void> {
  const isTouched = [...progress.states.values()].some((state) => state === 'done' || state === 'copied');
  if (!isTouched) return;
  const now = await onDisk(context, disk);
  await tell(measureText(progress, now, vscode.env.language));
}
