import * as vscode from 'vscode';
import { withoutLinks } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { explainProblem } from '../state/problem';
import { message } from '../text/message';
import { problemOf, type CommandContext } from './context';
import { loadHandlers } from './loadHandlers';
import { commandIds, startingCommands, type CommandId } from './table';

/** Registers every command of the table behind one wrapper that presents what goes wrong. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        try {
          const { handlers } = await loadHandlers();
          await handlers[id](context, argument);
        } catch (error) {
          // Not awaited: a command has ended when it failed, not when somebody has read that.
          void present(id, error, context);
        }
        if (startingCommands.has(id)) context.store.refresh().catch(() => undefined);
      }),
    ),
  );
}

async function present(id: CommandId, error: unknown, { channel }: CommandContext): Promise<void> {
  const showLog = translate(message('Show Log'));
  let text: string;
  const problem = problemOf(error);
  if (problem !== null) {
    const explained = explainProblem(problem);
    text = `${translate(explained.message)} ${translate(explained.nextStep)}`;
    channel.error(`${id}: ${problem.kind} ${JSON.stringify(explained.evidence)}`);
  } else {
    text = translate(message('The command failed. See the log.'));
    channel.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  if ((await vscode.window.showErrorMessage(withoutLinks(text), showLog)) === showLog) channel.show();
}
