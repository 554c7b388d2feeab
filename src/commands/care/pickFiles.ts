import { win32 } from 'node:path';
import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { readDriveMounts } from '../../machine/driveMounts';
import type { Machine } from '../../machine/machine';
import { message, type Message } from '../../text/message';
import { tell } from '../say';

/** Asks where a file is to be written; its path on Windows. `name` stands there already. */
export async function pickNewFile(
  machine: Machine,
  { title, name, extension }: { readonly title: Message; readonly name: string; readonly extension: string },
): Promise<string | undefined> {
  const defaultUri = await startAt(machine, name);
  const uri = await vscode.window.showSaveDialog({
    title: translate(title),
    defaultUri,
    // Of `tar.gz` a dialog of Windows knows the last part.
    filters: { [extension]: [extension.replace(/^.*\./, '')] },
  });
  return uri && onDrive(machine, uri);
}

/** Asks for a file that is there, or a folder; its path on Windows. */
export async function pickExisting(
  machine: Machine,
  what: { readonly title: Message; readonly button: Message } & (
    | { readonly kind: 'folder' }
    | { readonly kind: 'file'; readonly filter: readonly [name: Message, extensions: readonly string[]] }
  ),
): Promise<string | undefined> {
  const uris = await vscode.window.showOpenDialog({
    title: translate(what.title),
    openLabel: translate(what.button),
    canSelectFiles: what.kind === 'file',
    canSelectFolders: what.kind === 'folder',
    defaultUri: await startAt(machine, ''),
    ...(what.kind === 'file' ? { filters: { [translate(what.filter[0])]: [...what.filter[1]] } } : {}),
  });
  const uri = uris?.[0];
  return uri && onDrive(machine, uri);
}

/** Given in any case, so that the dialog shows this computer's files, also in a window of another. */
async function startAt(machine: Machine, name: string): Promise<vscode.Uri> {
  const home = (await machine.variables())('USERPROFILE');
  return vscode.Uri.file(home === null ? machine.neutralFolder : machine.realPath(win32.join(home, name)));
}

/** The path as Windows has it; what lies elsewhere cannot be given to WSL without starting a distro. */
async function onDrive(machine: Machine, uri: vscode.Uri): Promise<string | undefined> {
  const path = uri.scheme === 'file' ? windowsPathOf(machine, uri.fsPath) : null;
  if (path !== null) return path;
  await tell(message('Choose a place on a drive of Windows.'));
  return undefined;
}

function windowsPathOf(machine: Machine, path: string): string | null {
  const place = machine.locate(path);
  if (place.kind === 'windows') return place.path;
  if (place.kind !== 'distro') return null;
  const mount = readDriveMounts(machine.ownMountinfo ?? '').find(({ mountPoint }) =>
    `${place.path}/`.startsWith(`${mountPoint}/`),
  );
  if (!mount) return null;
  return `${mount.letter}:${place.path.slice(mount.mountPoint.length).replace(/\//g, '\\') || '\\'}`;
}
