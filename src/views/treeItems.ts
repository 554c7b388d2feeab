import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { explainProblem, type Problem } from '../state/problem';
import { message } from '../text/message';
import { printable } from '../text/printable';
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
    case 'nextStep':
      return nextStepItem(node.of);
    case 'evidence':
      return evidenceItem(node);
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
export function distroTooltip(distro: Distro, staleSince: string | null): vscode.MarkdownString {
  const row = distroRow(distro, staleSince, translate);
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(row.label).appendMarkdown('**\n\n');
  for (const [label, value] of row.facts) {
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

function nextStepItem(problem: Problem): vscode.TreeItem {
  const text = translate(explainProblem(problem).nextStep);
  const item = new vscode.TreeItem(text);
  item.id = `problem.${problem.kind}.nextStep`;
  item.iconPath = new vscode.ThemeIcon('lightbulb');
  item.contextValue = 'problem.nextStep';
  item.accessibilityInformation = { label: translate(message('Next step: {0}', text)) };
  item.tooltip = text;
  return item;
}

function evidenceItem({ of: problem, line: raw, index }: Extract<TreeNode, { type: 'evidence' }>): vscode.TreeItem {
  // Whatever a program printed: marks that turn the direction of a text could make it say something else.
  const line = printable(raw);
  const item = new vscode.TreeItem(line);
  item.id = `problem.${problem.kind}.evidence.${index}`;
  item.iconPath = new vscode.ThemeIcon(index === 0 ? 'output' : 'blank');
  item.contextValue = 'problem.evidence';
  item.accessibilityInformation = { label: translate(message('Evidence: {0}', line)) };
  item.tooltip = line;
  return item;
}
