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
import { LineIndex } from '../../text/range';
import { setKey } from '../../wslconf/setKey';
import { ProblemError, type CommandContext } from '../context';
import { chooseDriveFolder } from '../driveFolder';
import { look } from '../facts';
import { loadMeasure } from '../loadMeasure';
import { chooseMeasuringDistro, measureOnce } from '../measureProject';
import { askModal } from '../modal';
import { projectOfWindow } from '../project';
import { changesOf } from '../resources/settingChange';
import { tellWritten, writeConfig } from '../resources/writeConfig';
import { tell, warn } from '../say';
import { keep, keptOf, type KeptPair } from './keptMeasures';
import { ladderOf, type Rung } from './ladder';
import { lookAtProject, type Seen, type SeenFile } from './look';
import { nextPage, virtiofsPage } from './pages';
import { pickRung } from './pick';
import { cloneQuestion, editQuestion, virtiofsQuestion } from './question';

const virtiofs = { section: 'wsl2', key: 'virtiofs' } as const;

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
  const kept = await readableOf(context, folder);
  const rungs = ladderOf(seen);
  if (rungs.length === 0 && !kept) {
    return void tell(message('Nothing to speed up: no mount of {0} is slow.', printable(nameOf(folder.path))));
  }
  const picked = await pickRung(printable(nameOf(folder.path)), rungs, kept);
  if (picked === undefined) return;
  if (picked === 'measureAgain') return measureAgain(context, folder, kept);
  if (picked === 'show') return showPair(context, folder, kept);
  switch (picked.choice?.kind) {
    case 'edit':
      return change(context, picked, picked.choice.file, picked.choice.fix);
    case 'virtiofs':
      return setVirtiofs(context, picked, seen, folder);
    case 'clone':
      if (await askModal(cloneQuestion(picked)))
        await vscode.commands.executeCommand('remote-containers.cloneInVolume');
  }
}

/** What was measured of a project; null also for what another release has kept in its own way. */
async function readableOf({ memory }: CommandContext, folder: vscode.Uri): Promise<KeptPair | null> {
  const kept = keptOf(memory, folder.toString());
  if (!kept) return null;
  const { readKept } = await loadMeasure();
  return readKept(kept.before) && kept;
}

/** Shows how a file changes, and changes it in its editor: one step to undo, and not saved. */
async function change(
  { pages }: CommandContext,
  rung: Rung<SeenFile>,
  { uri, text }: SeenFile,
  fix: StepFix,
): Promise<void> {
  const name = nameOf(uri.path);
  if (!(await askModal(editQuestion(rung, { name, before: text, after: applyEdits(text, fix.edits) })))) return;
  const document = await vscode.workspace.openTextDocument(uri);
  // The question may have stood there for hours.
  if (document.getText() !== text) {
    return void warn(message('{0} has been changed since. Look at the steps again.', printable(name)));
  }
  const lines = new LineIndex(text);
  if (!(await vscode.workspace.applyEdit(editOf(fix.edits, { uri, lines })))) {
    return void warn(message('{0} could not be changed.', printable(name)));
  }
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(Math.min(...fix.edits.map(({ range }) => range.start)));
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const next = message('Show What Comes Next');
  if ((await tell(message('{0} is changed, and not saved yet.', printable(name)), next)) !== next) return;
  const isNamed = defaultComposeFileRole(name) === null;
  const title = translate(rung.title);
  await pages.show(translate(message('What Comes Next')), nextPage(title, name, fix.step, isNamed, translate));
}

async function setVirtiofs(
  context: CommandContext,
  rung: Rung<SeenFile>,
  { config }: Seen,
  folder: vscode.Uri,
): Promise<void> {
  if (config.kind === 'failed') return;
  const before = config.kind === 'read' ? config.text : null;
  const set = setKey(before ?? '', 'wslconfig', { ...virtiofs, value: 'true' });
  if (set.kind === 'refused') throw new ProblemError({ kind: 'wslConfigTangled', file: config.file });
  const after = applyEdits(before ?? '', set.edits);
  const snapshot = await look(context);
  const runs = snapshot.listed ? isVmSeenRunning(snapshot.distros, snapshot.staleSince !== null) : null;
  const changes = changesOf(before ?? '', after, 'wslconfig', [virtiofs]);
  const asked = { file: config.file, isNew: before === null, changes, runs };
  const choice = await askModal(virtiofsQuestion(rung, asked));
  if (!choice) return;
  if (choice === 'measure' && !(await measureBefore(context, folder))) {
    return void tell(message('Nothing was measured, and .wslconfig is as it was.'));
  }
  await writeConfig(context, config.file, before, after);
  if (choice === 'measure') await showPair(context, folder, keptOf(context.memory, folder.toString()));
  await tellWritten(runs);
}

/** Measures the drive as it is now, and keeps that. Whether it was measured. */
async function measureBefore(context: CommandContext, folder: vscode.Uri): Promise<boolean> {
  const distro = await chooseMeasuringDistro(context, undefined);
  const before = distro === undefined ? null : await measure(context, folder, distro);
  if (before === null) return false;
  await keep(context.memory, folder.toString(), { before });
  return true;
}

async function measureAgain(context: CommandContext, folder: vscode.Uri, kept: KeptPair | null): Promise<void> {
  const { readKept } = await loadMeasure();
  const before = kept && readKept(kept.before);
  const after = before && (await measure(context, folder, before.distro));
  if (!kept || !after) return;
  const pair = { before: kept.before, after };
  await keep(context.memory, folder.toString(), pair);
  await showPair(context, folder, pair);
}

async function measure(context: CommandContext, folder: vscode.Uri, distro: string): Promise<object | null> {
  const found = await measureOnce(context, folder.fsPath, distro);
  if (!found) return null;
  const { toKept } = await loadMeasure();
  return toKept({ windowsPath: found.request.windowsPath, distro, measured: found.end.value });
}

/** Shows what was measured before and, if it has been, after. */
async function showPair({ pages }: CommandContext, folder: vscode.Uri, kept: KeptPair | null): Promise<void> {
  const { gainDocument, measuredAlone, readKept } = await loadMeasure();
  const [before, after] = [readKept(kept?.before), readKept(kept?.after)];
  if (!before) return;
  const time = (at: Date): string => at.toLocaleString(vscode.env.language);
  const told = {
    alone: measuredAlone(before, time, translate),
    comparison: after && gainDocument(before, after, time, translate),
    fileSystem: after?.measured.drive.fileSystem ?? null,
  };
  const content = virtiofsPage(before.windowsPath, told, translate);
  await pages.show(translate(message('virtiofs for {0}', nameOf(folder.path))), content);
}
