import { createHash } from 'node:crypto';
import type { Container, ContainerMount, EngineStore } from '../state/docker';

/** Finds a container as the engine does: by name, by id, or by the beginning of an id that only one has. */
export function findContainer({ containers }: EngineStore, wanted: string): Container | undefined {
  const exact = containers.find(({ id, name }) => id === wanted || name === wanted.replace(/^\//, ''));
  if (exact) return exact;
  const beginning = containers.filter(({ id }) => wanted !== '' && id.startsWith(wanted));
  return beginning.length === 1 ? beginning[0] : undefined;
}

/** The engine ends, and every container with it: cleanly, or with the status of a process that was lost. */
export function endContainers(store: EngineStore, exitCode: 0 | 255): void {
  for (const container of store.containers) {
    if (container.state === 'running') Object.assign(container, { state: 'exited', exitCode });
  }
}

/** The engine has started: containers come back as their restart policies say. */
export function applyRestartPolicies(store: EngineStore): void {
  for (const container of store.containers) {
    const { restart, stoppedByHand, exitCode, state } = container;
    const returns =
      restart === 'always' ||
      (restart === 'unless-stopped' && !stoppedByHand) ||
      (restart === 'on-failure' && exitCode !== 0);
    if (state === 'exited' && returns) Object.assign(container, { state: 'running', exitCode: 0 });
  }
}

/** Where the engine sees the source of a mount; Docker Desktop rewrites what it was asked for (reference 6). */
export function sourceInEngine(mount: ContainerMount): string {
  if (mount.type === 'volume') return `/var/lib/docker/volumes/${mount.name}/_data`;
  if ('windowsPath' in mount) {
    const [drive, ...rest] = mount.windowsPath.split('\\');
    return ['/run/desktop/mnt/host', drive!.charAt(0).toLowerCase(), ...rest].join('/');
  }
  const hash = createHash('sha256').update(mount.path).digest('hex');
  return `/run/desktop/mnt/host/wsl/docker-desktop-bind-mounts/${mount.distro}/${hash}`;
}
