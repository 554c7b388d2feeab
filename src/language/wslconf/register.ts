import * as vscode from 'vscode';
import type { Machine } from '../../machine/machine';
import type { ConfigWatch } from '../../state/configWatch';
import type { SnapshotStore } from '../../state/store';
import { showConfigStatus } from '../loadConfigStatus';
import { registerConfigActions } from './codeActions';
import { registerConfigCompletion } from './completion';
import { ConfigDiagnostics } from './diagnostics';
import { registerConfigHover } from './hover';
import { registerConfigOutline } from './outline';
import { InstalledRelease } from './release';

/** All that the editor does for .wslconfig and wsl.conf; what knows them is loaded with the first one. */
export function registerConfigLanguages(
  machine: Machine,
  store: SnapshotStore,
  config: ConfigWatch,
): vscode.Disposable {
  const release = new InstalledRelease(machine);
  const diagnostics = new ConfigDiagnostics(release);
  return vscode.Disposable.from(
    diagnostics,
    registerConfigActions(diagnostics, release),
    registerConfigCompletion(release),
    registerConfigHover(),
    registerConfigOutline(),
    showConfigStatus({ machine, store, config, release }),
  );
}
