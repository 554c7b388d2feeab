import * as vscode from 'vscode';
import { stampOf, writeSettings } from '../../machine/writeSettings';
import { isVmSeenRunning } from '../../state/pendingConfig';
import { message } from '../../text/message';
import { findConfigFile } from '../../wsl/configFile';
import { ProblemError, type CommandContext } from '../context';
import { inProgress } from '../facts';
import { tell } from '../say';
import type { CommandId } from '../table';

/**
 * Writes .wslconfig as it was shown, with a copy beside it, reads it back, and notes that it waits for WSL to restart. Whether WSL
 * runs now, which it may have begun since somebody was asked.
 * @throws ProblemError where it was not written, or is not as it was written.
 */
export async function writeConfig(
  context: CommandContext,
  file: string,
  before: string | null,
  after: string,
): Promise<boolean | null> {
  const { machine, store, config } = context;
  const written = await writeSettings(machine.files, file, { before, after, stamp: stampOf(machine.now()) });
  if (written.kind !== 'ok') {
    const isChanged = written.kind === 'failed' && written.code === 'changed';
    const reason = written.kind === 'failed' ? written.reason : '';
    throw new ProblemError(
      isChanged ? { kind: 'wslConfigChanged', file } : { kind: 'wslConfigNotWritten', file, reason },
    );
  }
  const readBack = await findConfigFile(machine);
  if (readBack.kind !== 'read' || readBack.text !== after) throw new ProblemError({ kind: 'wslConfigChanged', file });
  // The question may have stood there for hours.
  await inProgress(store.refresh());
  const now = store.current;
  const runs = now && isVmSeenRunning(now);
  await config.wrote(runs);
  context.refreshTree();
  return runs;
}

/** Says when it takes effect, and offers to have it so. `runs`: whether WSL does. */
export async function tellWritten(runs: boolean | null): Promise<void> {
  if (runs === false) return void tell(message('.wslconfig is written. It takes effect when WSL starts.'));
  const restart = message('Shut Down All of WSL…');
  const shutDown: CommandId = 'slipway.wsl.shutdown';
  const chosen = await tell(message('.wslconfig is written. It takes effect after WSL restarts.'), restart);
  if (chosen === restart) await vscode.commands.executeCommand(shutDown);
}
