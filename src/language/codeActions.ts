import * as vscode from 'vscode';
import { projectFolderOf } from '../host/project';
import { inDisplayLanguage as translate } from '../host/translate';
import { slowProject } from '../mounts/rules/slowProject';
import type { Finding, Fix } from '../text/finding';
import { message } from '../text/message';
import { toRange, type MountDiagnostics } from './diagnostics';
import { mountSelector } from './mountDocuments';
import { cannotMoveCommand } from './slowProjectNotice';

/**
 * Offers the fixes of the findings, and last a comment that suppresses one. They are edits: previewed, undone in one step.
 * That a project cannot move is no edit, since it is true of this computer and not of the file.
 */
export function registerCodeActions(diagnostics: MountDiagnostics): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    mountSelector,
    { provideCodeActions: (document, range, context) => provide(diagnostics, document, range, context) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

async function provide(
  diagnostics: MountDiagnostics,
  document: vscode.TextDocument,
  asked: vscode.Range,
  context: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  const found = await diagnostics.findingsOf(document);
  const here = found.filter((finding) => toRange(finding.range, document).intersection(asked));
  const answered = (finding: Finding): vscode.Diagnostic[] =>
    context.diagnostics.filter(
      (diagnostic) => isOf(diagnostic, finding) && diagnostic.range.isEqual(toRange(finding.range, document)),
    );
  const fixes = here.flatMap((finding) =>
    finding.fixes.map((fix, index) => fixAction(fix, index === 0, document, answered(finding))),
  );
  const reason = translate(message('say why'));
  const suppressions = here.flatMap((finding) => {
    const fix = finding.suppress?.(reason) ?? null;
    return fix ? [fixAction(fix, false, document, answered(finding))] : [];
  });
  const choices = here
    .filter(({ rule }) => rule === slowProject)
    .map((finding) => cannotMoveAction(document, answered(finding)));
  return [...fixes, ...choices, ...suppressions];
}

function cannotMoveAction(document: vscode.TextDocument, answered: vscode.Diagnostic[]): vscode.CodeAction {
  const command = cannotMoveCommand(projectFolderOf(document.uri));
  const action = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = answered;
  action.command = command;
  return action;
}

/** Two rules may speak of one place. */
function isOf({ source, code }: vscode.Diagnostic, { rule }: Finding): boolean {
  return source === 'slipway' && typeof code === 'object' && code.value === rule;
}

function fixAction(
  fix: Fix,
  preferred: boolean,
  document: vscode.TextDocument,
  answered: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(translate(fix.title), vscode.CodeActionKind.QuickFix);
  action.diagnostics = answered;
  // The editor's Auto Fix takes the preferred one without showing it, and promises that the diagnostic goes.
  action.isPreferred = preferred && fix.safe && fix.cures;
  action.edit = new vscode.WorkspaceEdit();
  for (const edit of fix.edits) action.edit.replace(document.uri, toRange(edit.range, document), edit.newText);
  return action;
}
