import { join } from 'node:path';
import type { Machine } from '../../machine/machine';
import { writeOwnText } from '../../machine/ownFiles';
import { bindOption, distroDocker } from '../../docker/distroDocker';
import { probeDocker } from '../../docker/probe';
import { HandsInDistro, HandsStopped } from '../../docker/proofHands';
import { watchesByEvents } from '../../docker/proofVerdict';
import type { Distro } from '../../wsl/distro';
import { ContainerImage, often } from './containerImage';
import type { EventSeen, NoEvent } from './events';
import { sides, type Bases, type Side } from './work';

/** What containers are told of changes made by Windows. */
export interface ContainerEvents {
  /** Null when cancelled. */
  readonly events: Readonly<Record<Side, EventSeen>> | null;
  /** What could not be taken away again. */
  readonly left: readonly string[];
}

interface Watched {
  readonly bases: Bases;
  /** The same folders as this process opens them. */
  readonly own: Readonly<Record<Side, string>>;
  /** For so many seconds. */
  readonly left: number;
}

/** A container in which nothing has happened for so many seconds ends by itself, and nothing is left of it. */
const idleSeconds = 60;
const clearSeconds = 12;
const programs = ['inotifywait', 'cat', 'touch'] as const;

/**
 * Has a container of Docker Desktop's engine watch a folder on each side, and this process, on Windows, make a change in it. The
 * image is made of the distro's own inotifywait. All of it is taken away again.
 */
export async function seekContainerEvents(
  machine: Machine,
  distro: Distro,
  watched: Watched,
  signal: AbortSignal,
): Promise<ContainerEvents> {
  const events: Record<Side, EventSeen> = { drive: { unknown: 'noTime' }, linux: { unknown: 'noTime' } };
  const ended = AbortSignal.any([signal, AbortSignal.timeout(Math.floor(watched.left * 1000))]);
  const all = (unknown: NoEvent): ContainerEvents => ({ events: { drive: { unknown }, linux: { unknown } }, left: [] });
  const probe = await probeDocker(machine, distro, ended);
  if (probe === null) return signal.aborted ? { events: null, left: [] } : all('noTime');
  if ('problem' in probe || probe.value !== 'works') return all('noEngine');
  const watch = new ContainerWatch(machine, new HandsInDistro(machine, distro, ended), watched);
  try {
    const made = await watch.makeImage();
    for (const side of sides) events[side] = made ? await watch.see(side, made) : { unknown: 'noContainer' };
  } catch (error) {
    // Its time is over, or somebody cancelled, or the distro has ended, which whoever cleans up finds.
    if (!(error instanceof HandsStopped)) throw error;
  }
  const left = await watch.clear(new HandsInDistro(machine, distro, AbortSignal.timeout(clearSeconds * 1000)));
  return { events: signal.aborted ? null : events, left };
}

/** The programs that a container has, where the distro has them: one watches, one tells what there is, one makes a change. */
type Watchers = Readonly<Record<(typeof programs)[number], string>>;

class ContainerWatch {
  private readonly image = new ContainerImage();

  constructor(
    private readonly machine: Machine,
    private readonly hands: HandsInDistro,
    private readonly watched: Watched,
  ) {}

  async see(side: Side, { inotifywait, cat, touch }: Watchers): Promise<EventSeen> {
    const { hands } = this;
    const folder = `${this.watched.bases[side]}/contained`;
    const name = this.image.containerName(side);
    const options = ['--rm', '--name', name, '--network', 'none', ...bindOption(folder, '/watched')];
    const watch = [inotifywait, '-q', '-m', '-t', String(idleSeconds), '-e', 'create,modify,moved_to', '/watched'];
    const isMade = (await hands.run(['mkdir', folder])).status === 0;
    const started = await hands.run(distroDocker('run', '-d', ...options, this.image.name, ...watch), 20);
    if (!isMade || started.status !== 0) return { unknown: 'noContainer' };
    const files = [3, 4, 5, 6, 7, 8, 9].map((number) => `/proc/1/fdinfo/${number}`);
    const watches = distroDocker('exec', name, cat, ...files);
    if (!(await hands.until(watches, often, ({ stdout }) => watchesByEvents(stdout)))) return { unknown: 'noWatch' };

    const change = join(this.watched.own[side], 'contained', 'change');
    await writeOwnText(this.machine.files, change, 'slipway\n');
    const sees = distroDocker('exec', name, cat, '/watched/change');
    const logs = distroDocker('logs', name);
    const isTold = ({ stdout }: { readonly stdout: string }): boolean => stdout.trim() !== '';
    if (!(await hands.until(sees, often, ({ status }) => status === 0))) return { unknown: 'notSeen' };
    if (await hands.until(logs, often, isTold)) return 'raised';
    // By itself: the distro may have the drive by another mount than the engine.
    await hands.run(distroDocker('exec', name, touch, '/watched/own'));
    return (await hands.until(logs, often, isTold)) ? 'missing' : { unknown: 'deaf' };
  }

  /** Null where there can be none. */
  async makeImage(): Promise<Watchers | null> {
    const paths = await this.image.make(this.hands, programs, this.watched.bases.linux);
    const [inotifywait, cat, touch] = paths ?? [];
    return inotifywait === undefined || cat === undefined || touch === undefined ? null : { inotifywait, cat, touch };
  }

  /** Takes away what there may be; the names of what is still there. */
  clear(hands: HandsInDistro): Promise<readonly string[]> {
    return this.image.clear(hands, sides);
  }
}
