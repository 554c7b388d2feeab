import type { DockerDesktop } from '../docker/desktop';
import type { Engine } from '../mounts/mount';
import { knownValue } from '../text/observed';

/** What Docker Desktop says of all mounts, as it was last seen. */
export interface DockerFacts {
  /** The engine that runs containers; that of WSL 2 where nobody knows better, since it is the usual one. */
  readonly engine: Engine;
  /** Whether it is told not to warn of slow mounts (`SkipWSLMountPerfWarning`). */
  readonly isSlownessAccepted: boolean;
}

/** Reads that from what was observed; asks nothing. Null: nobody has looked yet. */
export function factsOfDocker(docker: DockerDesktop | null): DockerFacts {
  if (docker === null) return { engine: 'wsl2', isSlownessAccepted: false };
  const { settings } = docker;
  return {
    engine:
      knownValue(docker.mode) === 'windows' ? 'windows' : knownValue(docker.backend) === 'hyperv' ? 'hyperv' : 'wsl2',
    isSlownessAccepted:
      settings.kind === 'read' && settings.settings.issues.some(({ kind }) => kind === 'user-muted-mount-warning'),
  };
}
