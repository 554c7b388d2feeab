import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { explainProblem } from '../state/problem';
import { message } from '../text/message';
import { problemOf, type CommandContext } from './context';
import { loadHandlers } from './loadHandlers';
import { showProblem } from './say';
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

async function present(id: CommandId, error: unknown, context: CommandContext): Promise<void> {
  const problem = problemOf(error);
  if (problem !== null) return showProblem(context, id, problem.kind, explainProblem(problem));
  context.channel.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const showLog = translate(message('Show Log'));
  const text = translate(message('The command failed. See the log.'));
  if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) context.channel.show();
}
