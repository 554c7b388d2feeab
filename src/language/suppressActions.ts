import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { projectFileName } from '../mounts/projectFileName';
import type { Finding } from '../text/finding';
import { message } from '../text/message';
import { LineIndex } from '../text/range';
import { toRange } from './asDiagnostic';
import type { FileChecker } from './fileChecker';
import { loadMounts } from './loadMounts';

/** An edit of the project's own file that switches a rule off everywhere; null where that file is not understood. */
export async function switchOffEdit(
  { rule }: Pick<Finding, 'rule'>,
  document: vscode.Uri,
  checker: FileChecker,
): Promise<{ readonly title: string; readonly edit: vscode.WorkspaceEdit; readonly uri: vscode.Uri } | null> {
  const { uri, text } = await checker.projectFileOf(document);
  const isAbsent = text.kind === 'failed' && text.code === 'ENOENT';
  if (text.kind !== 'ok' && !isAbsent) return null;
  const { switchOffRule } = await loadMounts();
  const before = text.kind === 'ok' ? text.value : null;
  const edits = switchOffRule(before, rule, translate(message('say why')));
  if (edits === null) return null;
  const title = translate(message('Switch {0} off for the project in {1}', rule, projectFileName));
  const edit = new vscode.WorkspaceEdit();
  if (before === null) edit.createFile(uri, { ignoreIfExists: true });
  const lines = new LineIndex(before ?? '');
  for (const { range, newText } of edits) edit.replace(uri, toRange(range, lines), newText);
  return { title, edit, uri };
}
