import * as vscode from 'vscode';
import { ruleIds } from '../mounts/ruleIds';
import { configRuleIds } from '../wslconf/ruleIds';
import type { CommandContext } from './context';

/** Shows the page of a rule. Anything but the id of a rule is ignored: the argument may come from any link. */
export async function showRule({ extension }: CommandContext, argument: unknown): Promise<void> {
  const rule = [...ruleIds, ...configRuleIds].find((id) => id === argument);
  if (rule === undefined) return;
  const page = vscode.Uri.joinPath(extension.extensionUri, 'docs', 'rules', `${rule}.md`);
  await vscode.commands.executeCommand('markdown.showPreview', page);
}
