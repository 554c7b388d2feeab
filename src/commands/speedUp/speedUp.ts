import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { editOf } from '../../language/findingActions';
import { defaultComposeFileRole } from '../../mounts/composeFileNames';
import { nameOf } from '../../mounts/slashPath';
import type { StepFix } from '../../mounts/steps/step';
import { isVmSeenRunning } from '../../state/pendingConfig';
import { applyEdits } from '../../text/edit';
import { message } from '../../text/message';
import { printable } from '../../text/printable';
import { hasSameLines, LineIndex } from '../../text/range';
import { ProblemError, type CommandContext } from '../context';
import { chooseDriveFolder } from '../driveFolder';
import { look } from '../facts';
import { askModal } from '../modal';
import { projectOfWindow } from '../project';
import { changesOf } from '../resources/settingChange';
import { tellWritten, writeConfig } from '../resources/writeConfig';
import { tell, warn } from '../say';
import { ladderOf, type Choice, type Rung } from './ladder';
import { lookAtProject, type Seen, type SeenFile } from './look';
import { measureAgain, measureBefore, measureVolume, readMeasures, showMeasures } from './measures';
import { nextPage } from './pages';
import { pickRung } from './pick';
import { cloneQuestion, editQuestion, virtiofsQuestion } from './question';
import { virtiofsSetting, withVirtiofs } from './virtiofs';

/**
 * The ladder for a project that stays on its Windows drive: what applies to it, of which one step is chosen, shown, and taken.
 * `argument` is the address of the project's folder; without one, the user chooses.
 */
export async function speedUpProject(context: CommandContext, argument: unknown): Promise<void> {
  const folder =
    argument === undefined
      ? await chooseDriveFolder(context, message('Speed up which project?'))
      : projectOfWindow(argument);
  if (folder === null) return void tell(message('Nothing to speed up: no folder is on a Windows drive.'));
  if (!folder) return;
  const seen = await lookAtProject(context, folder);
  if (seen === null) return;
  const measures = await readMeasures(context, folder);
  const rungs = ladderOf(seen);
  if (rungs.length === 0 && !measures.before && !measures.volume) {
    return void tell(message('Nothing to speed up: no mount of {0} is slow.', printable(nameOf(folder.path))));
  }
  const { before, volume } = measures;
  const picked = await pickRung(printable(nameOf(folder.path)), rungs, {
    measureAgain: before !== null,
    show: before !== null || volume !== null,
  });
  if (picked === undefined) return;
  if (picked === 'measureAgain') return before ? measureAgain(context, folder, before) : undefined;
  if (picked === 'show') return showMeasures(context, folder);
  const { choice } = picked;
  if (choice?.kind === 'edit') return change(context, folder, picked, choice);
  if (choice?.kind === 'virtiofs') return setVirtiofs(context, picked, seen, folder);
  if (await askModal(cloneQuestion(picked))) await vscode.commands.executeCommand('remote-containers.cloneInVolume');
}

/** Shows how a file changes, and changes it in its editor: one step to undo, and left to be saved. */
async function change(
  context: CommandContext,
  folder: vscode.Uri,
  rung: Rung<SeenFile>,
  { file: { uri, text }, fix }: Extract<Choice<SeenFile>, { kind: 'edit' }>,
): Promise<void> {
  const name = nameOf(uri.path);
  const asked = { name, before: text, after: applyEdits(text, fix.edits), isVolume: isVolume(fix) };
  const choice = await askModal(editQuestion(rung, asked));
  if (choice === 'measure') return measureVolume(context, folder);
  if (choice === undefined) return;
  const document = await vscode.workspace.openTextDocument(uri);
  // The question may have stood there for hours.
  if (!hasSameLines(document.getText(), text)) {
    return void warn(message('{0} has been changed since. Look at the steps again.', printable(name)));
  }
  const lines = new LineIndex(text);
  if (!(await vscode.workspace.applyEdit(editOf(fix.edits, { uri, lines })))) {
    return void warn(message('{0} could not be changed.', printable(name)));
  }
  const editor = await vscode.window.showTextDocument(document);
  const { line, column } = lines.positionAt(Math.min(...fix.edits.map(({ range }) => range.start)));
  const at = new vscode.Position(line - 1, column - 1);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const next = message('Show What Comes Next');
  if ((await tell(message('{0} is changed in its editor.', printable(name)), next)) !== next) return;
  const isNamed = defaultComposeFileRole(name) === null;
  const title = translate(rung.title);
  await context.pages.show(translate(message('What Comes Next')), nextPage(title, name, fix.step, isNamed, translate));
}

/** Whether what the step is worth can be measured: it takes a folder from the drive into a volume. */
function isVolume({ step }: StepFix): boolean {
  return step.kind === 'dependencies' || step.kind === 'database';
}

async function setVirtiofs(
  context: CommandContext,
  rung: Rung<SeenFile>,
  { config }: Seen,
  folder: vscode.Uri,
): Promise<void> {
  if (config.kind === 'failed') return;
  const before = config.kind === 'read' ? config.text : null;
  const after = withVirtiofs(before ?? '');
  if (after === null) throw new ProblemError({ kind: 'wslConfigTangled', file: config.file });
  const snapshot = await look(context);
  const runs = isVmSeenRunning(snapshot);
  const changes = changesOf(before ?? '', after, 'wslconfig', [virtiofsSetting]);
  const asked = { file: config.file, isNew: before === null, changes, runs };
  const choice = await askModal(virtiofsQuestion(rung, asked));
  if (!choice) return;
  if (choice === 'measure' && !(await measureBefore(context, folder))) {
    return void tell(message('Nothing was measured, and .wslconfig is as it was.'));
  }
  const runsNow = await writeConfig(context, config.file, before, after);
  if (choice === 'measure') await showMeasures(context, folder);
  await tellWritten(runsNow);
}
