import * as vscode from 'vscode';
import { inChosenOrder } from '../host/distroOrder';
import { withoutIcons } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import { printable } from '../text/printable';
import { folderName } from '../views/folderRows';
import type { Distro } from '../wsl/distro';
import { readCandidates } from './candidates';
import { ProblemError, type CommandContext } from './context';
import { findAgain } from './facts';
import { hasWslExtension, openInDistro } from './open';
import { calledOn } from './pickDistro';
import { tell } from './say';

interface OpenedFolder {
  readonly distro: Pick<Distro, 'id' | 'name'>;
  readonly path: string;
}

/** Opens a folder that was opened before in a new window, which starts its distro. */
export function openAgain(context: CommandContext, argument: unknown): Promise<void> {
  return open(context, argument, { forceNewWindow: true });
}

/** The same in the place of this window. */
export function openAgainHere(context: CommandContext, argument: unknown): Promise<void> {
  return open(context, argument, { forceReuseWindow: true });
}

/** Takes a folder off the list of its distro; the folder itself stays as it is. */
export async function forgetFolder({ folders }: CommandContext, argument: unknown): Promise<void> {
  const called = calledOnFolder(argument);
  if (called) await folders.forget(called.distro.name, called.path);
}

async function open(
  context: CommandContext,
  argument: unknown,
  options: Parameters<typeof openInDistro>[3],
): Promise<void> {
  const chosen = calledOnFolder(argument) ?? (await pickFolder(context));
  if (!chosen || !(await hasWslExtension())) return;
  const { current } = context.store;
  if (!current) throw new ProblemError({ kind: 'distroGone', name: chosen.distro.name });
  await openInDistro(context, findAgain(current, chosen.distro).name, chosen.path, options);
}

/** The folder of the row that a command was called on; null where it was called on none. */
function calledOnFolder(argument: unknown): OpenedFolder | null {
  const distro = calledOn(argument);
  if (distro === null || typeof argument !== 'object' || argument === null || !('folder' in argument)) return null;
  const path = argument.folder;
  return typeof path === 'string' && path.startsWith('/') ? { distro, path } : null;
}

/** Of all distros that are there, each with its own; undefined when the user chose none. */
async function pickFolder({ store, folders }: CommandContext): Promise<OpenedFolder | undefined> {
  const distros = await readCandidates(store, inChosenOrder);
  const picks = distros.flatMap((distro) =>
    folders.of(distro.name).map((path) => {
      const { name, parent } = folderName(path);
      const description = withoutIcons(`${parent} · ${printable(distro.name)}`);
      return { label: `$(folder) ${withoutIcons(name)}`, description, distro, path };
    }),
  );
  if (picks.length === 0) return void tell(message('No folder in a distro opened yet.'));
  const placeHolder = translate(message('Open which folder again?'));
  return vscode.window.showQuickPick(picks, { placeHolder, matchOnDescription: true });
}
