import * as vscode from 'vscode';

/**
 * Opens the editor's page on which a folder is trusted. Rows carry this and not the editor's own command: that is not there yet when a
 * window has just begun, and a row that carries it stays dim.
 */
export async function manageTrust(): Promise<void> {
  await vscode.commands.executeCommand('workbench.trust.manage');
}
