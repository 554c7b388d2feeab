import * as vscode from 'vscode';
import type { CommandContext } from './context';

/** Opens the walkthrough of the set-up, beside the views: while one is seen the machine is looked at, and steps are ticked. */
export async function openWalkthrough({ extension }: CommandContext): Promise<void> {
  await vscode.commands.executeCommand('workbench.view.extension.slipway');
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#setup`);
}
