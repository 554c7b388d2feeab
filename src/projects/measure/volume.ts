import { bindOption, distroDocker } from '../../docker/distroDocker';
import { probeDocker } from '../../docker/probe';
import { HandsInDistro, HandsStopped } from '../../docker/proofHands';
import type { Machine } from '../../machine/machine';
import type { Distro } from '../../wsl/distro';
import type { Budget } from './budget';
import type { Clock } from './clock';
import { ContainerImage } from './containerImage';
import type { Refusal } from './request';
import { runRounds, type Rounds, type RoundsProgress } from './rounds';
import type { Bases, Within } from './work';

interface InContainers {
  readonly bases: Bases;
  readonly clock: Clock;
  readonly budget: Budget;
  /** What could not be taken away again is put here. */
  readonly left: string[];
}

/** What the script of a round calls. */
const programs = ['sh', 'date', 'dd', 'mkdir', 'rm'] as const;
/** Where a container has the two: a folder of the drive, and a volume that is made with the container and goes with it. */
const inside: Bases = { drive: '/on/drive', linux: '/on/volume' };
const clearSeconds = 12;

/**
 * Does the rounds in containers of Docker Desktop's engine, one for each, made of the distro's own programs: what a folder of the
 * drive costs there against a volume, one right after the other. Null when cancelled.
 */
export async function measureInContainers(
  machine: Machine,
  distro: Distro,
  { bases, clock, budget, left }: InContainers,
  signal: AbortSignal,
  onProgress: (progress: RoundsProgress) => void,
): Promise<{ readonly ok: true; readonly value: Rounds } | Refusal | null> {
  const { name } = distro;
  const probe = await probeDocker(machine, distro, signal);
  if (probe === null) return null;
  if ('problem' in probe || probe.value !== 'works') return { ok: false, problem: { kind: 'noEngine', name } };
  const image = new ContainerImage();
  try {
    const made = await image.make(new HandsInDistro(machine, distro, signal), programs, bases.linux);
    if (!made) return { ok: false, problem: { kind: 'noContainer', name } };
    const within = inContainer(image, bases.drive);
    return await runRounds(machine, distro, { bases: inside, clock, budget, within }, signal, onProgress);
  } catch (error) {
    if (!(error instanceof HandsStopped)) throw error;
    // It is over its time, cancelled, or the distro has ended, which whoever cleans up finds.
    return signal.aborted ? null : { ok: false, problem: { kind: 'noContainer', name } };
  } finally {
    const hands = new HandsInDistro(machine, distro, AbortSignal.timeout(clearSeconds * 1000));
    left.push(...(await image.clear(hands, ['round'])));
  }
}

/** A container for one call, which reads what the call reads, and is gone with its volume when that ends. */
function inContainer(image: ContainerImage, folder: string): Within {
  const mounts = [...bindOption(folder, inside.drive), '--mount', `type=volume,target=${inside.linux}`];
  const options = ['--rm', '-i', '--name', image.containerName('round'), '--network', 'none', ...mounts];
  return (call) => distroDocker('run', ...options, '--env', 'PATH=/usr/bin:/bin', image.name, ...call);
}
