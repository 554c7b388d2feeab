import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';

/** Types the documented command into a terminal and leaves the decision to run it to the user. */
export function installWsl(): void {
  typeInTerminal('wsl --install');
}

/** Types the command that lists the distros Microsoft offers; it needs the network. */
export function listOnlineDistros(): void {
  typeInTerminal('wsl --list --online');
}

function typeInTerminal(line: string): void {
  const terminal = vscode.window.createTerminal(translate(message('Set up WSL')));
  terminal.show();
  terminal.sendText(line, false);
}
