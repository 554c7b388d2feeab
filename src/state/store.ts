import type { Machine } from '../machine/machine';
import type { Log } from '../machine/log';
import { takeShared } from './sharedSnapshot';
import { takeSnapshot, type Snapshot } from './snapshot';

/** What a refresh changed: names of distros whose rows differ, or everything when rows came, went or moved. */
export type Change = 'everything' | 'nothing' | readonly string[];

type Listener = (change: Change) => void;

/** Holds the last snapshot and lets one refresh run at a time, in this window and over all of them. */
export class SnapshotStore {
  private snapshot: Snapshot | null = null;
  private running: Promise<void> | null = null;
  private queued: Promise<void> | null = null;
  private readonly listeners = new Set<Listener>();
  private readonly stop = new AbortController();

  constructor(
    private readonly machine: Machine,
    private readonly log: Log,
    /** A folder that all windows share. */
    private readonly folder: string,
  ) {}

  get current(): Snapshot | null {
    return this.snapshot;
  }

  /** Calls the listener after each refresh. The result ends that. */
  onDidRefresh(listener: Listener): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /**
   * Observes the machine and resolves when that is done. What was asked while a refresh ran is answered by one more
   * after it, since the running one may have looked before the change that the asker has in mind.
   */
  refresh(): Promise<void> {
    if (!this.running) return (this.running = this.observe());
    this.queued ??= this.running.then(() => {
      this.queued = null;
      return (this.running = this.observe());
    });
    return this.queued;
  }

  /** Ends a refresh that is under way, with its processes. */
  dispose(): void {
    this.stop.abort();
    this.listeners.clear();
  }

  private async observe(): Promise<void> {
    const { signal } = this.stop;
    try {
      const take = (): Promise<Snapshot | null> => takeSnapshot(this.machine, this.snapshot, signal);
      const next = await takeShared(this.folder, this.machine.now(), take, signal);
      if (next === null || signal.aborted) return;
      const change = compare(this.snapshot, next);
      this.snapshot = next;
      this.listeners.forEach((listener) => listener(change));
    } catch (error) {
      this.log.warn(`Refresh failed: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    } finally {
      this.running = null;
    }
  }
}

function compare(before: Snapshot | null, after: Snapshot): Change {
  if (!before || shapeOf(before) !== shapeOf(after)) return 'everything';
  const changed = after.distros.filter(
    (distro, index) => JSON.stringify(distro) !== JSON.stringify(before.distros[index]),
  );
  return changed.length === 0 ? 'nothing' : changed.map(({ name }) => name);
}

/** Everything that is more than one row's own matter. */
function shapeOf({ distros, problems, staleSince, listed }: Snapshot): string {
  return JSON.stringify([distros.map(({ name }) => name), problems, staleSince, listed]);
}
