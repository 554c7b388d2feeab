import * as vscode from 'vscode';
import { printable } from '../text/printable';
import { loginShellArgs } from '../wsl/terminal';
import type { DistroAddress } from '../wsl/run';
import { ProblemError, type CommandContext } from './context';

/** A terminal with a login shell of a distro, which starts the distro. */
export function openLoginShell({ machine }: Pick<CommandContext, 'machine'>, distro: DistroAddress): vscode.Terminal {
  const shellPath = machine.programPath('wsl');
  if (shellPath === null) throw new ProblemError({ kind: 'programMissing', program: 'wsl', command: 'wsl' });
  const shellArgs = loginShellArgs(distro);
  if ('kind' in shellArgs) throw new ProblemError(shellArgs);
  const terminal = vscode.window.createTerminal({
    name: printable(distro.name),
    shellPath,
    shellArgs,
    // As an address, so that the terminal starts where this extension runs, also in a remote window.
    cwd: vscode.Uri.file(machine.neutralFolder),
    iconPath: new vscode.ThemeIcon('terminal-linux'),
  });
  terminal.show();
  return terminal;
}
