import * as vscode from 'vscode';
import { folderInDistro, wslAuthority, wslExtension } from '../host/remote';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import { locationPath } from '../text/location';
import { ProblemError, type CommandContext } from './context';
import { pickFolder } from './folderPicker';
import { resolveDistro } from './pickDistro';
import { tell } from './say';
import { openLoginShell } from './terminal';

/** Opens an empty window in a distro through the WSL extension, which starts the distro. */
export async function openWindow(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Open a window in which distro?')),
  });
  if (!distro || !(await hasWslExtension())) return;
  const remoteAuthority = wslAuthority(distro.name);
  context.log.info(`vscode.newWindow ${JSON.stringify({ remoteAuthority })}`);
  await vscode.commands.executeCommand('vscode.newWindow', { remoteAuthority, reuseWindow: false });
}

/** Opens a folder of a distro in a new window: its user walks to it, which starts the distro. */
export async function openFolder(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Open a folder of which distro?')),
  });
  if (!distro || !(await hasWslExtension())) return;
  const path = await pickFolder(context.machine, distro);
  if (path !== undefined) await openInDistro(context, distro.name, path, { forceNewWindow: true });
}

/** Opens a folder through the WSL extension. */
export async function openInDistro(
  { log, folders }: CommandContext,
  distro: string,
  path: string,
  options: { readonly forceNewWindow: true } | { readonly forceReuseWindow: true },
): Promise<void> {
  const uri = vscode.Uri.from(folderInDistro(distro, path));
  log.info(`vscode.openFolder ${JSON.stringify({ authority: uri.authority, path: uri.path, ...options })}`);
  // Before, since what opens may take the place of this window.
  await folders.note(distro, path);
  await vscode.commands.executeCommand('vscode.openFolder', uri, options);
}

/** Whether the WSL extension is there, without which nothing opens in a distro; offered where it is not. */
export async function hasWslExtension(): Promise<boolean> {
  // In a window that is connected to a distro it has done its work on the other side, and need not be seen from here.
  if (vscode.extensions.getExtension(wslExtension) || vscode.env.remoteName === 'wsl') return true;
  const show = message('Show WSL Extension');
  const chosen = await tell(message("Opening a window in a distro needs Microsoft's WSL extension."), show);
  if (chosen === show) await vscode.commands.executeCommand('extension.open', wslExtension);
  return false;
}

/** Opens a login shell of a distro in the terminal, which starts the distro. */
export async function openTerminal(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Open a terminal in which distro?')),
  });
  if (!distro) return;
  openLoginShell(context, distro);
}

/** Shows a distro's files in Windows' Explorer, which starts the distro. Explorer's exit code means nothing. */
export async function openInExplorer(context: CommandContext, argument: unknown): Promise<void> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Show the files of which distro?')),
  });
  if (!distro) return;
  const share = linuxShare(distro.name);
  context.machine.gate.pass(distro.name, '/', true);
  const failure = await context.machine.launch('explorer', [share]);
  if (failure) throw new ProblemError(failure);
}

/** The folder under which Windows shows a distro's files. */
export function linuxShare(distro: string): string {
  return locationPath({ kind: 'unc', distro, path: '' }) ?? '';
}
