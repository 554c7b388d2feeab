import * as vscode from 'vscode';
import { withoutLinks } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { explainProblem } from '../state/problem';
import { message } from '../text/message';
import { ProblemError, type CommandContext } from './context';
import { openTerminal, openWindow, setDefault } from './distro';
import { showRule } from './rule';
import { commandIds, type CommandId } from './table';
import { installWsl, listOnlineDistros } from './wslSetup';

type Handler = (context: CommandContext, argument: unknown) => Promise<void> | void;

const handlers: Readonly<Record<CommandId, Handler>> = {
  'slipway.distros.refresh': (context) => context.refreshTree(),
  'slipway.distro.openWindow': openWindow,
  'slipway.distro.openTerminal': openTerminal,
  'slipway.distro.setDefault': setDefault,
  'slipway.wsl.install': installWsl,
  'slipway.wsl.listOnline': listOnlineDistros,
  'slipway.log.show': ({ channel }) => channel.show(),
  'slipway.rule.show': showRule,
};

/** Registers every command of the table behind one wrapper that presents what goes wrong. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        try {
          await handlers[id](context, argument);
        } catch (error) {
          // Not awaited: a command has ended when it failed, not when somebody has read that.
          void present(id, error, context);
        }
      }),
    ),
  );
}

async function present(id: CommandId, error: unknown, { channel }: CommandContext): Promise<void> {
  const showLog = translate(message('Show Log'));
  let text: string;
  if (error instanceof ProblemError) {
    const explained = explainProblem(error.problem);
    text = `${translate(explained.message)} ${translate(explained.nextStep)}`;
    channel.error(`${id}: ${error.problem.kind} ${JSON.stringify(explained.evidence)}`);
  } else {
    text = translate(message('The command failed. See the log.'));
    channel.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  if ((await vscode.window.showErrorMessage(withoutLinks(text), showLog)) === showLog) channel.show();
}
