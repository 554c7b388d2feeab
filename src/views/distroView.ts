import type { Disposable } from 'vscode';
import { inChosenOrder } from '../host/distroOrder';
import type { OpenedFolders } from '../host/openedFolders';
import { onDidChangeDistroOrder } from '../host/settings';
import type { Machine } from '../machine/machine';
import type { Log } from '../machine/log';
import { explainProblem } from '../state/problem';
import type { Snapshot } from '../state/snapshot';
import { message } from '../text/message';
import type { ConfigWatch } from '../state/configWatch';
import { askResources, type Resources } from '../state/resources';
import { DiskReader } from './diskReader';
import { distroRows } from './distroRows';
import { resourceRow, resourcesId } from './resourceRows';
import type { Row } from './row';
import { RowView } from './rowView';
import { distrosState, type Seen } from './welcome';
import type { Wording } from './wording';

/** The tree of distros: it draws snapshots, and reads a disk, or what bounds WSL, when its row is opened. */
export class DistroView implements Disposable {
  readonly view: RowView;
  private readonly disks: DiskReader;
  private readonly listeners: readonly { dispose(): unknown }[];
  private readonly stop = new AbortController();
  private resources: Resources | null = null;
  private areResourcesOpen = false;
  private asking: Promise<void> | null = null;
  private seen: Seen | null = null;
  private lastProblems = '';

  constructor(
    private readonly machine: Machine,
    private readonly log: Log,
    private readonly wording: Wording,
    /** The name of the distro this window works in; null where it works in none. */
    private readonly ownDistro: () => string | null,
    private readonly config: ConfigWatch,
    private readonly folders: OpenedFolders,
  ) {
    this.disks = new DiskReader(machine);
    this.view = new RowView('slipway.distros', {
      showCollapseAll: true,
      beforeChildren: (row) => (row.id === resourcesId ? this.openResources() : this.readDisk(row)),
    });
    this.listeners = [
      this.view,
      // A row that is opened again is not asked for its children again.
      this.view.onDidExpand((row) => void (row.id === resourcesId ? this.openResources() : this.readDisk(row))),
      this.view.onDidCollapse(({ id, subject }) => {
        if (id === resourcesId) this.areResourcesOpen = false;
        if (subject.distro) this.disks.close(subject.distro);
      }),
      config.onDidChange(() => this.redraw()),
      folders.onDidChange(() => this.redraw()),
      onDidChangeDistroOrder(() => this.redraw()),
    ];
  }

  /** Draws what was seen. */
  show(seen: Seen): void {
    this.seen = seen;
    this.redraw();
    this.logProblems(seen.snapshot);
  }

  /** Reads again what is read only when somebody looks at it, and is being looked at. */
  async refresh(): Promise<void> {
    const resources = this.areResourcesOpen ? this.readResources() : null;
    await Promise.all([this.disks.readAgain(this.seen?.snapshot?.distros ?? []), resources]);
    this.redraw();
  }

  dispose(): void {
    this.stop.abort();
    this.listeners.forEach((each) => each.dispose());
  }

  private redraw(): void {
    if (!this.seen) return;
    const { snapshot } = this.seen;
    const state = distrosState(this.seen);
    // Where a welcome text speaks, the tree is empty; and a message beside it would hide it.
    const shown = state === 'rows' ? snapshot : null;
    this.view.show(shown ? [...distroRows(shown, this.context()), ...this.resourceRows(shown)] : []);
    this.view.setMessage(shown ? this.lastRefresh(shown) : '');
    const problems = shown?.problems.length ?? 0;
    this.view.setBadge(problems, this.wording.translate(message('Problems with WSL: {0}', problems)));
  }

  private context(): Parameters<typeof distroRows>[1] {
    return {
      ...this.wording,
      ownDistro: this.ownDistro(),
      diskOf: (distro) => this.disks.readingOf(distro),
      foldersOf: ({ name }) => this.folders.of(name),
      inOrder: inChosenOrder,
    };
  }

  /** Where there is no WSL 2 distro there is no virtual machine that anything could bound. */
  private resourceRows({ distros, docker }: Snapshot): Row[] {
    if (distros.every(({ wslVersion }) => wslVersion === 1)) return [];
    const facts = { resources: this.resources, pending: this.config.pending, docker };
    return [resourceRow(facts, this.wording)];
  }

  /** Asks once, however often the rows are drawn, until the row is closed. */
  private async openResources(): Promise<void> {
    if (this.areResourcesOpen && this.resources !== null) return;
    this.areResourcesOpen = true;
    await this.readResources();
  }

  private readResources(): Promise<void> {
    return (this.asking ??= this.askForResources().finally(() => (this.asking = null)));
  }

  private async askForResources(): Promise<void> {
    try {
      this.resources = (await askResources(this.machine, this.stop.signal)) ?? this.resources;
      this.redraw();
    } catch (error) {
      this.log.warn(`What bounds WSL could not be asked for: ${String(error)}`);
    }
  }

  private lastRefresh({ at, staleSince, distros }: Snapshot): string {
    const { translate, time } = this.wording;
    if (staleSince !== null) return translate(message('Not updated since {0}', time(staleSince)));
    if (distros.length === 0) return translate(message('WSL did not tell which distros there are.'));
    // They are those of the registry, and when they were read says nothing about what runs.
    if (distros.every(({ state }) => state === 'unknown'))
      return translate(message('WSL did not tell which distros run.'));
    return translate(message('Updated {0}', time(at)));
  }

  private async readDisk({ subject }: Row): Promise<void> {
    if (!subject.distro) return;
    await this.disks.open(subject.distro);
    this.redraw();
  }

  /** What the tree cuts off stands whole in the log, once for as long as it stays the same. */
  private logProblems(snapshot: Snapshot | null): void {
    const explained = (snapshot?.problems ?? []).map((problem) => ({ problem, ...explainProblem(problem) }));
    const all = JSON.stringify(explained);
    if (all === this.lastProblems) return;
    this.lastProblems = all;
    const { translate } = this.wording;
    for (const { problem, message: what, nextStep, evidence } of explained) {
      this.log.warn(`${problem.kind}: ${translate(what)} ${translate(nextStep)} ${JSON.stringify(evidence)}`);
    }
  }
}
