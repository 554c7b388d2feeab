import * as vscode from 'vscode';
import type { Row } from './row';

const states: Readonly<Record<Row['open'], vscode.TreeItemCollapsibleState>> = {
  leaf: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

/** Turns a row into what the editor draws. Its tooltip is made when somebody rests on it. */
export function rowItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, states[row.open]);
  item.id = row.id;
  item.description = row.description;
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.accessibleLabel };
  if (row.icon) {
    const { name, color } = row.icon;
    item.iconPath = new vscode.ThemeIcon(name, color === null ? undefined : new vscode.ThemeColor(color));
  }
  if (row.command) item.command = { command: row.command.id, title: row.command.title };
  return item;
}

/** The tooltip of a row. Names and paths come from the machine: they are appended as text, never as links or markup. */
export function rowTooltip({ label, description, facts, notes }: Row): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(label).appendMarkdown('**');
  if (facts.length === 0 && description !== '') text.appendMarkdown('  \n').appendText(description);
  text.appendMarkdown('\n\n');
  for (const [name, value] of facts) {
    text.appendText(name).appendMarkdown(': ').appendText(value).appendMarkdown('  \n');
  }
  for (const note of notes) text.appendMarkdown('\n\n').appendText(note);
  return text;
}
