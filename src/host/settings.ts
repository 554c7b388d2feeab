import * as vscode from 'vscode';
import { distroOrderOf, type DistroOrder } from '../state/distroOrder';
import { refreshIntervalOf } from './refreshInterval';

const section = 'slipway';
const refreshInterval = 'refreshInterval';

/** How often the views look at the machine by themselves, in milliseconds; null where that is switched off. */
export function readRefreshInterval(): number | null {
  return refreshIntervalOf(vscode.workspace.getConfiguration(section).get<unknown>(refreshInterval));
}

/** Calls the listener with the new interval after each change of the setting. */
export function onDidChangeRefreshInterval(listener: (interval: number | null) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${section}.${refreshInterval}`)) listener(readRefreshInterval());
  });
}

const side = 'side';

/** On which side the user calls Docker for a file; null where no setting says so. */
export function readSide(file: vscode.Uri): 'windows' | 'wsl' | null {
  const written = vscode.workspace.getConfiguration(section, file).get<unknown>(side);
  // What the manifest has by default is nobody's word: the project's file is asked then.
  return written === 'windows' || written === 'wsl' ? written : null;
}

/** Calls the listener after each change of that setting. */
export function onDidChangeSide(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${section}.${side}`)) listener();
  });
}

const distroOrder = 'distros.order';

/** How the user wants distros to stand. */
export function readDistroOrder(): DistroOrder {
  return distroOrderOf(vscode.workspace.getConfiguration(section).get<unknown>(distroOrder));
}

/** Writes that setting where it counts: for the user, or for the workspace if that says something else already. */
export async function writeDistroOrder(order: DistroOrder): Promise<void> {
  const settings = vscode.workspace.getConfiguration(section);
  const isOfWorkspace = settings.inspect(distroOrder)?.workspaceValue !== undefined;
  const target = isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update(distroOrder, order, target);
}

/** Calls the listener after each change of that setting. */
export function onDidChangeDistroOrder(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${section}.${distroOrder}`)) listener();
  });
}
