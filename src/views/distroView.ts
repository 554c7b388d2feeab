import type { Disposable } from 'vscode';
import type { Machine } from '../machine/machine';
import type { Log } from '../machine/log';
import { explainProblem } from '../state/problem';
import type { Snapshot } from '../state/snapshot';
import { message } from '../text/message';
import { DiskReader } from './diskReader';
import { distroRows } from './distroRows';
import type { Row } from './row';
import { RowView } from './rowView';
import { distrosState, type Seen } from './welcome';
import type { Wording } from './wording';

/** The tree of distros: it draws snapshots, and reads the disk of a distro when its row is opened. */
export class DistroView implements Disposable {
  readonly view: RowView;
  private readonly disks: DiskReader;
  private readonly listeners: readonly { dispose(): unknown }[];
  private seen: Seen | null = null;
  private lastProblems = '';

  constructor(
    machine: Machine,
    private readonly log: Log,
    private readonly wording: Wording,
    /** The name of the distro this window works in; null where it works in none. */
    private readonly ownDistro: () => string | null,
  ) {
    this.disks = new DiskReader(machine.files);
    this.view = new RowView('slipway.distros', {
      showCollapseAll: true,
      beforeChildren: (row) => this.readDisk(row),
    });
    this.listeners = [
      this.view,
      // A row that is opened again is not asked for its children again.
      this.view.onDidExpand((row) => void this.readDisk(row)),
      this.view.onDidCollapse(({ subject }) => subject.distro && this.disks.close(subject.distro)),
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
    await this.disks.readAgain(this.seen?.snapshot?.distros ?? []);
    this.redraw();
  }

  dispose(): void {
    this.listeners.forEach((each) => each.dispose());
  }

  private redraw(): void {
    if (!this.seen) return;
    const { snapshot } = this.seen;
    const state = distrosState(this.seen);
    // Where a welcome text speaks, the tree is empty; and a message beside it would hide it.
    const shown = state === 'rows' ? snapshot : null;
    this.view.show(shown ? distroRows(shown, this.context()) : []);
    this.view.setMessage(shown ? this.lastRefresh(shown) : '');
    const problems = shown?.problems.length ?? 0;
    this.view.setBadge(problems, this.wording.translate(message('Problems with WSL: {0}', problems)));
  }

  private context(): Parameters<typeof distroRows>[1] {
    return { ...this.wording, ownDistro: this.ownDistro(), diskOf: (distro) => this.disks.readingOf(distro) };
  }

  private lastRefresh({ at, staleSince, distros }: Snapshot): string {
    const { translate, time } = this.wording;
    if (staleSince !== null) return translate(message('Not updated since {0}', time(staleSince)));
    if (distros.length === 0) return translate(message('WSL did not tell which distros there are.'));
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
