import * as vscode from 'vscode';
import { withoutIcons, withoutLinks } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { message, type Message } from '../text/message';
import type { CommandContext } from './context';

const statusTime = 10_000;

/** Says that something is done, where nobody has to answer. */
export function sayDone(text: Message): void {
  vscode.window.setStatusBarMessage(withoutIcons(translate(text)), statusTime);
}

/** Tells the user something that the tree does not show; the button that was chosen. */
export async function tell(text: Message, ...buttons: readonly Message[]): Promise<Message | undefined> {
  return choose(vscode.window.showInformationMessage(withoutLinks(translate(text)), ...items(buttons)));
}

/** Warns; the button that was chosen. */
export async function warn(text: Message, ...buttons: readonly Message[]): Promise<Message | undefined> {
  return choose(vscode.window.showWarningMessage(withoutLinks(translate(text)), ...items(buttons)));
}

/** Warns of something that the log tells more of. */
export async function warnWithLog({ channel }: Pick<CommandContext, 'channel'>, text: Message): Promise<void> {
  const showLog = message('Show Log');
  if ((await warn(text, showLog)) === showLog) channel.show();
}

function items(buttons: readonly Message[]): { title: string; button: Message }[] {
  return buttons.map((button) => ({ title: translate(button), button }));
}

async function choose(shown: Thenable<{ button: Message } | undefined>): Promise<Message | undefined> {
  return (await shown)?.button;
}
