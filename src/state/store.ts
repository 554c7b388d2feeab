import { servesDistros } from '../docker/desktop';
import { findInstall, type DockerInstall } from '../docker/install';
import type { ProbeResult } from '../docker/probe';
import type { Machine } from '../machine/machine';
import type { Log } from '../machine/log';
import { knownValue } from '../text/observed';
import { leastFree, readDrives, type DriveRoom } from './drives';
import { distroKey, type Probe } from './integration';
import { observe, type Observation } from './observation';
import { observeShared } from './sharedSnapshot';
import { makeSnapshot, runningNames, type IntegratedDistro, type Snapshot } from './snapshot';

type Listener = () => void;

/** Drives fill slowly: how many milliseconds after a look at them the next one is due. */
const drivesPause = 10 * 60_000;

/** Holds the last snapshot and lets one refresh run at a time, in this window and over all of them. */
export class SnapshotStore {
  private snapshot: Snapshot | null = null;
  private observation: Observation | null = null;
  private install: DockerInstall | null | undefined = undefined;
  private readonly probes = new Map<string, Probe>();
  private drives: readonly DriveRoom[] = [];
  private drivesSeen: number | null = null;
  private running: Promise<void> | null = null;
  private queued: Promise<void> | null = null;
  private forgets = 0;
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

  /** Calls the listener after each refresh, and after a probe was recorded. The result ends that. */
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

  /** Forgets what is looked at seldom, where Docker Desktop is installed and the drives: the next refresh looks again. */
  forgetInstall(): void {
    this.install = undefined;
    this.drivesSeen = null;
    this.forgets += 1;
  }

  /** Keeps what a probe found in a distro, which is given as it was when the probe began, and shows it. */
  recordProbe(distro: IntegratedDistro, result: ProbeResult): void {
    this.probes.set(distroKey(distro), {
      ...result,
      at: this.machine.now().toISOString(),
      set: knownValue(distro.integration.set),
      dockerRan: this.snapshot && servesDistros(this.snapshot.docker),
    });
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
    const { machine, log, forgets } = this;
    try {
      const [observation, install] = await Promise.all([
        observeShared(this.folder, { now: () => machine.now(), log, signal }, () => observe(machine, signal)),
        this.lookForInstall(signal),
      ]);
      if (observation === null || this.isDisposed()) return;
      // What was found before somebody asked to look again is not kept.
      if (forgets === this.forgets) this.install = install;
      this.observation = observation;
      this.show(observation);
      // Not awaited: a drive that hangs is nobody's to wait for.
      void this.lookAtDrives(observation);
    } catch (error) {
      this.log.warn(`Refresh failed: ${reasonOf(error)}`);
      throw error;
    }
  }

  /** It changes when somebody installs or updates: looked for once, and again when asked to. */
  private async lookForInstall(signal: AbortSignal): Promise<DockerInstall | null | undefined> {
    return this.install === undefined ? findInstall(this.machine, signal) : this.install;
  }

  /** Shows anew only what changes a problem. */
  private async lookAtDrives(observation: Observation): Promise<void> {
    const now = this.machine.now().getTime();
    const { snapshot } = this;
    if (!snapshot || (this.drivesSeen !== null && Math.abs(now - this.drivesSeen) < drivesPause)) return;
    this.drivesSeen = now;
    try {
      const before = nearlyFull(this.drives);
      this.drives = await readDrives(this.machine, snapshot);
      if (nearlyFull(this.drives) !== before && !this.isDisposed()) this.show(this.observation ?? observation);
    } catch (error) {
      this.log.warn(`The drives could not be looked at: ${reasonOf(error)}`);
    }
  }

  private show(observation: Observation): void {
    const next = makeSnapshot(observation, this.snapshot, {
      install: this.install,
      probes: this.probes,
      drives: this.drives,
    });
    this.snapshot = next;
    this.dropOldProbes(next);
    this.machine.gate.setRunning(runningNames(next));
    this.listeners.forEach((listener) => this.tell(listener));
  }

  /** What was refuted once does not come back when the distro, or Docker Desktop, is started again. */
  private dropOldProbes({ distros }: Snapshot): void {
    const shown = new Set(distros.filter(({ integration }) => 'value' in integration.seen).map(distroKey));
    for (const key of this.probes.keys()) {
      if (!shown.has(key)) this.probes.delete(key);
    }
  }

  /** One listener's failure is not the others'. */
  private tell(listener: Listener): void {
    try {
      listener();
    } catch (error) {
      this.log.warn(`A listener failed: ${reasonOf(error)}`);
    }
  }
}

function nearlyFull(drives: readonly DriveRoom[]): string {
  return drives
    .filter(({ free }) => free < leastFree)
    .map(({ drive }) => drive)
    .join();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
