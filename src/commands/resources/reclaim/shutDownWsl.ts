import * as vscode from 'vscode';
import type { CommandContext } from '../../context';
import { look } from '../../facts';
import type { CommandId } from '../../table';

/** Shuts all of WSL down by the command that names what ends; whether nothing runs afterwards. */
export async function shutDownWsl(context: CommandContext): Promise<boolean> {
  const shutDown: CommandId = 'slipway.wsl.shutdown';
  await vscode.commands.executeCommand(shutDown);
  const { distros, listed } = await look(context);
  return listed && distros.every(({ state }) => state !== 'running');
}
