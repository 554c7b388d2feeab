import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Machine } from '../../machine/machine';
import { writeOwnText } from '../../machine/ownFiles';
import { distroDocker } from '../../docker/distroDocker';
import { probeDocker } from '../../docker/probe';
import { HandsInDistro, HandsStopped } from '../../docker/proofHands';
import { packArgs, readLibraries } from '../../docker/proofImage';
import { watchesByEvents } from '../../docker/proofVerdict';
import type { Distro } from '../../wsl/distro';
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

/** The image of each measurement has a tag of its own under this name, by which the next finds what one has left. */
const repository = 'slipway-measure';
/** A container in which nothing has happened for so many seconds ends by itself, and nothing is left of it. */
const idleSeconds = 60;
const clearSeconds = 12;
const programs = ['inotifywait', 'cat', 'touch'] as const;
const folders = ['/usr/bin', '/bin'] as const;
const often = { rounds: 12, pause: 250 } as const;

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
  private readonly token = randomUUID().slice(0, 8);
  private readonly image = `${repository}:${this.token}`;

  constructor(
    private readonly machine: Machine,
    private readonly hands: HandsInDistro,
    private readonly watched: Watched,
  ) {}

  async see(side: Side, { inotifywait, cat, touch }: Watchers): Promise<EventSeen> {
    const { hands } = this;
    const folder = `${this.watched.bases[side]}/contained`;
    const name = this.nameOf(side);
    // One field of comma-separated values, since a folder may have any name.
    const source = `source=${folder}`.replace(/"/g, '""');
    const options = ['--rm', '--name', name, '--network', 'none', '--mount', `type=bind,"${source}",target=/watched`];
    const watch = [inotifywait, '-q', '-m', '-t', String(idleSeconds), '-e', 'create,modify,moved_to', '/watched'];
    const isMade = (await hands.run(['mkdir', folder])).status === 0;
    const started = await hands.run(distroDocker('run', '-d', ...options, this.image, ...watch), 20);
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

  /** Null where the distro's programs do not make one, or the engine takes none. What earlier ones have left goes before. */
  async makeImage(): Promise<Watchers | null> {
    const { hands } = this;
    const { linux } = this.watched.bases;
    const old = (await hands.run(distroDocker('images', '-q', repository))).stdout.split('\n').filter(Boolean);
    // Without force: one that is in use is another's.
    if (old.length > 0) await hands.run(distroDocker('rmi', ...old));
    const candidates = programs.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
    const there = new Set((await hands.run(['ls', '-d', ...candidates])).stdout.split('\n'));
    const pathOf = (name: string): string | undefined =>
      candidates.find((path) => there.has(path) && path.endsWith(`/${name}`));
    const [inotifywait, cat, touch] = programs.map(pathOf);
    if (inotifywait === undefined || cat === undefined || touch === undefined) return null;
    const libraries = readLibraries((await hands.run(['ldd', inotifywait, cat, touch])).stdout);
    if ('template' in libraries) return null;
    const archive = `${linux}/image.tar`;
    await hands.run(['mkdir', `${linux}/token`]);
    const packed = await hands.run(
      packArgs(archive, [inotifywait, cat, touch, ...libraries], { folder: linux, name: 'token' }),
      20,
    );
    if (packed.status !== 0) return null;
    const imported = await hands.run(distroDocker('import', archive, this.image), 20);
    return imported.status === 0 ? { inotifywait, cat, touch } : null;
  }

  /** Takes away what there may be; the names of what is still there. */
  async clear(hands: HandsInDistro): Promise<readonly string[]> {
    const names = sides.map((side) => this.nameOf(side));
    try {
      await hands.run(distroDocker('rm', '-f', ...names));
      await hands.until(distroDocker('rmi', this.image), often, ({ stderr }) => !stderr.includes('in use'));
      const filter = ['--filter', `name=${repository}-${this.token}`];
      const containers = await hands.run(distroDocker('ps', '-a', '-q', ...filter));
      const images = await hands.run(distroDocker('images', '-q', this.image));
      const isGone = ({ status, stdout }: typeof images): boolean => status === 0 && stdout.trim() === '';
      return [...(isGone(containers) ? [] : names), ...(isGone(images) ? [] : [this.image])];
    } catch (error) {
      if (!(error instanceof HandsStopped)) throw error;
      return [this.image];
    }
  }

  private nameOf(side: Side): string {
    return `${repository}-${this.token}-${side}`;
  }
}
