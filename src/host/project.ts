import * as vscode from 'vscode';
import { wayToBase } from '../mounts/devcontainerFileNames';

/** The folder at which a document's relative paths start: its own, or for a dev container's file the project's. */
export function baseFolderOf(document: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(document, '..', wayToBase(document.path));
}

/** The folder that a document's project is moved with: the workspace folder, or the document's own base outside of one. */
export function projectFolderOf(document: vscode.Uri): vscode.Uri {
  const base = baseFolderOf(document);
  return vscode.workspace.getWorkspaceFolder(base)?.uri ?? base;
}
