import type { Disposable } from 'vscode';
import type { Log } from '../machine/log';
import type { Machine } from '../machine/machine';
import { readDockerDisks, type DockerDiskReadings } from '../state/disks';
import { knownValue } from '../text/observed';
import { dockerDisksId, dockerDisksRow } from './dockerDiskRows';
import { dockerRows, shortVersion } from './dockerRows';
import type { Row } from './row';
import { RowView } from './rowView';
import { dockerState, type Seen } from './welcome';
import type { Wording } from './wording';

/** The view of Docker Desktop. It draws snapshots, and reads Docker Desktop's disks when their row is opened. */
export class DockerView implements Disposable {
  readonly view: RowView;
  private readonly listeners: readonly { dispose(): unknown }[];
  private seen: Seen | null = null;
  private disks: DockerDiskReadings | null = null;
  private areDisksOpen = false;

  constructor(
    private readonly machine: Machine,
    private readonly log: Log,
    private readonly wording: Wording,
  ) {
    this.view = new RowView('slipway.docker', { beforeChildren: (row) => this.opened(row) });
    this.listeners = [
      this.view,
      this.view.onDidExpand((row) => void this.opened(row)),
      this.view.onDidCollapse(({ id }) => {
        if (id === dockerDisksId) this.areDisksOpen = false;
      }),
    ];
  }

  show(seen: Seen): void {
    this.seen = seen;
    this.redraw();
  }

  /** Reads the disks again where they are being looked at. */
  async refresh(): Promise<void> {
    if (this.areDisksOpen) await this.readDisks();
  }

  dispose(): void {
    this.listeners.forEach((each) => each.dispose());
  }

  private redraw(): void {
    if (!this.seen) return;
    const { snapshot } = this.seen;
    const shown = dockerState(this.seen) === 'rows' ? snapshot : null;
    this.view.show(
      shown ? [...dockerRows(shown, this.wording.translate), dockerDisksRow(this.disks, this.wording)] : [],
    );
    // Among the rows there is one that says it.
    const version = snapshot && !shown ? knownValue(snapshot.docker.install)?.version : undefined;
    this.view.setDescription(version ? shortVersion(version) : '');
  }

  /** Once for as long as the row is open, however often it is drawn. */
  private async opened({ id }: Row): Promise<void> {
    if (id !== dockerDisksId || this.areDisksOpen) return;
    this.areDisksOpen = true;
    await this.readDisks();
  }

  private async readDisks(): Promise<void> {
    const snapshot = this.seen?.snapshot;
    if (!snapshot) return;
    try {
      this.disks = await readDockerDisks(this.machine, snapshot);
      this.redraw();
    } catch (error) {
      this.log.warn(`Docker Desktop's disks could not be read: ${String(error)}`);
    }
  }
}
