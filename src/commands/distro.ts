import * as vscode from 'vscode';
import { withoutLinks } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/ask';
import { message } from '../text/message';
import { setDefaultDistro } from '../wsl/setDefault';
import { loginShellArgs } from '../wsl/terminal';
import { ProblemError, type CommandContext } from './context';
import { resolveDistro } from './pickDistro';

const wslExtension = 'ms-vscode-remote.remote-wsl';
const setDefaultTimeout = 15_000;

/** Opens an empty window in a distro through the WSL extension, which starts the distro. */
export async function openWindow(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Open a window in which distro?')),
  });
  if (!distro) return;
  if (!vscode.extensions.getExtension(wslExtension)) return offerWslExtension();
  const remoteAuthority = `wsl+${encodeURIComponent(distro.name)}`;
  context.log.info(`vscode.newWindow ${JSON.stringify({ remoteAuthority })}`);
  await vscode.commands.executeCommand('vscode.newWindow', { remoteAuthority, reuseWindow: false });
}

async function offerWslExtension(): Promise<void> {
  const show = translate(message('Show WSL Extension'));
  const text = translate(message("Opening a window in a distro needs Microsoft's WSL extension."));
  if ((await vscode.window.showInformationMessage(text, show)) === show) {
    await vscode.commands.executeCommand('extension.open', wslExtension);
  }
}

/** Opens a login shell of a distro in the terminal, which starts the distro. */
export async function openTerminal(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Open a terminal in which distro?')),
  });
  if (!distro) return;
  const shellPath = context.machine.programPath('wsl');
  if (shellPath === null) throw new ProblemError({ kind: 'programMissing', program: 'wsl', command: 'wsl' });
  const shellArgs = loginShellArgs(distro);
  if ('kind' in shellArgs) throw new ProblemError(shellArgs);
  const terminal = vscode.window.createTerminal({
    name: distro.name,
    shellPath,
    shellArgs,
    // As an address, so that the terminal starts where this extension runs, also in a remote window.
    cwd: vscode.Uri.file(context.machine.neutralFolder),
    iconPath: new vscode.ThemeIcon('terminal-linux'),
  });
  terminal.show();
}

/** Makes a distro the one that a bare `wsl` means, and reads the list again to see that it is. */
export async function setDefault(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Make which distro the default?')),
    isCandidate: ({ isDefault }) => !isDefault,
  });
  if (!distro || distro.isDefault) return;
  const command = setDefaultDistro(distro.name);
  if ('kind' in command) throw new ProblemError(command);
  const done = await ask(context.machine, command, setDefaultTimeout);
  await context.store.refresh();
  if (done && !done.ok) throw new ProblemError(done.problem);
  const after = context.store.current;
  const now = after?.distros.find(({ isDefault }) => isDefault);
  if (now?.name === distro.name) return;
  // A list that failed shows the old default; it proves nothing.
  const text =
    after?.staleSince === null && after.listed
      ? message('WSL accepted the change, but the default distro is still {0}.', now?.name ?? '—')
      : message('The default distro was set, but WSL did not answer when asked to confirm it.');
  void vscode.window.showWarningMessage(withoutLinks(translate(text)));
}
