import * as vscode from 'vscode';
import type * as ConfigStatusRoom from './configStatus';
import { fileOf } from './wslconf/documents';

/** A bundle of its own, loaded when the first .wslconfig or wsl.conf is in front, and only from here. */
function loadConfigStatus(): Promise<typeof ConfigStatusRoom> {
  return import('./configStatus');
}

/** Shows the language status of .wslconfig and wsl.conf. */
export function showConfigStatus(needs: ConfigStatusRoom.ConfigStatusNeeds): vscode.Disposable {
  let status: Promise<{ dispose(): unknown }> | null = null;
  const look = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || fileOf(document) === null) return;
    status ??= loadConfigStatus().then(({ ConfigStatus }) => new ConfigStatus(needs));
  };
  const watching = vscode.window.onDidChangeActiveTextEditor(look);
  look();
  return new vscode.Disposable(() => {
    watching.dispose();
    void status?.then((shown) => void shown.dispose());
  });
}
