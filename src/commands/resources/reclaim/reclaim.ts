import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../../host/translate';
import { message } from '../../../text/message';
import type { CommandContext } from '../../context';
import { look } from '../../facts';
import { tell } from '../../say';
import { distroTask } from './distroTask';
import { dockerTask } from './dockerTask';
import { pickAction, pickStep } from './pickStep';
import { pickTarget } from './pickTarget';
import type { Step, StepState } from './steps';
import { measureText, type Progress, type ReclaimTask } from './task';
import { diskpartLines, helpdeskText } from './texts';

/**
 * Leads through what makes a disk smaller, Docker Desktop's or that of a distro of the user's own, in the order in which it
 * helps. Each step shows its command and is run, copied or skipped; nothing is deleted that was not chosen, and nothing is run
 * with administrator rights.
 */
export async function reclaimSpace(context: CommandContext, argument: unknown): Promise<void> {
  const snapshot = await look(context);
  const target = await pickTarget(context, snapshot, argument);
  if (target === undefined) return;
  let task = target === 'docker' ? await dockerTask(context, snapshot) : distroTask(context, target);
  const progress: Progress = { states: new Map(), before: await onDisk(context, task.disk) };
  try {
    for (;;) {
      const step = await pickStep(task, progress, await onDisk(context, task.disk));
      if (!step) break;
      const state = await carryOut(step, task);
      if (state) progress.states.set(step.id, state);
      if (state === 'done') task = await task.again();
    }
  } catch (error) {
    // Told beside what went wrong, which does not wait for somebody to have read this.
    void tellDone(task, progress);
    throw error;
  }
  await tellEffect(context, task, progress);
}

/** Says which steps were done before one failed: they stay done. */
async function tellDone({ steps }: ReclaimTask, { states }: Progress): Promise<void> {
  const done = steps.filter(({ id }) => states.get(id) === 'done').map(({ title }) => translate(title));
  if (done.length > 0) await tell(message('This was done before that, and stays done: {0}.', done.join(', ')));
}

async function onDisk({ machine }: CommandContext, disk: string | null): Promise<number | null> {
  const read = disk === null ? null : await machine.files.diskUseOf(disk);
  return read?.kind === 'ok' ? read.value.onDisk : null;
}

/** Does what was chosen for a step; what became of it, undefined where it stays as it was. */
async function carryOut(step: Step, { run, disk, distro }: ReclaimTask): Promise<StepState | undefined> {
  const action = await pickAction(step);
  switch (action) {
    case 'run':
      return (await run(step.id)) ? 'done' : undefined;
    case 'copy':
      return copyText(step.lines.join('\n'));
    case 'diskpart':
      return copyText(diskpartLines(disk ?? '').join('\n'));
    case 'helpdesk':
      return copyText(helpdeskText(disk ?? '', distro, translate));
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

/** Says what came of it, as far as anything was done. */
async function tellEffect(context: CommandContext, task: ReclaimTask, progress: Progress): Promise<void> {
  const isTouched = [...progress.states.values()].some((state) => state === 'done' || state === 'copied');
  if (!isTouched) return;
  await tell(measureText(task, progress, await onDisk(context, task.disk), vscode.env.language));
}
