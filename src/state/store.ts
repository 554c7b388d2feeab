import { findInstall, type DockerInstall } from '../docker/install';
import type { ProbeResult } from '../docker/probe';
import type { Machine } from '../machine/machine';
import type { Log } from '../machine/log';
import type { Distro } from '../wsl/distro';
import { distroKey, type Probe } from './integration';
import { observe, type Observation } from './observation';
import { observeShared } from './sharedSnapshot';
import { makeSnapshot, runningNames, type Snapshot } from './snapshot';

/** What a refresh changed: names of distros whose rows differ, or everything when rows came, went or moved. */
export type Change = 'everything' | 'nothing' | readonly string[];

type Listener = (change: Change) => void;

/** Holds the last snapshot and lets one refresh run at a time, in this window and over all of them. */
export class SnapshotStore {
  private snapshot: Snapshot | null = null;
  private observation: Observation | null = null;
  private install: DockerInstall | null | undefined = undefined;
  private readonly probes = new Map<string, Probe>();
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
    if (this.queued) return this.queued;
    if (!this.running) return this.start();
    const next = (): Promise<void> => {
      this.queued = null;
      return this.start();
    };
    // That the running one fails is told to those who asked for it.
    return (this.queued = this.running.then(next, next));
  }

  /** Forgets where Docker Desktop is installed: the next refresh looks for it again. */
  forgetInstall(): void {
    this.install = undefined;
  }

  /** Keeps what a probe found in a distro, and shows it. */
  recordProbe(distro: Distro, result: ProbeResult): void {
    this.probes.set(distroKey(distro), { ...result, at: this.machine.now().toISOString() });
    if (this.observation) this.show(this.observation);
  }

  /** Ends a refresh that is under way, with its processes. */
  dispose(): void {
    this.stop.abort();
    this.listeners.clear();
  }

  private isDisposed(): boolean {
    return this.stop.signal.aborted;
  }

  private start(): Promise<void> {
    return (this.running = this.run().finally(() => {
      this.running = null;
    }));
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    if (this.isDisposed()) return;
    try {
      const { machine, log } = this;
      const [observation, install] = await Promise.all([
        observeShared(this.folder, { now: () => machine.now(), log, signal }, () => observe(machine, signal)),
        this.lookForInstall(signal),
      ]);
      if (observation === null || this.isDisposed()) return;
      this.install = install;
      this.observation = observation;
      this.show(observation);
    } catch (error) {
      this.log.warn(`Refresh failed: ${reasonOf(error)}`);
      throw error;
    }
  }

  /** It changes when somebody installs or updates: looked for once, and again when asked to. */
  private async lookForInstall(signal: AbortSignal): Promise<DockerInstall | null | undefined> {
    return this.install === undefined ? findInstall(this.machine, signal) : this.install;
  }

  private show(observation: Observation): void {
    const next = makeSnapshot(observation, this.snapshot, { install: this.install, probes: this.probes });
    const change = compare(this.snapshot, next);
    this.snapshot = next;
    this.machine.gate.setRunning(runningNames(next));
    this.listeners.forEach((listener) => this.tell(listener, change));
  }

  /** One listener's failure is not the others'. */
  private tell(listener: Listener, change: Change): void {
    try {
      listener(change);
    } catch (error) {
      this.log.warn(`A listener failed: ${reasonOf(error)}`);
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function compare(before: Snapshot | null, after: Snapshot): Change {
  if (!before || shapeOf(before) !== shapeOf(after)) return 'everything';
  const changed = after.distros.filter((distro, index) => withoutTimes(distro) !== withoutTimes(before.distros[index]));
  return changed.length === 0 ? 'nothing' : changed.map(({ name }) => name);
}

/** Everything that is more than one row's own matter. */
function shapeOf({ distros, problems, staleSince, listed, defaultVersion, docker }: Snapshot): string {
  return withoutTimes([distros.map(({ name }) => name), problems, staleSince, listed, defaultVersion, docker]);
}

/** That the same was seen again is no change; the time of a probe is shown, and comes with its evidence. */
function withoutTimes(value: unknown): string {
  const isProbe = (each: object): boolean => 'source' in each && each.source === 'probe';
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && 'source' in each && !isProbe(each) ? { ...each, at: null } : each,
  );
}
