import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import { printable } from '../text/printable';
import type { Distro } from '../wsl/distro';
import type { CommandContext } from './context';
import { linuxShare } from './open';
import { resolveDistro } from './pickDistro';
import { sayDone, tell } from './say';

/** Copies a distro's name as WSL spells it. */
export async function copyName(context: CommandContext, argument: unknown): Promise<void> {
  await copy(context, argument, ({ name }) => name);
}

/** Copies the folder under which Windows shows a distro's files. Nothing is opened. */
export async function copyLinuxShare(context: CommandContext, argument: unknown): Promise<void> {
  await copy(context, argument, ({ name }) => linuxShare(name));
}

/** Copies the path of a distro's disk, or for WSL 1 of its folder. */
export async function copyDiskPath(context: CommandContext, argument: unknown): Promise<void> {
  await copy(context, argument, ({ disk }) => disk);
}

async function copy(
  context: CommandContext,
  argument: unknown,
  textOf: (distro: Distro) => string | null,
): Promise<void> {
  const distro = await resolveDistro(context, argument, { placeholder: translate(message('Copy from which distro?')) });
  if (!distro) return;
  const text = textOf(distro);
  if (text === null) return void tell(message('Where the files of {0} lie is not known.', distro.name));
  await vscode.env.clipboard.writeText(text);
  sayDone(message('Copied: {0}', printable(text)));
}
