import * as vscode from 'vscode';
import type { Log } from '../machine/log';
import { inDisplayLanguage as translate } from '../host/translate';
import { explainProblem } from '../state/problem';
import type { SnapshotStore } from '../state/store';
import { message } from '../text/message';
import type { TreeNode } from './nodes';
import { distroTooltip, treeItem } from './treeItems';
import { welcomeState } from './welcome';

const viewId = 'slipway.distros';
const welcomeKey = 'slipway.distros.state';

/** The tree of distros. It draws the store's snapshot and asks nobody else. */
export class DistroTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly disposables: { dispose(): unknown }[];
  private nodes = new Map<string, TreeNode & { type: 'distro' }>();

  constructor(
    private readonly store: SnapshotStore,
    private readonly log: Log,
  ) {
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this });
    this.disposables = [
      this.changed,
      this.view,
      // Nothing is asked before somebody looks.
      this.view.onDidChangeVisibility(({ visible }) => visible && !this.store.current && this.refresh()),
      this.store.onDidRefresh((change) => {
        if (change === 'everything') this.changed.fire(undefined);
        else if (change !== 'nothing') this.changed.fire(this.redrawn(change));
        this.describe();
        if (change === 'everything') this.logProblems();
      }),
    ];
    if (this.view.visible) this.refresh();
  }

  /** Refreshes with the view's own progress line. A failure is in the log and in the view. */
  refresh(): void {
    const options = { location: { viewId } };
    vscode.window
      .withProgress(options, () => this.store.refresh())
      .then(undefined, (error: unknown) =>
        this.log.warn(`The list of distros could not be refreshed: ${String(error)}`),
      );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node, this.staleSince());
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const { current } = this.store;
    if (node.type !== 'distro' || !current) return item;
    const observedAt = timeOfDay(current.staleSince ?? current.at);
    item.tooltip = distroTooltip(node.distro, this.staleSince(), observedAt);
    return item;
  }

  getChildren(parent?: TreeNode): TreeNode[] {
    if (parent) {
      if (parent.type !== 'problem') return [];
      const details = (['nextStep', 'evidence'] as const).map(
        (role) => ({ type: 'detail', of: parent.problem, role }) as const,
      );
      return details.filter(({ role }) => role === 'nextStep' || explainProblem(parent.problem).evidence !== '');
    }
    const snapshot = this.store.current;
    // Without a distro the welcome text speaks; a message beside it would hide it.
    if (!snapshot || snapshot.distros.length === 0) return [];
    const distros = snapshot.distros.map((distro) => ({ type: 'distro' as const, distro }));
    this.nodes = new Map(distros.map((node) => [node.distro.name, node]));
    return [...snapshot.problems.map((problem) => ({ type: 'problem', problem }) as const), ...distros];
  }

  dispose(): void {
    this.disposables.forEach((disposable) => disposable.dispose());
  }

  private redrawn(names: readonly string[]): TreeNode[] {
    return (this.store.current?.distros ?? [])
      .filter(({ name }) => names.includes(name))
      .flatMap((distro) => {
        const node = this.nodes.get(distro.name);
        if (node) node.distro = distro;
        return node ? [node] : [];
      });
  }

  /** The welcome texts have no room for evidence; the log they lead to has it. */
  private logProblems(): void {
    for (const problem of this.store.current?.problems ?? []) {
      const { message: what, nextStep, evidence } = explainProblem(problem);
      this.log.warn(`${problem.kind}: ${translate(what)} ${translate(nextStep)} ${JSON.stringify(evidence)}`);
    }
  }

  private staleSince(): string | null {
    const at = this.store.current?.staleSince ?? null;
    return at === null ? null : timeOfDay(at);
  }

  private describe(): void {
    const { current } = this.store;
    if (!current) return;
    const state = welcomeState(current);
    void vscode.commands.executeCommand('setContext', welcomeKey, state);
    this.view.description =
      current.staleSince === null
        ? translate(message('Updated {0}', timeOfDay(current.at)))
        : translate(message('Not updated since {0}', timeOfDay(current.staleSince)));
    // With one view in the container the editor hides the description; what is not current must be seen all the same.
    this.view.message = current.staleSince === null ? '' : this.view.description;
    this.view.badge =
      current.problems.length === 0 || state === 'notWindows'
        ? undefined
        : {
            value: current.problems.length,
            tooltip: translate(message('Problems with WSL: {0}', current.problems.length)),
          };
  }
}

function timeOfDay(iso: string): string {
  return new Intl.DateTimeFormat(vscode.env.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );
}
