import * as vscode from 'vscode';
import type { Row } from './row';
import { rowItem, rowTooltip } from './rowItem';
import { reconcile, type RowNode } from './rowNodes';

export interface RowViewOptions {
  readonly showCollapseAll?: boolean;
  /** Called when a row is opened, before its children are drawn: for what is read only then. */
  readonly beforeChildren?: (row: Row) => Promise<void> | null;
}

/** A view of rows: it draws what it is shown, redraws only what changed, and asks nobody. */
export class RowView implements vscode.TreeDataProvider<RowNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RowNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly onDidChangeVisibility: vscode.Event<vscode.TreeViewVisibilityChangeEvent>;
  private readonly view: vscode.TreeView<RowNode>;
  private nodes: RowNode[] = [];

  constructor(
    readonly id: string,
    private readonly options: RowViewOptions = {},
  ) {
    const { showCollapseAll = false } = options;
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll });
    this.onDidChangeVisibility = this.view.onDidChangeVisibility;
  }

  get visible(): boolean {
    return this.view.visible;
  }

  onDidExpand(listener: (row: Row) => void): vscode.Disposable {
    return this.view.onDidExpandElement(({ element }) => listener(element.row));
  }

  onDidCollapse(listener: (row: Row) => void): vscode.Disposable {
    return this.view.onDidCollapseElement(({ element }) => listener(element.row));
  }

  /** Draws these rows in place of those before. */
  show(rows: readonly Row[]): void {
    const { nodes, moved, changed } = reconcile(this.nodes, rows);
    this.nodes = nodes;
    if (moved) this.changed.fire(undefined);
    else if (changed.length > 0) this.changed.fire([...changed]);
  }

  /** The line above the rows; an empty one gives way to a welcome text. */
  setMessage(text: string): void {
    if ((this.view.message ?? '') !== text) this.view.message = text;
  }

  /** The words beside the title. */
  setDescription(text: string): void {
    if ((this.view.description ?? '') !== text) this.view.description = text;
  }

  /** The number on the icon of the container; none for 0. */
  setBadge(value: number, tooltip: string): void {
    if ((this.view.badge?.value ?? 0) !== value) this.view.badge = value === 0 ? undefined : { value, tooltip };
  }

  getTreeItem(node: RowNode): vscode.TreeItem {
    return rowItem(node.row);
  }

  resolveTreeItem(item: vscode.TreeItem, node: RowNode): vscode.TreeItem {
    item.tooltip = rowTooltip(node.row);
    return item;
  }

  async getChildren(parent?: RowNode): Promise<RowNode[]> {
    if (!parent) return this.nodes;
    await this.options.beforeChildren?.(parent.row);
    return parent.children;
  }

  dispose(): void {
    this.changed.dispose();
    this.view.dispose();
  }
}
