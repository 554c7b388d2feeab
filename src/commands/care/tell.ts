import * as vscode from 'vscode';
import { withoutLinks } from '../../host/plainText';
import { inDisplayLanguage as translate } from '../../host/translate';
import { deleteOwnFile, removeEmptyFolder } from '../../machine/ownFiles';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { ProblemError, type CommandContext } from '../context';
import { sayDone, tell, warn } from '../say';
import type { AfterState } from './ends';

/** Tells what is done, and shows the folder it is in where its user wants that; or does what another button says. */
export async function tellDone(
  { machine }: CommandContext,
  text: Message,
  folder: string,
  other?: readonly [button: Message, act: () => Promise<unknown>],
): Promise<void> {
  const show = message('Show in Explorer');
  const chosen = await tell(text, ...(other ? [other[0]] : []), show);
  if (other && chosen === other[0]) await other[1]();
  if (chosen !== show) return;
  const failure = await machine.launch('explorer', [folder]);
  if (failure) throw new ProblemError(failure);
}

/**
 * Tells how things stand behind something that came to nothing, and offers to delete what it has left; with it goes
 * `madeFolder`, a folder that was made for it, if nothing else is in it.
 */
export async function tellAfter(
  { machine }: CommandContext,
  first: Message | null,
  after: AfterState,
  madeFolder: string | null = null,
): Promise<void> {
  const { sentences, left } = after;
  const text = [...(first ? [first] : []), ...sentences].map(translate).join(' ');
  const title = translate(message('Delete Unfinished File'));
  const buttons = left === null ? [] : [title];
  const chosen = await vscode.window.showWarningMessage(withoutLinks(text), ...buttons);
  if (left === null || chosen !== title) return;
  const deleted = await deleteOwnFile(machine.files, left);
  if (deleted.kind !== 'ok') {
    const reason = deleted.kind === 'failed' ? printable(deleted.reason) : '—';
    await warn(message('The unfinished file could not be deleted: {0}', reason));
    return;
  }
  if (madeFolder !== null) await removeEmptyFolder(machine.files, madeFolder);
  sayDone(message('Deleted: {0}', printable(left)));
}
