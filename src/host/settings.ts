import * as vscode from 'vscode';
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
