import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';
import type { Distro } from '../wsl/distro';
import { runInDistro } from '../wsl/run';
import { distroDocker } from './distroDocker';
import type { EngineCounts } from './engine';
import { probeDocker, type SeenDocker } from './probe';

/** Folders in which engines in a distro keep images, by whose they are. Those of a user are below the home. */
const storeFolders = {
  '/var/lib/docker': 'Docker',
  '.local/share/docker': 'Docker',
  '/var/lib/containers/storage': 'Podman',
  '.local/share/containers/storage': 'Podman',
} as const;
type StoreFolder = keyof typeof storeFolders;

/** A folder of images in a distro. */
export interface FoundFolder {
  readonly owner: 'Docker' | 'Podman';
  /** `~/…` below the home. */
  readonly path: string;
}

/** What a running distro told of engines of its own. */
export interface DistroStores {
  /** What its `docker` leads to; why that is not known. */
  readonly engine: SeenDocker | { readonly unknown: Message };
  /** What its own engine holds; null where none answers, or it did not tell. */
  readonly holds: EngineCounts | null;
  /** Null where the distro did not tell. */
  readonly folders: readonly FoundFolder[] | null;
}

const timeout = 20_000;

/** Asks a running distro which engine answers there and which folders of images it has. Null when cancelled. */
export async function askForStores(
  machine: Machine,
  distro: Distro,
  signal: AbortSignal,
): Promise<DistroStores | null> {
  const [probe, folders] = await Promise.all([
    probeDocker(machine, distro, signal),
    askFolders(machine, distro, signal),
  ]);
  if (probe === null || signal.aborted) return null;
  if ('problem' in probe) return { engine: { unknown: message('The distro did not answer.') }, holds: null, folders };
  const holds = probe.value === 'own-engine' ? await askHolds(machine, distro, signal) : null;
  return { engine: probe.value, holds, folders };
}

async function askFolders(
  machine: Machine,
  distro: Distro,
  signal: AbortSignal,
): Promise<readonly FoundFolder[] | null> {
  const names = Object.keys(storeFolders) as StoreFolder[];
  // It fails where one of them is not there, and lists the others all the same.
  const command = runInDistro(distro, ['ls', '-d', ...names], ({ status, stdout }) => {
    if (status > 2) return null;
    const lines = Buffer.from(stdout).toString('utf8').split('\n');
    return names.filter((name) => lines.includes(name));
  });
  if ('kind' in command) return null;
  const ran = await machine.run(command, { timeout, signal });
  if (ran.outcome !== 'done' || !ran.value.ok) return null;
  return ran.value.value.map((name) => ({
    owner: storeFolders[name],
    path: name.startsWith('/') ? name : `~/${name}`,
  }));
}

async function askHolds(machine: Machine, distro: Distro, signal: AbortSignal): Promise<EngineCounts | null> {
  const format = '{{.Images}} {{.Containers}} {{.ContainersRunning}}';
  const command = runInDistro(distro, distroDocker('info', '--format', format), ({ status, stdout }) => {
    const told = /^(\d+) (\d+) (\d+)\s*$/.exec(Buffer.from(stdout).toString('utf8'));
    return status === 0 && told ? told.slice(1).map(Number) : null;
  });
  if ('kind' in command) return null;
  const ran = await machine.run(command, { timeout, signal });
  if (ran.outcome !== 'done' || !ran.value.ok) return null;
  const [images = 0, containers = 0, running = 0] = ran.value.value;
  return { images, containers, running };
}
