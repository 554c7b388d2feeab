import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { TextEdit } from '../text/edit';
import type { Finding, Fix } from '../text/finding';
import type { LineIndex } from '../text/range';
import { diagnosticSource, toRange } from './asDiagnostic';

/** What `editor.codeActionsOnSave` names to have the safe fixes made by itself. */
export const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('slipway');

/** Where actions are offered: a document as it was checked, and the diagnostics that the editor shows there. */
export interface ActionPlace {
  readonly uri: vscode.Uri;
  readonly lines: LineIndex;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

/** Edits of a document as the editor carries them out: previewed, undone in one step. */
export function editOf(edits: readonly TextEdit[], { uri, lines }: Pick<ActionPlace, 'uri' | 'lines'>) {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(uri, toRange(range, lines), newText);
  return edit;
}

/** An action for a finding, tied to its diagnostic. */
export function actionFor(
  finding: Finding,
  title: string,
  edit: vscode.WorkspaceEdit | undefined,
  { lines, diagnostics }: ActionPlace,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const range = toRange(finding.range, lines);
  action.diagnostics = diagnostics.filter((diagnostic) => isOf(diagnostic, finding) && diagnostic.range.isEqual(range));
  if (edit) action.edit = edit;
  return action;
}

/** The action that carries out a fix. */
export function fixActionFor(finding: Finding, fix: Fix, isFirst: boolean, place: ActionPlace): vscode.CodeAction {
  const action = actionFor(finding, translate(fix.title), editOf(fix.edits, place), place);
  // The editor's Auto Fix takes the preferred one without showing it, and promises that the diagnostic goes.
  action.isPreferred = isFirst && fix.safe && fix.cures;
  return action;
}

/** Two rules may speak of one place. */
function isOf({ source, code }: vscode.Diagnostic, { rule }: Finding): boolean {
  return source === diagnosticSource && typeof code === 'object' && code.value === rule;
}
