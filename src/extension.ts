import * as vscode from 'vscode';
import type { SlipwayApi } from './api';
import { inDisplayLanguage as translate } from './host/translate';
import { loadWindow } from './loadWindow';
import { message } from './text/message';

/**
 * Lets others of the extension host go first, and then builds all that this window has. Whatever wakes Slipway, a command or a
 * view, waits for that.
 * @returns what other extensions may use
 */
export async function activate(context: vscode.ExtensionContext): Promise<SlipwayApi> {
  const channel = vscode.window.createOutputChannel('Slipway', { log: true });
  context.subscriptions.push(channel);
  try {
    await new Promise(setImmediate);
    const { openWindow } = await loadWindow();
    return openWindow(context, channel);
  } catch (error) {
    // The editor itself says nothing when an extension does not start.
    const reason = error instanceof Error ? error.message : String(error);
    channel.error(reason);
    void vscode.window.showErrorMessage(translate(message('Slipway did not start: {0}', reason)));
    throw error;
  }
}
