import { backendPipe } from '../docker/pipes';
import type { Machine } from '../machine/machine';
import { askReservedPorts, publishesOnWindows } from '../state/reservedPorts';
import type { Snapshot } from '../state/snapshot';
import { knownValue } from '../text/observed';
import type { Location } from '../text/location';
import type { PortRange } from '../text/portRange';

/** Milliseconds. Windows hands such ranges out when it starts, and with each network that Hyper-V makes. */
const lifetime = 5 * 60_000;

/** The ports that Windows has reserved: asked for when somebody sees a file that publishes ports, and then now and again. */
export class ReservedPortsHere {
  private known: readonly PortRange[] | null = null;
  private askedAt: number | null = null;
  private readonly end = new AbortController();

  constructor(
    private readonly machine: Machine,
    private readonly onDidChange: () => void,
  ) {}

  /** As Windows said last; null where it has not been asked, or did not tell. */
  get ranges(): readonly PortRange[] | null {
    return this.known;
  }

  /** Somebody sees a file for which they count, if Docker Desktop is there: where that is not known, its pipe tells. */
  want({ isInstalled }: Pick<Publishers, 'isInstalled'>): void {
    const now = this.machine.now().getTime();
    if (this.askedAt !== null && now - this.askedAt < lifetime) return;
    this.askedAt = now;
    void this.ask(isInstalled);
  }

  dispose(): void {
    this.end.abort();
  }

  private async ask(isInstalled: boolean | null): Promise<void> {
    const { machine } = this;
    const { signal } = this.end;
    const isThere = isInstalled ?? (await machine.pipes.list())?.includes(backendPipe) === true;
    const isAsked = isThere && (await publishesOnWindows(machine));
    const answer = isAsked ? await askReservedPorts(machine, signal) : null;
    const before = JSON.stringify(this.known);
    this.known = answer?.ranges ?? null;
    if (!signal.aborted && JSON.stringify(this.known) !== before) this.onDidChange();
  }
}

/** Who has ports on Windows, as it was last seen: Docker Desktop listens there for whoever uses it. */
export interface Publishers {
  /** Whether Docker Desktop is installed; null where nobody has looked. */
  readonly isInstalled: boolean | null;
  /** The distros that it is integrated with, in lower case: another has an engine of its own, or none. */
  readonly distros: readonly string[];
}

export function publishersIn(snapshot: Snapshot | null): Publishers {
  if (!snapshot) return { isInstalled: null, distros: [] };
  const { install } = snapshot.docker;
  const integrated = snapshot.distros.filter(({ integration }) => knownValue(integration.set) === 'on');
  return {
    isInstalled: 'unknown' in install ? null : install.value !== null,
    distros: integrated.map(({ name }) => name.toLowerCase()),
  };
}

/** Whether a project in this place has its ports on Windows, if Docker Desktop is there. */
export function isPublishedOnWindows(folder: Location, { isInstalled, distros }: Publishers): boolean {
  switch (folder.kind) {
    case 'windows':
      return isInstalled !== false;
    case 'unc':
      return distros.includes(folder.distro.toLowerCase());
    case 'distro':
      return folder.name !== null && distros.includes(folder.name.toLowerCase());
    case 'unknown':
      return false;
  }
}
