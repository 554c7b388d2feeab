import * as vscode from 'vscode';
import { projectFolderOf } from '../host/project';
import type { ProjectChoices } from '../host/projectChoices';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import { tell } from './say';
import type { CommandId } from './table';

/** Notes that a project stays on its Windows drive. `argument` is its folder's address; without one, the user chooses. */
export async function cannotMoveProject(
  { projects }: { readonly projects: ProjectChoices },
  argument: unknown,
): Promise<void> {
  const folder = argument === undefined ? await chooseProject() : projectOfWindow(argument);
  if (!folder) return;
  await projects.setCannotMove(folder);
  void offerSpeedUp(folder);
}

/** Not waited for: the choice is made, whatever becomes of this. */
async function offerSpeedUp(folder: vscode.Uri): Promise<void> {
  const speedUp = message('Speed Up Without Moving…');
  const text = message(
    'Nothing more is said of the drive. What makes the project faster where it is can be looked at.',
  );
  const id: CommandId = 'slipway.project.speedUp';
  if ((await tell(text, speedUp)) === speedUp) await vscode.commands.executeCommand(id, folder.toString());
}

/** The argument may come from any link: only a project of this window is one. */
export function projectOfWindow(address: unknown): vscode.Uri | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const ofDocuments = vscode.workspace.textDocuments.map(({ uri }) => projectFolderOf(uri));
  return [...folders, ...ofDocuments].find((folder) => folder.toString() === address);
}

async function chooseProject(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length <= 1) return folders[0]?.uri;
  const placeHolder = translate(message('Which project stays on its Windows drive?'));
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri;
}
