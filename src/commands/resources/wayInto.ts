import type { DockerDesktop } from '../../docker/desktop';
import type { DockerStoreKind } from '../../state/imageStores';
import { message, type Message } from '../../text/message';
import { knownValue } from '../../text/observed';

/** What has to be so before `docker` shows a store of Docker Desktop, as far as it is not known to be so. */
export function stepsTo(kind: DockerStoreKind, { running, mode, backend }: DockerDesktop): readonly Message[] {
  const steps: Message[] = [];
  if (knownValue(running) !== true) steps.push(message('Docker Desktop has to run.'));
  if (kind === 'windows') {
    if (knownValue(mode) !== 'windows') {
      steps.push(
        message('Docker Desktop has to be on Windows containers: its menu in the notification area switches.'),
      );
    }
    return steps;
  }
  if (knownValue(mode) !== 'linux') {
    steps.push(
      message('Docker Desktop has to be on Linux containers: "Slipway: Switch Docker Desktop to Linux Containers…".'),
    );
  }
  if (knownValue(backend) !== kind) {
    steps.push(
      kind === 'wsl2'
        ? message('"Use the WSL 2 based engine" has to be on, in Settings > General of Docker Desktop.')
        : message('"Use the WSL 2 based engine" has to be off, in Settings > General of Docker Desktop.'),
    );
  }
  return steps;
}

/** The command that lists the images of a store once it is the one in use. It names the engine, whatever context is current. */
export function lookCommand(kind: DockerStoreKind): string {
  return `docker --context desktop-${kind === 'windows' ? 'windows' : 'linux'} image ls`;
}
