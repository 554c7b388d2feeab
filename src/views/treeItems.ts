import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { explainProblem, type Problem } from '../state/problem';
import { message } from '../text/message';
import { distroRow, type DistroRow } from './distroRow';
import type { Distro } from '../wsl/distro';
import type { TreeNode } from './nodes';

/** Turns a node into what the editor draws. `staleSince` is a time of day, or null. */
export function treeItem(node: TreeNode, staleSince: string | null): vscode.TreeItem {
  switch (node.type) {
    case 'distro':
      return distroItem(distroRow(node.distro, staleSince, translate));
    case 'problem':
      return problemItem(node.problem);
    case 'detail':
      return detailItem(node);
  }
}

function distroItem(row: DistroRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.id = row.id;
  item.description = row.description;
  item.contextValue = row.contextValue;
  item.iconPath = new vscode.ThemeIcon(
    row.icon.name,
    row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined,
  );
  item.accessibilityInformation = { label: row.accessibleLabel };
  return item;
}

/**
 * The tooltip of a distro, made when somebody rests on its row. Names and paths come from the machine: they are appended
 * as text and cannot become links or markup.
 */
export function distroTooltip(distro: Distro, staleSince: string | null, observedAt: string): vscode.MarkdownString {
  const row = distroRow(distro, staleSince, translate);
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(row.label).appendMarkdown('**\n\n');
  for (const [label, value] of [...row.facts, [translate(message('Observed')), observedAt] as const]) {
    text.appendText(label).appendMarkdown(': ').appendText(value).appendMarkdown('  \n');
  }
  return text;
}

function problemItem(problem: Problem): vscode.TreeItem {
  const text = translate(explainProblem(problem).message);
  const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `problem.${problem.kind}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  item.contextValue = 'problem';
  item.accessibilityInformation = { label: translate(message('Problem: {0}', text)) };
  item.tooltip = text;
  return item;
}

function detailItem({ of: problem, role }: Extract<TreeNode, { type: 'detail' }>): vscode.TreeItem {
  const { nextStep, evidence } = explainProblem(problem);
  const text = role === 'nextStep' ? translate(nextStep) : evidence;
  const item = new vscode.TreeItem(role === 'nextStep' ? text : (text.split('\n', 1)[0] ?? ''));
  item.id = `problem.${problem.kind}.${role}`;
  item.iconPath = new vscode.ThemeIcon(role === 'nextStep' ? 'lightbulb' : 'output');
  item.contextValue = `problem.${role}`;
  item.tooltip = text;
  return item;
}
