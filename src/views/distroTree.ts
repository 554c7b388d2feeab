import * as vscode from 'vscode';
import type { Log } from '../machine/log';
import { inDisplayLanguage as translate } from '../host/translate';
import { explainProblem } from '../state/problem';
import type { SnapshotStore } from '../state/store';
import { message } from '../text/message';
import type { TreeNode } from './nodes';
import { shortTime } from './time';
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
  private failed = false;

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
    if (!this.store.current) this.view.message = translate(message('Reading distros…'));
    const options = { location: { viewId } };
    vscode.window
      .withProgress(options, () => this.store.refresh())
      .then(
        () => (this.failed = false),
        (error: unknown) => {
          this.log.warn(`The list of distros could not be refreshed: ${String(error)}`);
          this.failed = true;
          this.describe();
        },
      );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node, this.staleSince());
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (node.type === 'distro') item.tooltip = distroTooltip(node.distro, this.staleSince());
    return item;
  }

  getChildren(parent?: TreeNode): TreeNode[] {
    if (parent) return parent.type === 'problem' ? detailsOf(parent) : [];
    const snapshot = this.store.current;
    // Where a welcome text speaks, the tree is empty.
    if (!snapshot || welcomeState(snapshot, this.failed) !== 'rows') return [];
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

  /** What the view says beside its rows. A message beside a welcome text would hide that. */
  private describe(): void {
    const { current } = this.store;
    const state = welcomeState(current, this.failed);
    void vscode.commands.executeCommand('setContext', welcomeKey, state);
    this.view.message = state === 'rows' && current ? this.lastRefresh(current.at) : '';
    const problems = state === 'notWindows' ? 0 : (current?.problems.length ?? 0);
    this.view.badge =
      problems === 0 ? undefined : { value: problems, tooltip: translate(message('Problems with WSL: {0}', problems)) };
  }

  private lastRefresh(at: string): string {
    const staleSince = this.staleSince();
    if (staleSince !== null) return translate(message('Not updated since {0}', staleSince));
    if (this.store.current?.distros.length === 0)
      return translate(message('WSL did not tell which distros there are.'));
    return translate(message('Updated {0}', timeForReader(at)));
  }

  private staleSince(): string | null {
    const at = this.store.current?.staleSince ?? null;
    return at === null ? null : timeForReader(at);
  }

  /** What the tree cuts off stands whole in the log. */
  private logProblems(): void {
    for (const problem of this.store.current?.problems ?? []) {
      const { message: what, nextStep, evidence } = explainProblem(problem);
      this.log.warn(`${problem.kind}: ${translate(what)} ${translate(nextStep)} ${JSON.stringify(evidence)}`);
    }
  }
}

function detailsOf({ problem }: TreeNode & { type: 'problem' }): TreeNode[] {
  const lines = explainProblem(problem)
    .evidence.split('\n')
    .filter((line) => line.trim() !== '');
  return [
    { type: 'nextStep', of: problem },
    ...lines.map((line, index) => ({ type: 'evidence', of: problem, line, index }) as const),
  ];
}

function timeForReader(iso: string): string {
  return shortTime(iso, new Date(), vscode.env.language);
}
