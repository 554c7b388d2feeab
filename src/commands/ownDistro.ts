import * as vscode from 'vscode';
import { withoutLinks } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Command } from '../machine/command';
import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import { commandLine } from './commandLine';

/** Whether this very process runs in the distro. Where its own name is not known, it may be any. */
export function runsInside({ platform, ownDistro }: Machine, name: string): boolean {
  return platform === 'wsl' && (ownDistro === null || ownDistro.toLowerCase() === name.toLowerCase());
}

/** Refuses what would end the distro this runs in, and gives the command for a terminal on Windows instead. */
export async function refuseInside(name: string | null, command: Command<unknown>): Promise<void> {
  const line = commandLine(command);
  const text = translate(refusal(name));
  const copy = translate(message('Copy Command'));
  const chosen = await vscode.window.showWarningMessage(withoutLinks(text), ...(line === null ? [] : [copy]));
  if (line !== null && chosen === copy) await vscode.env.clipboard.writeText(line);
}

function refusal(name: string | null): Message {
  return name === null
    ? message('Slipway runs inside a distro here and would end with it. Run the command on Windows instead.')
    : message(
        'Slipway runs inside {0} here and would end with it. Run the command on Windows instead.',
        printable(name),
      );
}
