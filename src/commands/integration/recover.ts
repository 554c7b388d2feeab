import * as vscode from 'vscode';
import { findInterrupted, recoverChange, type InterruptedChange } from '../../docker/change/recover';
import { changePatience } from '../../docker/change/run';
import { describeInterrupted } from '../../docker/change/texts';
import { listRunningContainers } from '../../docker/engine';
import { isDesktopThere } from '../../docker/processes';
import { withoutLinks } from '../../host/plainText';
import { inDisplayLanguage as translate } from '../../host/translate';
import { message } from '../../text/message';
import type { CommandContext } from '../context';
import { inProgress } from '../facts';
import { askModal } from '../modal';
import { sayDone, warn, warnWithLog } from '../say';
import { restoreQuestion } from './questions';

const engineTimeout = 5_000;

/**
 * Looks for a change of the integration that was broken off, and clears up behind it as its user wants. False where there is
 * one that stays.
 */
export async function clearUpInterrupted(context: CommandContext): Promise<boolean> {
  const { machine } = context;
  const interrupted = await findInterrupted(machine);
  if (!interrupted) return true;
  const how = await askHow(interrupted);
  if (!how) return false;
  // The question may have stood there for hours, in which its user started Docker Desktop.
  if (how === 'restore' && (await inProgress(isDesktopThere(machine))) !== false) {
    const containers = await inProgress(listRunningContainers(machine, { timeout: engineTimeout }));
    if (!(await askModal(restoreQuestion(containers?.length ?? null)))) return false;
  }
  const onNeedsUser = (): void => void warn(message('Please quit it from its icon in the notification area.'));
  const work = recoverChange(machine, how, { patience: changePatience, onNeedsUser });
  const end = await inProgress(work, message('Clearing up behind an interrupted change…'));
  await inProgress(context.store.refresh());
  if (end.kind === 'hindered') {
    await warnWithLog(context, end.hindrance);
    return false;
  }
  if (end.kind === 'cleared') sayDone(message('The interrupted change is cleared up.'));
  return end.kind === 'cleared' || end.kind === 'gone';
}

/** Settings that are the old ones leave nothing to choose. */
async function askHow(interrupted: InterruptedChange): Promise<'restore' | 'keep' | undefined> {
  const isOld = interrupted.settings === 'old';
  const starts = interrupted.journal.wasRunning && interrupted.dockerRuns === false;
  if (isOld && !starts) return 'keep';
  const restore = translate(message('Put Old Settings Back'));
  const keep = translate(isOld ? message('Start Docker Desktop') : message('Keep Settings as They Are'));
  const text = describeInterrupted(interrupted).map(translate).join(' ');
  const buttons = isOld ? [keep] : [restore, keep];
  const chosen = await vscode.window.showWarningMessage(withoutLinks(text), ...buttons);
  if (chosen === undefined) return undefined;
  return chosen === restore ? 'restore' : 'keep';
}
