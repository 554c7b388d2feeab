import type * as vscode from 'vscode';
import type { Log } from '../machine/log';
import { printable } from '../text/printable';

/** The output channel as the product's log: whatever an error or a name holds, it stays one line and steers nothing. */
export function channelLog(channel: vscode.LogOutputChannel): Log {
  return { info: (line) => channel.info(printable(line)), warn: (line) => channel.warn(printable(line)) };
}
