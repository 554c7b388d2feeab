import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Finding, Fix } from '../text/finding';
import { message } from '../text/message';
import { suppressNextLine, unusedSuppression } from '../text/suppression';
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
  const suppressions = here
    .filter(({ rule }) => rule !== unusedSuppression)
    .map((finding) => suppressAction(finding, document, answered(finding)));
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
  action.isPreferred = preferred && fix.safe;
  action.edit = new vscode.WorkspaceEdit();
  for (const edit of fix.edits) action.edit.replace(document.uri, toRange(edit.range, document), edit.newText);
  return action;
}

function suppressAction(
  finding: Finding,
  document: vscode.TextDocument,
  answered: vscode.Diagnostic[],
): vscode.CodeAction {
  const title = translate(message('Suppress {0} on this line with a comment', finding.rule));
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const line = document.lineAt(document.positionAt(finding.range.start).line);
  const indentation = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const reason = translate(message('say why'));
  action.diagnostics = answered;
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(
    document.uri,
    line.range.start,
    `${indentation}# ${suppressNextLine(finding.rule, reason)}${lineEnd}`,
  );
  return action;
}
