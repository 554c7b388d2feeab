import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Finding, Fix } from '../text/finding';
import { message } from '../text/message';
import { composeSelector } from './composeDocuments';
import { toRange, type ComposeDiagnostics } from './diagnostics';

/** Offers the fixes of the findings, and last a comment that suppresses one. All are edits: previewed, undone in one step. */
export function registerCodeActions(diagnostics: ComposeDiagnostics): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    composeSelector,
    { provideCodeActions: (document, range, context) => provide(diagnostics, document, range, context) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function provide(
  diagnostics: ComposeDiagnostics,
  document: vscode.TextDocument,
  asked: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const here = diagnostics
    .findingsOf(document)
    .filter((finding) => toRange(finding.range, document).intersection(asked));
  const answered = (finding: Finding): vscode.Diagnostic[] =>
    context.diagnostics.filter(
      (diagnostic) => diagnostic.source === 'slipway' && diagnostic.range.isEqual(toRange(finding.range, document)),
    );
  const fixes = here.flatMap((finding) =>
    finding.fixes.map((fix, index) => fixAction(fix, index === 0, document, answered(finding))),
  );
  const reason = translate(message('say why'));
  const suppressions = here.flatMap((finding) => {
    const fix = finding.suppress?.(reason) ?? null;
    return fix ? [fixAction(fix, false, document, answered(finding))] : [];
  });
  return [...fixes, ...suppressions];
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
