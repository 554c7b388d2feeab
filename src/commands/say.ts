import * as vscode from 'vscode';
import { withoutIcons, withoutLinks } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { message, type Message } from '../text/message';
import type { ProblemText } from '../state/problem';
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

/** Shows what went wrong with what to do, and leads to the log, which has the evidence. */
export async function showProblem(
  { channel }: Pick<CommandContext, 'channel'>,
  id: string,
  kind: string,
  { message: says, nextStep, evidence }: ProblemText,
): Promise<void> {
  channel.error(`${id}: ${kind} ${JSON.stringify(evidence)}`);
  const showLog = translate(message('Show Log'));
  const sentences = withoutLinks(`${translate(says)} ${translate(nextStep)}`);
  if ((await vscode.window.showErrorMessage(sentences, showLog)) === showLog) channel.show();
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
