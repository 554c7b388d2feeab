import * as vscode from 'vscode';
import { registerCommands } from './commands/register';
import { channelLog } from './host/log';
import { registerCodeActions } from './language/codeActions';
import { ComposeDiagnostics } from './language/diagnostics';
import { openMachine } from './machine/machine';
import { SnapshotStore } from './state/store';
import { DistroTree } from './views/distroTree';

/** Builds and registers everything, synchronously; what is slow begins when somebody looks. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('Slipway', { log: true });
  const log = channelLog(channel);
  const machine = openMachine(log);
  const store = new SnapshotStore(machine, log, context.globalStorageUri.fsPath);
  const tree = new DistroTree(store, log);
  const diagnostics = new ComposeDiagnostics(machine);
  context.subscriptions.push(
    channel,
    store,
    tree,
    diagnostics,
    registerCodeActions(diagnostics),
    registerCommands({
      machine,
      store,
      log,
      channel,
      extension: context.extension,
      refreshTree: () => tree.refresh(),
    }),
  );
}
