import type * as vscode from 'vscode';
import type { Log } from '../machine/log';

/** The output channel as the product's log. */
export function channelLog(channel: vscode.LogOutputChannel): Log {
  return { info: (line) => channel.info(line), warn: (line) => channel.warn(line) };
}
