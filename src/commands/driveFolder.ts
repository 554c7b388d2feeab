import * as vscode from 'vscode';
import { locationOf } from '../host/location';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Message } from '../text/message';
import type { CommandContext } from './context';

/**
 * A folder of this window that is on a Windows drive, or may be. Null where there is none, undefined where the user chose
 * none.
 */
export async function chooseDriveFolder(
  { machine }: Pick<CommandContext, 'machine'>,
  question: Message,
): Promise<vscode.Uri | null | undefined> {
  // From within a distro a drive is one of its folders: which it is shows in the plan.
  const kind = machine.platform === 'wsl' ? 'distro' : 'windows';
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file' && locationOf(uri, machine).kind === kind,
  );
  const [first, second] = folders;
  if (!first) return null;
  if (!second) return first.uri;
  const picks = folders.map(({ name, uri }) => ({ label: name, description: uri.fsPath, uri }));
  return (await vscode.window.showQuickPick(picks, { placeHolder: translate(question) }))?.uri;
}
