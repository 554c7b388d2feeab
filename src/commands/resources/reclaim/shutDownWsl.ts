import * as vscode from 'vscode';
import { isVmSeenRunning } from '../../../state/pendingConfig';
import type { CommandContext } from '../../context';
import { look } from '../../facts';
import type { CommandId } from '../../table';

/** Shuts all of WSL down by the command that names what ends; whether it is seen afterwards that nothing runs. */
export async function shutDownWsl(context: CommandContext): Promise<boolean> {
  const shutDown: CommandId = 'slipway.wsl.shutdown';
  await vscode.commands.executeCommand(shutDown);
  // A list that WSL did not give proves nothing, and neither does a state that nobody knows.
  return isVmSeenRunning(await look(context)) === false;
}
