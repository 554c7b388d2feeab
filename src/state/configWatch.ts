import { join } from 'node:path';
import { writeAtomically } from '../machine/atomicWrite';
import { acquireLock } from '../machine/lockFile';
import type { Log } from '../machine/log';
import type { Machine } from '../machine/machine';
import { readOwnFile } from '../machine/ownFile';
import { configFilePath } from '../wsl/configFile';
import {
  isVmSeenRunning,
  recordAfter,
  recordAfterWriting,
  type ConfigLook,
  type ConfigRecord,
  type PendingConfig,
} from './pendingConfig';
import type { Snapshot } from './snapshot';

/** Changes with the shape of the record: windows may run different versions of the extension for a while. */
const shape = 1;
const lockOptions = { waitAtMost: 2_000, staleAfter: 10_000 };

/**
 * Notes for all windows whether .wslconfig was changed while WSL's virtual machine ran, which reads it only at its start.
 * It looks with each snapshot: at the size and time of one file of Windows.
 */
export class ConfigWatch {
  private record: ConfigRecord | null = null;
  private readonly listeners = new Set<() => void>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly machine: Machine,
    private readonly log: Log,
    /** A folder that all windows share. */
    private readonly folder: string,
  ) {}

  /** The change that waits for WSL to be shut down, as far as that was seen; null where none is known. */
  get pending(): PendingConfig | null {
    return this.record?.pending ?? null;
  }

  onDidChange(listener: () => void): { dispose(): unknown } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Looks at the file beside what a snapshot tells of the distros. */
  look(snapshot: Pick<Snapshot, 'distros' | 'staleSince' | 'listed'>): Promise<void> {
    return this.note(isVmSeenRunning(snapshot), recordAfter);
  }

  /** This product has changed the file; `runs` is whether the virtual machine ran at that moment. */
  wrote(runs: boolean | null): Promise<void> {
    return this.note(runs, (_, look) => recordAfterWriting(look));
  }

  /** WSL was shut down, whatever has been started again since. */
  sawShutdown(): Promise<void> {
    return this.note(false, recordAfter);
  }

  dispose(): void {
    this.listeners.clear();
  }

  /** One after the other, so that an older look never writes over a newer one. */
  private note(
    runs: boolean | null,
    next: (before: ConfigRecord | null, look: ConfigLook) => ConfigRecord | null,
  ): Promise<void> {
    const noted = this.last.then(() => this.noteNow(runs, next));
    this.last = noted.catch((error: unknown) =>
      this.log.warn(`The state of .wslconfig could not be noted: ${String(error)}`),
    );
    return this.last;
  }

  private async noteNow(
    runs: boolean | null,
    next: (before: ConfigRecord | null, look: ConfigLook) => ConfigRecord | null,
  ): Promise<void> {
    const path = await configFilePath(this.machine);
    if (path === null) return;
    const stamp = await this.machine.files.stampOf(path);
    if (stamp.kind !== 'ok') return;
    const lock = await acquireLock(join(this.folder, 'wslconfig.lock'), lockOptions);
    if (lock === null) return;
    try {
      const file = join(this.folder, 'wslconfig.json');
      const before = readRecord(await readOwnFile(file));
      const look = { at: this.machine.now().toISOString(), stamp: stamp.value, runs };
      const after = next(before, look);
      if (after !== null && after !== before) await writeAtomically(file, JSON.stringify({ shape, record: after }));
      this.show(after);
    } finally {
      await lock.release();
    }
  }

  private show(record: ConfigRecord | null): void {
    const before = JSON.stringify(this.pending);
    this.record = record;
    if (JSON.stringify(this.pending) !== before) this.listeners.forEach((listener) => listener());
  }
}

function readRecord(text: string | null): ConfigRecord | null {
  if (text === null) return null;
  try {
    const content = JSON.parse(text) as { shape?: unknown; record?: ConfigRecord };
    return content.shape === shape ? (content.record ?? null) : null;
  } catch {
    // Damaged: nothing is known.
    return null;
  }
}
