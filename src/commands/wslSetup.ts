import * as vscode from 'vscode';
import { withoutIcons } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/ask';
import { message } from '../text/message';
import { printable } from '../text/printable';
import { listOnline } from '../wsl/online';
import { ProblemError, type CommandContext } from './context';

/** The list comes over the network, and WSL waits long for that. */
const onlineTimeout = 30_000;

type OnlinePick = vscode.QuickPickItem & { readonly name: string };

/** Types the documented command into a terminal and leaves the decision to run it to the user. */
export function installWsl(context: CommandContext): void {
  typeInTerminal('wsl --install', context);
}

/**
 * Shows the distros that Microsoft's list offers, which needs the network, and types the command that installs the chosen
 * one into a terminal: it may ask for rights, reboot, or begin the first session, which is for its user to see.
 */
export async function listOnlineDistros(context: CommandContext): Promise<void> {
  const turnedAway = new AbortController();
  const picks = readPicks(context, turnedAway.signal);
  const placeHolder = translate(message('Install which? You run the command in a terminal.'));
  const shown = vscode.window.showQuickPick(picks, { placeHolder, matchOnDescription: true });
  const chosen = await Promise.all([
    Promise.resolve(shown).finally(() => turnedAway.abort()),
    // Of a promise that fails the editor only closes the picks; the reason is for the command's wrapper.
    picks,
  ]).then(([pick]) => pick);
  if (chosen) typeInTerminal(`wsl --install ${chosen.name}`, context);
}

/** None where somebody has turned away. */
async function readPicks({ machine, store }: CommandContext, signal: AbortSignal): Promise<OnlinePick[]> {
  const answer = await ask(machine, listOnline(), onlineTimeout, signal);
  if (answer === null) return [];
  if (!answer.ok) throw new ProblemError(answer.problem);
  const installed = new Set(store.current?.distros.map(({ name }) => name.toLowerCase()));
  return answer.value.map(({ name, title }) => ({
    label: withoutIcons(printable(title)),
    description: installed.has(name.toLowerCase()) ? `${name} · ${translate(message('installed'))}` : name,
    name,
  }));
}

/** Types a line into a terminal of this side and leaves it to the user to run it. */
export function typeInTerminal(line: string, { machine }: CommandContext): void {
  const terminal = vscode.window.createTerminal({
    name: translate(message('Set up WSL')),
    // Where this extension runs, not on a remote; and no workspace folder, whose own "wsl" cmd.exe would find first.
    cwd: vscode.Uri.file(machine.neutralFolder),
  });
  terminal.show();
  terminal.sendText(line, false);
}
