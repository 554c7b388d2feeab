import * as vscode from 'vscode';
import { locationOf } from '../host/location';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import type { Location } from '../text/location';
import { printable } from '../text/printable';
import { ProblemError, type CommandContext } from './context';
import { askModal } from './modal';
import { hasWslExtension, openInDistro } from './open';
import { resolveDistro } from './pickDistro';
import type { Question } from './question';
import { tell } from './say';
import { sidePath } from './sidePath';

const toldKey = 'slipway.toldThatDrivesStaySlow';

type Reopenable = Extract<Location, { kind: 'unc' | 'windows' }>;

/**
 * Opens this window's folder again on the Linux side: one behind `\\wsl.localhost` in its own distro, one on a Windows
 * drive in a distro of the user's choice, where it stays slow.
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
  if (location.kind === 'windows' && !(await tellOnce(context, distro))) return;
  await openInDistro(context, distro, sidePath(location), { forceReuseWindow: true });
}

/** Null where there is none, undefined where the user chose none. */
async function chooseFolder(
  folders: readonly { readonly folder: vscode.WorkspaceFolder; readonly location: Reopenable }[],
): Promise<Reopenable | null | undefined> {
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

async function distroFor(context: CommandContext, location: Reopenable): Promise<string | undefined> {
  const placeholder = translate(message('Open the folder in which distro?'));
  if (location.kind === 'windows') return (await resolveDistro(context, undefined, { placeholder }))?.name;
  if (!context.store.current) await context.store.refresh();
  const named = (each: { readonly name: string }): boolean => each.name.toLowerCase() === location.distro.toLowerCase();
  const found = context.store.current?.distros.find(named);
  if (found?.kind !== 'user') throw new ProblemError({ kind: 'distroGone', name: location.distro });
  return found.name;
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
