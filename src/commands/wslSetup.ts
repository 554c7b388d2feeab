import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import type { CommandContext } from './context';

/** Types the documented command into a terminal and leaves the decision to run it to the user. */
export function installWsl(context: CommandContext): void {
  typeInTerminal('wsl --install', context);
}

/** Types the command that lists the distros Microsoft offers; it needs the network. */
export function listOnlineDistros(context: CommandContext): void {
  typeInTerminal('wsl --list --online', context);
}

function typeInTerminal(line: string, { machine }: CommandContext): void {
  const terminal = vscode.window.createTerminal({
    name: translate(message('Set up WSL')),
    // Where this extension runs, not on a remote; and no workspace folder, whose own "wsl" cmd.exe would find first.
    cwd: vscode.Uri.file(machine.neutralFolder),
  });
  terminal.show();
  terminal.sendText(line, false);
}
