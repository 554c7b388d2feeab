import * as vscode from 'vscode';
import { locationOf } from '../host/location';
import { inDisplayLanguage as translate } from '../host/translate';
import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import type { Distro } from '../wsl/distro';
import { ProblemError, type CommandContext } from './context';
import { inNotification } from './longWork';
import { askModal } from './modal';
import { hasWslExtension, openInDistro } from './open';
import { resolveDistro } from './pickDistro';
import type { Question } from './question';
import { tell, warn } from './say';
import { findSidePath, type WindowsFolder } from './sidePath';

const toldKey = 'slipway.toldThatDrivesStaySlow';

/**
 * Opens this window's folder again on the Linux side: one behind `\\wsl.localhost` in its own distro, one on a Windows
 * drive in a distro of the user's choice, where it stays slow. Starts the distro, which is asked where the folder is; one
 * that it does not have leaves this window as it is.
 */
export async function reopenInDistro(context: CommandContext): Promise<void> {
  const folders = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => {
    const location = locationOf(folder.uri, context.machine);
    return location.kind === 'unc' || location.kind === 'windows' ? [{ folder, location }] : [];
  });
  const location = await chooseFolder(folders);
  if (location === null) {
    return void tell(message('Nothing to reopen: no folder is on a Windows drive.'));
  }
  if (!location || !(await hasWslExtension())) return;
  const distro = await distroFor(context, location);
  if (distro === undefined) return;
  if (location.kind === 'windows' && !(await tellOnce(context, distro.name))) return;
  const name = printable(distro.name);
  const found = await inNotification(message('Looking for the folder in {0}…', name), (signal) =>
    findSidePath(context.machine, distro, location, signal),
  );
  if (found === null) return;
  if (!found.ok) throw new ProblemError(found.problem);
  if (found.value === null) return void warn(noFolder(location, name));
  await openInDistro(context, distro.name, found.value, { forceReuseWindow: true });
}

function noFolder({ kind, path }: WindowsFolder, distro: string): Message {
  return kind === 'unc'
    ? message('Nothing was opened: {0} has no folder {1} any more.', distro, printable(path))
    : message(
        'Nothing was opened: {0} does not see {1}. See that its /etc/wsl.conf has the drive mounted.',
        distro,
        printable(path),
      );
}

/** Null where there is none, undefined where the user chose none. */
async function chooseFolder(
  folders: readonly { readonly folder: vscode.WorkspaceFolder; readonly location: WindowsFolder }[],
): Promise<WindowsFolder | null | undefined> {
  const [first, second] = folders;
  if (!first) return null;
  if (!second) return first.location;
  const picks = folders.map(({ folder, location }) => ({
    label: folder.name,
    description: folder.uri.fsPath,
    location,
  }));
  const placeHolder = translate(message('Open which folder on the Linux side?'));
  return (await vscode.window.showQuickPick(picks, { placeHolder }))?.location;
}

async function distroFor(context: CommandContext, location: WindowsFolder): Promise<Distro | undefined> {
  const placeholder = translate(message('Open the folder in which distro?'));
  if (location.kind === 'windows') return resolveDistro(context, undefined, { placeholder });
  if (!context.store.current) await context.store.refresh();
  const named = (each: { readonly name: string }): boolean => each.name.toLowerCase() === location.distro.toLowerCase();
  const found = context.store.current?.distros.find(named);
  if (found?.kind !== 'user') throw new ProblemError({ kind: 'distroGone', name: location.distro });
  return found;
}

/** Says what opening it in a distro does not change, the first time. False when the user thinks better of it. */
async function tellOnce({ memory }: CommandContext, distro: string): Promise<boolean> {
  if (memory.get<boolean>(toldKey)) return true;
  if (!(await askModal(staysSlowQuestion(distro)))) return false;
  await memory.update(toldKey, true);
  return true;
}

function staysSlowQuestion(distro: string): Question<'reopen'> {
  const name = printable(distro);
  return {
    message: message('Open this folder in {0}?', name),
    detail: [
      message('Its files stay on the Windows drive: in the distro they are as slow as before, without file events.'),
      message('Only files in the Linux file system are fast. This is said once.'),
    ],
    choices: [['reopen', message('Open in {0}', name)]],
  };
}
