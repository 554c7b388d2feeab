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
