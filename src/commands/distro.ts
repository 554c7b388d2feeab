import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/snapshot';
import { message } from '../text/message';
import { setDefaultDistro } from '../wsl/setDefault';
import { loginShellArgs } from '../wsl/terminal';
import { ProblemError, type CommandContext } from './context';
import { resolveDistro } from './pickDistro';

const wslExtension = 'ms-vscode-remote.remote-wsl';
const setDefaultTimeout = 15_000;

/** Opens an empty window in a distro through the WSL extension, which starts the distro. */
export async function openWindow(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, translate(message('Open a window in which distro?')));
  if (!distro) return;
  if (!vscode.extensions.getExtension(wslExtension)) return offerWslExtension();
  const remoteAuthority = `wsl+${encodeURIComponent(distro.name)}`;
  context.log.info(`vscode.newWindow ${JSON.stringify({ remoteAuthority })}`);
  await vscode.commands.executeCommand('vscode.newWindow', { remoteAuthority, reuseWindow: false });
}

async function offerWslExtension(): Promise<void> {
  const show = translate(message('Show WSL Extension'));
  const text = translate(message('Opening a window in a distro needs the WSL extension of Microsoft.'));
  if ((await vscode.window.showInformationMessage(text, show)) === show) {
    await vscode.commands.executeCommand('extension.open', wslExtension);
  }
}

/** Opens a login shell of a distro in the terminal, which starts the distro. */
export async function openTerminal(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, translate(message('Open a terminal in which distro?')));
  if (!distro) return;
  const shellPath = context.machine.programPath('wsl');
  if (shellPath === null) throw new ProblemError({ kind: 'programMissing', program: 'wsl', command: 'wsl' });
  const shellArgs = loginShellArgs(distro);
  if ('kind' in shellArgs) throw new ProblemError(shellArgs);
  const terminal = vscode.window.createTerminal({
    name: distro.name,
    shellPath,
    shellArgs,
    cwd: context.machine.neutralFolder,
    iconPath: new vscode.ThemeIcon('terminal-linux'),
  });
  terminal.show();
}

/** Makes a distro the one that a bare `wsl` means, and reads the list again to see that it is. */
export async function setDefault(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, translate(message('Make which distro the default?')));
  if (!distro || distro.isDefault) return;
  const command = setDefaultDistro(distro.name);
  if ('kind' in command) throw new ProblemError(command);
  const done = await ask(context.machine, command, setDefaultTimeout);
  await context.store.refresh();
  if (done && !done.ok) throw new ProblemError(done.problem);
  const now = context.store.current?.distros.find(({ isDefault }) => isDefault);
  if (now?.name !== distro.name) {
    void vscode.window.showWarningMessage(
      translate(message('WSL accepted the change, but the default distro is still {0}.', now?.name ?? '—')),
    );
  }
}
