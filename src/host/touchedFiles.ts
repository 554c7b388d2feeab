import * as vscode from 'vscode';

/** Told of files that somebody makes, deletes or renames in the editor, a renamed one by both its names. */
export function onDidTouchFiles(listener: (uris: readonly vscode.Uri[]) => void): vscode.Disposable {
  const { workspace } = vscode;
  return vscode.Disposable.from(
    workspace.onDidCreateFiles(({ files }) => listener(files)),
    workspace.onDidDeleteFiles(({ files }) => listener(files)),
    workspace.onDidRenameFiles(({ files }) => listener(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]))),
  );
}
