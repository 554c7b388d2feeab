import * as vscode from 'vscode';
import { locationOf } from '../host/location';
import { lookAtSide } from '../state/distroSide';
import { locationPath, type Location } from '../text/location';
import { message } from '../text/message';
import { explainNoPath, toLinuxPath, toWindowsPath, type Translated } from '../text/pathTranslation';
import { printable } from '../text/printable';
import type { CommandContext } from './context';
import { sayDone, tell } from './say';

/**
 * Copies the path that a distro has for a file or folder of the editor: its own distro, or for one on a Windows drive the
 * default distro. Nothing is started for it.
 */
export async function copyLinuxPath(context: CommandContext, argument: unknown): Promise<void> {
  await copy(context, argument, async (location) => {
    if (location.kind === 'distro') return location;
    if (location.kind === 'unc')
      return toLinuxPath(locationPath(location) ?? '', { name: location.distro, drives: { mounts: [] } });
    return toLinuxPath(location.path, await lookAtSide(context.machine, await defaultDistro(context)));
  });
}

/** Copies the path by which Windows reaches a file or folder of the editor. */
export async function copyWindowsPath(context: CommandContext, argument: unknown): Promise<void> {
  await copy(context, argument, async (location) => {
    if (location.kind === 'windows') return location;
    if (location.kind === 'unc') return { path: locationPath(location) ?? '' };
    return toWindowsPath(location.path, await lookAtSide(context.machine, await spelled(context, location.name)));
  });
}

type Known = Exclude<Location, { kind: 'unknown' }>;

async function copy(
  { machine }: CommandContext,
  argument: unknown,
  translate: (location: Known) => Promise<Translated>,
): Promise<void> {
  const uri = uriOf(argument);
  if (!uri) return void tell(message('Open or select the file whose path you want.'));
  const location = locationOf(uri, machine);
  if (location.kind === 'unknown')
    return void tell(message('This file is neither on a Windows drive nor in a distro.'));
  const translated = await translate(location);
  if ('reason' in translated) return void tell(explainNoPath(translated));
  await vscode.env.clipboard.writeText(translated.path);
  sayDone(message('Copied: {0}', printable(translated.path)));
}

/** What was clicked, else what is shown, else the folder of the window. */
function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  return vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
}

async function defaultDistro(context: CommandContext): Promise<string | null> {
  return context.machine.ownDistro ?? (await distros(context)).find(({ isDefault }) => isDefault)?.name ?? null;
}

/** An address may have a distro's name in lower case. */
async function spelled(context: CommandContext, name: string | null): Promise<string | null> {
  const found = (await distros(context)).find((distro) => distro.name.toLowerCase() === name?.toLowerCase());
  return found?.name ?? name;
}

async function distros({
  store,
  machine,
}: CommandContext): Promise<readonly { readonly name: string; readonly isDefault: boolean }[]> {
  if (!store.current && machine.platform === 'windows') await store.refresh();
  return store.current?.distros ?? [];
}
