import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { WorkspaceSummary } from '../language/workspaceCheck';
import { message, type Message } from '../text/message';
import type { CommandContext } from './context';
import { tell } from './say';
import { countText } from '../text/count';

/** Checks all files of the workspace that may hold mounts, and says in one sentence what came of it. */
export async function checkWorkspace({ workspaceCheck, channel }: CommandContext): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return void tell(message('There is no workspace to check: open a folder first.'));
  const title = translate(message('Checking the workspace'));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const summary = await vscode.window.withProgress(options, async (progress, token) => {
    const done = await workspaceCheck.run(folders, token, (count, all) =>
      progress.report({ message: `${count}/${all}`, increment: 100 / all }),
    );
    return token.isCancellationRequested ? null : done;
  });
  if (summary === null) return;
  const showProblems = message('Show Problems');
  const showLog = message('Show Log');
  const buttons = [...(summary.findings > 0 ? [showProblems] : []), ...(summary.unreadable > 0 ? [showLog] : [])];
  // Not awaited: the command has done its work when the sentence stands there.
  void tell(summaryText(summary), ...buttons).then((chosen) => {
    if (chosen === showProblems) void vscode.commands.executeCommand('workbench.actions.view.problems');
    if (chosen === showLog) channel.show();
  });
}

function summaryText({ findings, filesWithFindings, files, unreadable }: WorkspaceSummary): Message {
  if (unreadable > 0) {
    return message(
      '{0} findings in {1} of {2} files; {3} could not be read.',
      many(findings),
      many(filesWithFindings),
      many(files),
      many(unreadable),
    );
  }
  if (files === 0) return message('No file with mounts was found in this workspace.');
  return findings === 1
    ? message('1 finding. Files checked: {0}.', many(files))
    : message('{0} findings in {1} of {2} files.', many(findings), many(filesWithFindings), many(files));
}

function many(number: number): string {
  return countText(number, vscode.env.language);
}
